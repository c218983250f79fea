import type { JsonObject } from '../slack/json.ts';

/**
 * What a browser window shows, as JSON. The server sends these over `GET /live` (server-sent events), each one whole
 * and only when it changed; the event's name is the key in `Screen`. Times are ms UTC on the sandbox's clock unless
 * noted; message timestamps (`ts`) are Slack's.
 */
export type Screen = {
  readonly shell: Shell;
  /** The open channel, or null when none is open. */
  readonly channel: OpenChannel | null;
  /** The open thread: the parent first, then the replies. */
  readonly thread: readonly ShownMessage[] | null;
  /** The modal on top, or null. */
  readonly modal: ShownView | null;
  /** What the app published on this person's Home tab, or null. */
  readonly home: ShownView | null;
  readonly outside: Outside;
  readonly inspector: Inspector;
};

/** Everything around the open channel. */
export type Shell = {
  /** The sandbox time when this was made, and how far it's ahead of real time, ms. */
  readonly now: number;
  readonly ahead: number;
  readonly me: string;
  readonly botUserId: string;
  readonly people: readonly ShownPerson[];
  /** The user groups that can be mentioned, `handle` without its at sign. */
  readonly groups: readonly { readonly id: string; readonly handle: string }[];
  readonly channels: readonly ChannelEntry[];
  readonly commands: readonly CommandHint[];
  readonly shortcuts: readonly {
    readonly name: string;
    readonly callbackId: string;
    readonly on: 'message' | 'anywhere';
  }[];
  readonly hasHome: boolean;
  /** The line that a newcomer should type first; null if the app names none. */
  readonly tryFirst: string | null;
};

/** A person one can act as or mention. `zone` is an IANA name; messages show times in the reader's zone. */
export type ShownPerson = {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly zone: string;
  readonly role: 'member' | 'guest' | 'stranger' | 'bot';
};

/** A line in the sidebar. A direct message with the bot is `im`, and its name is the bot's. */
export type ChannelEntry = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  readonly archived: boolean;
  readonly member: boolean;
  /** Messages since this person last looked, and how many of them mention this person or everyone. */
  readonly unread: number;
  readonly mentions: number;
};

/** What can follow a slash command (`open P1 title`), and what that does. */
export type CommandForm = { readonly text: string; readonly about: string };

/** A slash command as the composer offers it, with its forms if the app named them. */
export type CommandHint = {
  readonly command: string;
  readonly description: string;
  readonly usage: string;
  readonly forms: readonly CommandForm[];
};

/** The channel that is open in the window. */
export type OpenChannel = {
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelEntry['kind'];
  readonly topic: string;
  readonly purpose: string;
  readonly archived: boolean;
  readonly member: boolean;
  readonly members: readonly string[];
  /** Whether the app's direct message takes no messages: "Sending messages to this app has been turned off." */
  readonly readOnly: boolean;
  readonly bookmarks: readonly { readonly title: string; readonly link: string; readonly emoji: string }[];
  /** The canvas in the channel's tab, as Markdown. */
  readonly canvas: { readonly title: string; readonly markdown: string } | null;
  readonly pins: readonly ShownMessage[];
  /** The main timeline with this person's ephemerals in place, oldest first; the latest 500 messages. */
  readonly messages: readonly ShownMessage[];
  /** The ts up to which this person had read when the channel was opened ('' for nothing); null if nothing is new. */
  readonly newSince: string | null;
};

/** A message or ephemeral. `author` is a user ID; `entered` is what this reader chose in it, by block and action. */
export type ShownMessage = {
  readonly channel: string;
  readonly ts: string;
  readonly at: number;
  readonly author: string;
  readonly kind: 'message' | 'ephemeral' | 'event';
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly attachments: readonly JsonObject[];
  readonly entered: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
  readonly edited: boolean;
  readonly pinned: boolean;
  readonly threadTs: string | null;
  /** A reply that is also shown in the channel. */
  readonly broadcast: boolean;
  readonly replies: number;
  readonly lastReplyAt: number | null;
  readonly reactions: readonly { readonly name: string; readonly users: readonly string[] }[];
  readonly files: readonly ShownFile[];
};

/** A file; its content is at `GET /file/<id>`. `text` is given for text files; a picture's `description` can be ''. */
export type ShownFile = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly mimetype: string;
  readonly text: string | null;
};

/** A modal or Home tab: the app's definition, what was entered, and the errors by block id. */
export type ShownView = {
  readonly id: string;
  readonly definition: JsonObject;
  readonly blocks: readonly JsonObject[];
  readonly values: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
  readonly errors: Readonly<Record<string, string>>;
  /** How many modals are open, including this one; 0 for a Home tab. */
  readonly depth: number;
};

/** The Simulation panel. */
export type Outside = {
  /** The simulated services that the app depends on. */
  readonly services: readonly { readonly name: string; readonly switches: readonly Switch[] }[];
  /** The kinds of fault that Slack can be given, and those queued that no request has met yet. */
  readonly slack: {
    readonly kinds: readonly { readonly id: string; readonly label: string; readonly about: string }[];
    readonly planned: readonly { readonly id: string; readonly label: string; readonly left: number }[];
    readonly rateLimits: boolean;
    readonly connections: number;
  };
  /** The app behind the workspace: whether it runs, and whether it can be controlled. */
  readonly app: { readonly running: boolean; readonly controllable: boolean };
  /** What happens next on the clock: the app's work, if it reports any, or a scheduled message; null for nothing. */
  readonly nextDue: { readonly at: number; readonly what: string } | null;
  readonly commandMenus: readonly CommandMenu[];
};

/** Commands that the app prepared for people to run with a click, under a heading, with a description. */
export type CommandMenu = {
  readonly title: string;
  readonly about: string;
  /** The slash command and what follows it, in `command` and `text`. */
  readonly entries: readonly {
    readonly name: string;
    readonly about: string;
    readonly command: string;
    readonly text: string;
  }[];
};

/** A part of a service, in one of several named states; `chosen` is null for a state without a name. */
export type Switch = {
  readonly part: string;
  readonly title: string;
  readonly chosen: string | null;
  readonly choices: readonly { readonly name: string; readonly label: string; readonly about: string }[];
};

/** What a developer looks at. Newest first, the latest 200 of each; bodies come from `GET /inspect/<kind>/<n>`. */
export type Inspector = {
  readonly calls: readonly SeenCall[];
  readonly deliveries: readonly SeenDelivery[];
  readonly records: readonly SeenRecord[];
};

/**
 * A request from the app. `n` counts from 1; `outcome`: `ok`, Slack's error, an HTTP status, `under way`, `no answer`.
 */
export type SeenCall = {
  readonly n: number;
  readonly method: string;
  readonly at: number;
  readonly ms: number | null;
  readonly outcome: string;
  readonly about: string;
};

/** Sent to the app. `outcome` of the last attempt: `acked`, `refused with 500`, `timeout`, `lost`, or `under way`. */
export type SeenDelivery = {
  readonly n: number;
  readonly id: string;
  readonly kind: string;
  readonly type: string;
  readonly at: number | null;
  readonly attempts: number;
  readonly outcome: string;
  readonly redeliverable: boolean;
};

/** One of the app's own records, as it reports it: its events oldest first (the latest 300), and its pending work. */
export type SeenRecord = {
  readonly name: string;
  readonly title: string;
  readonly status: string;
  readonly events: readonly {
    readonly seq: number;
    readonly at: number;
    readonly type: string;
    readonly body: JsonObject;
  }[];
  readonly owed: readonly {
    readonly key: string;
    readonly dueAt: number;
    readonly state: string;
    readonly why: string;
  }[];
};
