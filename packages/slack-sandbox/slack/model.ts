import type { JsonObject } from './json.ts';

/** A person's role: a guest is `is_restricted`; a stranger belongs to another team (`is_stranger`). */
export type Role = 'owner' | 'member' | 'guest' | 'stranger' | 'bot';

/** A person or the bot. `tz` is an IANA name. */
export type User = {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly realName: string;
  readonly email: string | null;
  readonly tz: string;
  role: Role;
  deleted: boolean;
};

/** A topic or purpose: who set it, and when (seconds, UTC; 0 for never). */
export type Note = { readonly value: string; readonly creator: string; readonly lastSet: number };

/** A pinned message; `at` in seconds, UTC. */
export type Pin = { readonly ts: string; readonly by: string; readonly at: number };

/** A link in a channel's bookmark bar; times in seconds, UTC. */
export type Bookmark = {
  readonly id: string;
  title: string;
  link: string;
  emoji: string;
  readonly created: number;
  updated: number;
  updatedBy: string;
};

/** A block of a canvas: a heading, a paragraph, an item of a list; `id` names it in the API until the next edit. */
export type CanvasSection = { readonly id: string; readonly markdown: string };

/** The canvas in a channel's tab. */
export type Canvas = {
  readonly id: string;
  readonly by: string;
  title: string;
  sections: CanvasSection[];
};

/** A channel (public, or private from the start or since people made it so), or a direct message with the bot. */
export type Channel = {
  readonly id: string;
  kind: 'public' | 'private' | 'im';
  name: string;
  readonly previousNames: string[];
  readonly creator: string;
  readonly created: number;
  readonly general: boolean;
  /** It includes people from another company (Slack Connect). */
  shared: boolean;
  archived: boolean;
  topic: Note;
  purpose: Note;
  readonly members: Set<string>;
  messages: Message[];
  pins: Pin[];
  bookmarks: Bookmark[];
  canvas: Canvas | null;
};

/** Whether someone can see into a channel: it's public, or they are in it. */
export const canSee = (channel: Channel, user: User): boolean =>
  channel.kind === 'public' || channel.members.has(user.id);

/** One emoji under a message and who put it there, in that order. */
export type Reaction = { readonly name: string; readonly users: string[] };

/** Data that an app hid in a message. */
export type Metadata = { readonly event_type: string; readonly event_payload: JsonObject };

/** A message as the workspace keeps it, including thread replies (`threadTs` other than `ts`). */
export type Message = {
  readonly channel: string;
  readonly ts: string;
  /** The user id of the author. */
  readonly author: string;
  readonly subtype: string | null;
  /** Further fields that the subtype has, such as `topic`. */
  readonly detail: JsonObject;
  text: string;
  blocks: JsonObject[];
  attachments: JsonObject[];
  /** The ts of the thread's parent, for replies. */
  readonly threadTs: string | null;
  metadata: Metadata | null;
  edited: { readonly user: string; readonly ts: string } | null;
  reactions: Reaction[];
  readonly files: string[];
  readonly clientId: string | null;
  /** A deleted parent whose thread still exists. */
  tombstone: boolean;
};

/** A message that an app wants posted later; `postAt` and `created` in seconds, UTC. */
export type Scheduled = {
  readonly id: string;
  readonly channel: string;
  readonly postAt: number;
  readonly created: number;
  readonly text: string;
  readonly blocks: JsonObject[];
  readonly attachments: JsonObject[];
  readonly metadata: Metadata | null;
  readonly threadTs: string | null;
  readonly broadcast: boolean;
};

/** A message that only one person sees; `from` says how it came about (`check`: the person is looking at a draft). */
export type Ephemeral = {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  readonly threadTs: string | null;
  readonly from: 'chat.postEphemeral' | 'response_url' | 'ack' | 'check';
  text: string;
  blocks: JsonObject[];
  attachments: JsonObject[];
};

/** An uploaded file. `state` goes from `reserved` (an address was issued) via `uploaded` to `complete` to `deleted`. */
export type FileObject = {
  readonly id: string;
  readonly name: string;
  title: string;
  /** What a picture shows, for screen readers; '' if nobody said. */
  readonly description: string;
  readonly user: string;
  readonly created: number;
  readonly length: number;
  readonly uploadKey: string;
  content: Buffer;
  state: 'reserved' | 'uploaded' | 'complete' | 'deleted';
  readonly shares: { readonly channel: string; readonly ts: string }[];
};

/** A user group, such as `@oncall`. */
export type UserGroup = {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly users: readonly string[];
};
