import { Refused } from './errors.ts';
import { Ids } from './ids.ts';
import type { JsonObject } from './json.ts';
import type {
  Bookmark,
  Channel,
  Ephemeral,
  FileObject,
  Message,
  Scheduled,
  User,
  UserGroup,
} from './model.ts';
import { ReplyUrls } from './views/reply-urls.ts';
import { Triggers } from './views/triggers.ts';
import { type Values, Views } from './views/views.ts';

/** Everything one workspace contains. Only keeps and finds things; what a change sets off is in `mutations/`. */
export class Team {
  readonly ids = new Ids();
  readonly users = new Map<string, User>();
  readonly channels = new Map<string, Channel>();
  readonly files = new Map<string, FileObject>();
  readonly ephemerals: Ephemeral[] = [];
  readonly groups: UserGroup[] = [];
  readonly views = new Views();
  readonly triggers = new Triggers();
  readonly replyUrls = new ReplyUrls();
  /** What people chose in messages, by person, channel, and ts; what they entered in views is in the views. */
  readonly entered = new Map<string, Values>();
  /** The options that external selects last offered, by person, place, and element. */
  readonly offered = new Map<string, JsonObject[]>();
  /** Messages scheduled to be posted, by ID. */
  readonly scheduled = new Map<string, Scheduled>();
  /** The ts up to which people have read, by person and channel. */
  readonly read = new Map<string, string>();

  /** A person or the bot, by id or by name. */
  user(idOrName: string): User | null {
    return this.users.get(idOrName) ?? [...this.users.values()].find((u) => u.name === idOrName) ?? null;
  }

  /** Creates a user group of these people, or replaces its members; its ID. Throws a sentence for an unknown name. */
  setGroup(handle: string, people: readonly string[]): string {
    const users = people.map((name) => {
      const user = this.user(name);
      if (user === null) throw new Refused(`There is nobody called ${name}.`);
      return user.id;
    });
    const index = this.groups.findIndex((group) => group.handle === handle);
    const id = this.groups[index]?.id ?? `S0${handle.toUpperCase()}`;
    this.groups.splice(index === -1 ? this.groups.length : index, 1, { id, handle, name: handle, users });
    return id;
  }

  /** A channel by id, by name or by `#name`. */
  channel(idOrName: string): Channel | null {
    const name = idOrName.replace(/^#/, '');
    return this.channels.get(idOrName) ?? this.channelNamed(name);
  }

  /** A public or private channel by its current name; direct messages have none. */
  channelNamed(name: string): Channel | null {
    return [...this.channels.values()].find((c) => c.kind !== 'im' && c.name === name) ?? null;
  }

  /** The bot's direct message with this person, if it has been opened. */
  directMessage(userId: string): Channel | null {
    return [...this.channels.values()].find((c) => c.kind === 'im' && c.members.has(userId)) ?? null;
  }

  /** A message by its channel and ts, including thread replies. */
  message(channelId: string, ts: string): Message | null {
    return this.channels.get(channelId)?.messages.find((m) => m.ts === ts) ?? null;
  }

  /** The replies of a thread, oldest first, without the parent. */
  replies(channelId: string, parentTs: string): Message[] {
    return this.channels.get(channelId)?.messages.filter((m) => m.threadTs === parentTs) ?? [];
  }

  /** A channel's bookmark by its id. */
  bookmark(channel: Channel, id: string): Bookmark | null {
    return channel.bookmarks.find((b) => b.id === id) ?? null;
  }
}
