import type { Channel, Ephemeral, FileObject, Message } from '../../slack/model.ts';
import { enteredIn } from '../../slack/people/act-on.ts';
import { fileKind } from '../../slack/serializers/file.ts';
import { isSystem, systemText } from '../../slack/serializers/message.ts';
import { showsEdit } from '../../slack/transcript/transcript.ts';
import type { WorkspaceState } from '../../slack/workspace-state.ts';
import type { ShownFile, ShownMessage } from '../screen.ts';

/** A channel's replies by their parent's ts. */
export type Threads = ReadonlyMap<string, readonly Message[]>;

/** Collects a channel's replies once, for all of its messages. */
export function threadsOf(channel: Channel): Threads {
  const threads = new Map<string, Message[]>();
  for (const message of channel.messages) {
    if (message.threadTs === null) continue;
    const replies = threads.get(message.threadTs);
    if (replies === undefined) threads.set(message.threadTs, [message]);
    else replies.push(message);
  }
  return threads;
}

/** A message as this reader (a user ID) sees it. */
export function showMessage(
  state: WorkspaceState,
  message: Message,
  reader: string,
  threads: Threads,
): ShownMessage {
  const replies = threads.get(message.ts) ?? [];
  const channel = state.team.channels.get(message.channel);
  const gone = message.tombstone;
  return {
    channel: message.channel,
    ts: message.ts,
    at: moment(message.ts),
    author: message.author,
    kind: gone || isSystem(message) ? 'event' : 'message',
    text: gone ? 'This message was deleted.' : isSystem(message) ? systemText(message) : message.text,
    blocks: gone ? [] : message.blocks,
    attachments: gone ? [] : message.attachments,
    entered: enteredIn(state, reader, message),
    edited: !gone && showsEdit(state, message),
    pinned: channel?.pins.some((pin) => pin.ts === message.ts) ?? false,
    threadTs: message.threadTs,
    broadcast: message.subtype === 'thread_broadcast',
    replies: replies.length,
    lastReplyAt: replies.length === 0 ? null : moment(replies.at(-1)?.ts ?? message.ts),
    reactions: message.reactions,
    files: gone ? [] : filesOf(state, message.files),
  };
}

/** An ephemeral as its one reader sees it; the app is its author. */
export function showEphemeral(state: WorkspaceState, ephemeral: Ephemeral): ShownMessage {
  const { channel, ts, user, threadTs, text, blocks, attachments } = ephemeral;
  return {
    channel,
    ts,
    at: moment(ts),
    author: state.settings.botUserId,
    kind: 'ephemeral',
    text,
    blocks,
    attachments,
    entered: enteredIn(state, user, ephemeral),
    edited: false,
    pinned: false,
    threadTs,
    broadcast: false,
    replies: 0,
    lastReplyAt: null,
    reactions: [],
    files: [],
  };
}

function filesOf(state: WorkspaceState, ids: readonly string[]): ShownFile[] {
  return ids
    .map((id) => state.team.files.get(id))
    .filter((file): file is FileObject => file !== undefined && file.state !== 'deleted')
    .map(({ id, name, title, description, content }) => {
      const [, mimetype] = fileKind(name);
      const readable = mimetype.startsWith('text/') || mimetype === 'application/json';
      return { id, name, title, description, mimetype, text: readable ? content.toString() : null };
    });
}

const moment = (ts: string): number => Math.floor(Number(ts) * 1000);
