import type { JsonObject } from '../json.ts';
import type { Bookmark, Channel, Ephemeral, FileObject, Message, Metadata } from '../model.ts';
import { canvasText } from '../mutations/canvases.ts';
import { inTimeline } from '../mutations/messages.ts';
import { isSystem } from '../serializers/message.ts';
import { elementsOf } from '../views/elements.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { plainText } from './forms/form-values.ts';

/** Identifies a message or ephemeral: what people act on. */
export type MessageRef = { readonly channel: string; readonly ts: string };

/** A file as people see it. */
export type FileSnapshot = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** What a screen reader says about a picture; '' if nobody described it. */
  readonly description: string;
  readonly content: string;
};

/** A message as people see it when it's read. `channel` and `user` are IDs; `author` and reaction users are names. */
export type MessageSnapshot = MessageRef & {
  readonly user: string;
  readonly author: string;
  /** ms, UTC. */
  readonly at: number;
  readonly subtype: string | null;
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly attachments: readonly JsonObject[];
  readonly threadTs: string | null;
  readonly replies: number;
  readonly edited: boolean;
  readonly pinned: boolean;
  readonly buttons: readonly string[];
  readonly reactions: readonly { readonly name: string; readonly users: readonly string[] }[];
  readonly files: readonly FileSnapshot[];
  readonly metadata: Metadata | null;
};

/** An ephemeral message as its one reader sees it. */
export type EphemeralSnapshot = MessageRef & {
  readonly user: string;
  readonly from: Ephemeral['from'];
  readonly threadTs: string | null;
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly buttons: readonly string[];
};

/** A channel as people see it, always in its current state. */
export type ChannelSnapshot = {
  readonly id: string;
  readonly name: string;
  readonly kind: Channel['kind'];
  readonly topic: string;
  readonly purpose: string;
  readonly archived: boolean;
  /** The members' names. */
  readonly members: readonly string[];
  /** The main timeline, oldest first, without thread replies. */
  readonly messages: readonly MessageSnapshot[];
  /** What apps and people said there; not who joined, pinned, or archived. */
  readonly posts: readonly MessageSnapshot[];
  /** The replies under a message, oldest first. */
  thread(ts: string): readonly MessageSnapshot[];
  readonly pins: readonly MessageSnapshot[];
  readonly files: readonly FileSnapshot[];
  readonly bookmarks: readonly Pick<Bookmark, 'id' | 'title' | 'link' | 'emoji'>[];
  /** The canvas in its tab, as Markdown; `by` is a name. */
  readonly canvas: { readonly title: string; readonly by: string; readonly markdown: string } | null;
};

const deletedShown = {
  subtype: 'tombstone',
  text: 'This message was deleted.',
  blocks: [],
  attachments: [],
  files: [],
  metadata: null,
} as const;

/** Shows a message; of a deleted one with replies only that it was deleted. */
export function snapshotMessage(state: WorkspaceState, stored: Message): MessageSnapshot {
  const message = stored.tombstone ? { ...stored, ...deletedShown } : stored;
  const nameOf = (id: string): string => state.team.users.get(id)?.name ?? id;
  const channel = state.team.channels.get(message.channel);
  return {
    channel: message.channel,
    ts: message.ts,
    user: message.author,
    author: nameOf(message.author),
    at: Math.floor(Number(message.ts) * 1000),
    subtype: message.subtype,
    text: message.text,
    blocks: structuredClone(message.blocks),
    attachments: structuredClone(message.attachments),
    threadTs: message.threadTs,
    replies: state.team.replies(message.channel, message.ts).length,
    edited: message.edited !== null,
    pinned: channel?.pins.some((pin) => pin.ts === message.ts) ?? false,
    buttons: buttonsOf(message.blocks),
    reactions: message.reactions.map(({ name, users }) => ({ name, users: users.map(nameOf) })),
    files: filesOf(state, message.files),
    metadata: message.metadata,
  };
}

/** Shows an ephemeral message. */
export function snapshotEphemeral(ephemeral: Ephemeral): EphemeralSnapshot {
  const { channel, ts, user, from, threadTs, text } = ephemeral;
  const blocks = structuredClone(ephemeral.blocks);
  return { channel, ts, user, from, threadTs, text, blocks, buttons: buttonsOf(blocks) };
}

/** Shows a channel. Its properties are read anew each time. */
export function snapshotChannel(state: WorkspaceState, channel: Channel): ChannelSnapshot {
  const see = (messages: readonly Message[]): MessageSnapshot[] =>
    messages.map((m) => snapshotMessage(state, m));
  return {
    id: channel.id,
    get kind() {
      return channel.kind;
    },
    get name() {
      return channel.name;
    },
    get topic() {
      return channel.topic.value;
    },
    get purpose() {
      return channel.purpose.value;
    },
    get archived() {
      return channel.archived;
    },
    get members() {
      return [...channel.members].map((id) => state.team.users.get(id)?.name ?? id);
    },
    get messages() {
      return see(channel.messages.filter(inTimeline));
    },
    get posts() {
      return see(channel.messages.filter((m) => inTimeline(m) && !isSystem(m)));
    },
    thread: (ts) => see(state.team.replies(channel.id, ts)),
    get pins() {
      return see(channel.messages.filter((m) => channel.pins.some((pin) => pin.ts === m.ts)));
    },
    get files() {
      return filesOf(
        state,
        channel.messages.flatMap((m) => m.files),
      );
    },
    get bookmarks() {
      return channel.bookmarks.map(({ id, title, link, emoji }) => ({ id, title, link, emoji }));
    },
    get canvas() {
      if (channel.canvas === null) return null;
      const { title, by } = channel.canvas;
      return { title, by: state.team.users.get(by)?.name ?? by, markdown: canvasText(channel.canvas) };
    },
  };
}

function buttonsOf(blocks: readonly JsonObject[]): string[] {
  return elementsOf(blocks)
    .filter(({ type }) => type === 'button')
    .map(({ element }) => plainText(element.text));
}

function filesOf(state: WorkspaceState, ids: readonly string[]): FileSnapshot[] {
  return ids
    .map((id) => state.team.files.get(id))
    .filter((file): file is FileObject => file !== undefined && file.state !== 'deleted')
    .map(({ id, name, title, description, content }) => ({
      id,
      name,
      title,
      description,
      content: content.toString(),
    }));
}
