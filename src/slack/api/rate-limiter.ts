import { Turns } from './turns.ts';

/**
 * Calls per minute of every method that can be called more often than Slack allows (Slack: "Rate limits", tiers 2 to
 * 4, and several hundred messages a minute in all). Methods that aren't listed aren't paced.
 */
export const perMinute: Readonly<Record<string, number>> = {
  'conversations.create': 20,
  'conversations.setTopic': 20,
  'pins.add': 20,
  'pins.list': 20,
  'bookmarks.add': 20,
  'bookmarks.edit': 20,
  'bookmarks.list': 50,
  'bookmarks.remove': 20,
  'chat.delete': 50,
  'chat.update': 50,
  'conversations.invite': 50,
  'conversations.info': 50,
  'conversations.join': 50,
  'conversations.history': 50,
  'conversations.replies': 50,
  'conversations.open': 50,
  'users.conversations': 50,
  'usergroups.list': 20,
  'usergroups.users.list': 20,
  'conversations.members': 100,
  'users.info': 100,
  'views.open': 100,
  'views.publish': 100,
  'views.push': 100,
  'views.update': 100,
  'conversations.canvases.create': 20,
  'canvases.edit': 50,
  'canvases.getContent': 50,
  'canvases.sections.lookup': 50,
  'files.delete': 50,
  'files.getUploadURLExternal': 100,
  'files.completeUploadExternal': 100,
  'chat.postEphemeral': 100,
  'chat.postMessage': 240,
};

/** Calls per minute that background work leaves to people. */
const leftToPeople: Readonly<Record<string, number>> = {
  'chat.update': 15,
  'users.info': 30,
  'chat.postMessage': 60,
};

/** A little over a minute: we count a call when it's made, and Slack when it arrives. */
const windowMs = 61_000;
/** Slack: one message per second and channel, with short bursts. */
const burst = 3;

/** What Slack limits together: a method, or for `chat.postMessage` the messages to one channel. */
export const limitedAs = (method: string, channel: string | null): string =>
  method === 'chat.postMessage' && channel !== null ? `${method} ${channel}` : method;

type Hold = { readonly from: number; readonly waitMs: number };

/** How much of the wait is left, ms; 0 if the clock was set back, which must not block it. */
function left({ from, waitMs }: Hold, now: number): number {
  const passed = now - from;
  return passed >= 0 && passed < waitMs ? waitMs - passed : 0;
}

/** Who a call is for: people's work can use all of Slack's limits, other work leaves some to people. */
export type CallFor = 'people' | 'background';

/**
 * Counts calls by method and messages by channel, remembers where Slack has asked to wait, and says how long the next
 * call has to wait.
 */
export class RateLimiter {
  /** The calls in flight. */
  readonly turns = new Turns();
  readonly #now: () => number;
  readonly #calls = new Map<string, number[]>();
  readonly #posts = new Map<string, { readonly tokens: number; readonly at: number }>();
  readonly #holds = new Map<string, Hold>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Records a 429: nobody else makes this call for that many ms, or longer if Slack asked for longer before. */
  hold(method: string, channel: string | null, waitMs: number): void {
    const now = this.#now();
    for (const [as, hold] of this.#holds) if (left(hold, now) === 0) this.#holds.delete(as);
    const longest = Math.max(waitMs, this.held(method, channel));
    this.#holds.set(limitedAs(method, channel), { from: now, waitMs: longest });
  }

  /** How long Slack has asked to wait with this call from now on, ms; 0 if it hasn't. */
  held(method: string, channel: string | null): number {
    const hold = this.#holds.get(limitedAs(method, channel));
    return hold ? left(hold, this.#now()) : 0;
  }

  /** How long nobody can make this call for people, whatever its channel, ms; 0 if somebody may. Counts nothing. */
  full(method: string): number {
    return Math.max(this.held(method, null), this.#window(method, 'people').waitMs);
  }

  /** Returns 0 if the call can be made now, and counts it; otherwise the ms to wait, and counts nothing. */
  take(method: string, channel: string | null, callFor: CallFor = 'people'): number {
    if (!(method in perMinute)) return 0;
    const now = this.#now();
    const { recent, waitMs } = this.#window(method, callFor);
    const posting = method === 'chat.postMessage' && channel !== null ? channel : null;
    const tokens = posting === null ? 1 : this.#tokens(posting, now);
    const wait = Math.max(waitMs, tokens >= 1 ? 0 : (1 - tokens) * 1_000);
    if (wait > 0) return Math.ceil(wait);
    this.#calls.set(method, [...recent, now]);
    if (posting !== null) {
      this.#forgetQuiet(now);
      this.#posts.set(posting, { tokens: tokens - 1, at: now });
    }
    return 0;
  }

  /** The calls of a method in the last minute, and how long it has no room for another, ms. */
  #window(method: string, callFor: CallFor): { readonly recent: readonly number[]; readonly waitMs: number } {
    const now = this.#now();
    const recent = (this.#calls.get(method) ?? []).filter((at) => at > now - windowMs && at <= now);
    const most = perMinute[method] ?? Number.POSITIVE_INFINITY;
    const limit = callFor === 'people' ? most : most - (leftToPeople[method] ?? 0);
    const oldest = recent.length < limit ? undefined : recent[recent.length - limit];
    return { recent, waitMs: oldest === undefined ? 0 : oldest + windowMs - now };
  }

  /** Slack refused the message: its channel has as much room as before, although the call counts. */
  giveBack(method: string, channel: string | null): void {
    const known = method === 'chat.postMessage' && channel !== null ? this.#posts.get(channel) : undefined;
    if (channel === null || !known) return;
    this.#posts.set(channel, { ...known, tokens: Math.min(burst, known.tokens + 1) });
  }

  /** Channels that can have a whole burst again are forgotten, and so are entries dated ahead by a wrong clock. */
  #forgetQuiet(now: number): void {
    for (const [channel, { tokens, at }] of this.#posts)
      if (tokens + Math.abs(now - at) / 1_000 >= burst) this.#posts.delete(channel);
  }

  #tokens(channel: string, now: number): number {
    const known = this.#posts.get(channel);
    if (!known) return burst;
    // An entry dated ahead by a wrong clock counts as long past: it must not block the channel until that time comes.
    return Math.min(burst, known.tokens + Math.abs(now - known.at) / 1_000);
  }

  /** How many channels and methods are remembered. */
  get size(): number {
    return this.#posts.size + this.#holds.size;
  }
}
