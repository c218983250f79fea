import { ErrorCode, type WebClientOptions } from '@slack/web-api';
import { SlackClient } from './client.ts';
import { NoTurn, Turns } from './turns.ts';

/**
 * Calls a minute of the methods that the outbox uses (Slack: "Rate limits", tiers 2 to 4, and several hundred
 * messages a minute in all). Methods that are not named here are not paced.
 */
const perMinute: Readonly<Record<string, number>> = {
  'conversations.create': 20,
  'conversations.setTopic': 20,
  'pins.add': 20,
  'bookmarks.add': 20,
  'bookmarks.edit': 20,
  'bookmarks.list': 50,
  'chat.update': 50,
  'conversations.invite': 50,
  'conversations.info': 50,
  'conversations.join': 50,
  'conversations.history': 50,
  'conversations.replies': 50,
  'conversations.open': 50,
  'users.conversations': 50,
  'users.info': 100,
  'files.getUploadURLExternal': 100,
  'files.completeUploadExternal': 100,
  'chat.postMessage': 240,
};

/** Calls a minute that background work leaves to what people do. */
const leftToPeople: Readonly<Record<string, number>> = { 'chat.update': 15, 'users.info': 30 };

/** Methods that only ask Slack something: a call that got lost has done nothing. */
const asks: ReadonlySet<string> = new Set([
  'auth.test',
  'bookmarks.list',
  'conversations.history',
  'conversations.info',
  'conversations.open',
  'conversations.replies',
  'files.getUploadURLExternal',
  'users.conversations',
  'users.info',
]);

/** A minute and a little: a call is counted when it is made, and by Slack when it arrives. */
const windowMs = 61_000;
/** Slack: one message a second per channel, short bursts tolerated. */
const burst = 3;

/** When a call comes again whose turn did not come, ms. */
const turnAgainMs = 2_000;

/** A call that was not made, because Slack would have refused it. `waitMs`: when to come again. */
export class Paced extends Error {
  override readonly name = 'Paced';
  readonly waitMs: number;
  /** Slack itself has asked others to wait with the same. */
  readonly asked: boolean;
  constructor(method: string, waitMs: number, asked: boolean) {
    super(`${method} has to wait ${waitMs} ms.`);
    this.waitMs = waitMs;
    this.asked = asked;
  }
}

/** A call that only asks Slack something has failed: whatever came of it, nobody was sent anything. */
export class OnlyAsked extends Error {
  override readonly name = 'OnlyAsked';
  constructor(cause: unknown) {
    super('Slack could not be asked.', { cause });
  }
}

/** Whether nobody knows what came of a call. */
const isLost = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === ErrorCode.RequestError || error.code === ErrorCode.HTTPError);

/** What Slack limits as one: a method, or of `chat.postMessage` what goes into one channel. */
const limitedAs = (method: string, channel: string | null): string =>
  method === 'chat.postMessage' && channel !== null ? `${method} ${channel}` : method;

/** Who a call is for: people's work has the whole of Slack's limits, the rest leaves them some. */
export type CallFor = 'people' | 'background';

/**
 * Counts calls by method, and messages by channel, remembers where Slack has asked to wait, and says how long the next
 * call has to.
 */
export class Pacing {
  /** The calls that are on their way. */
  readonly turns = new Turns();
  readonly #now: () => number;
  readonly #calls = new Map<string, number[]>();
  readonly #posts = new Map<string, { readonly tokens: number; readonly at: number }>();
  readonly #holds = new Map<string, { readonly from: number; readonly waitMs: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Slack has answered 429: nobody else makes this call for so many ms. */
  hold(method: string, channel: string | null, waitMs: number): void {
    this.#holds.set(limitedAs(method, channel), { from: this.#now(), waitMs });
  }

  /** How long Slack has asked to wait with this call from now on, ms; 0 when it has not. */
  held(method: string, channel: string | null): number {
    const as = limitedAs(method, channel);
    const hold = this.#holds.get(as);
    if (!hold) return 0;
    const passed = this.#now() - hold.from;
    if (passed >= 0 && passed < hold.waitMs) return hold.waitMs - passed;
    // Its time is over, or the clock was set back, which must not lock it.
    this.#holds.delete(as);
    return 0;
  }

  /** 0 when the call may be made now, and it is counted; else the ms to wait, and nothing is counted. */
  take(method: string, channel: string | null, callFor: CallFor = 'people'): number {
    const most = perMinute[method];
    if (most === undefined) return 0;
    const limit = callFor === 'people' ? most : most - (leftToPeople[method] ?? 0);
    const now = this.#now();
    const recent = (this.#calls.get(method) ?? []).filter((at) => at > now - windowMs && at <= now);
    const oldest = recent.length < limit ? undefined : recent[recent.length - limit];
    const posting = method === 'chat.postMessage' && channel !== null ? channel : null;
    const tokens = posting === null ? 1 : this.#tokens(posting, now);
    const wait = Math.max(
      oldest === undefined ? 0 : oldest + windowMs - now,
      tokens >= 1 ? 0 : (1 - tokens) * 1_000,
    );
    if (wait > 0) return Math.ceil(wait);
    this.#calls.set(method, [...recent, now]);
    if (posting !== null) this.#posts.set(posting, { tokens: tokens - 1, at: now });
    return 0;
  }

  #tokens(channel: string, now: number): number {
    const known = this.#posts.get(channel);
    if (!known) return burst;
    // A clock that jumps back must not lock a channel.
    const tokens = known.tokens + Math.max(0, now - known.at) / 1_000;
    if (tokens >= burst) this.#posts.delete(channel);
    return Math.min(burst, tokens);
  }
}

/**
 * The client of the outbox: a call that Slack would refuse for its rate is not made but thrown as Paced, so that
 * its lane comes back later and no other lane waits. People's replies have a client of their own.
 */
export class PacedClient extends SlackClient {
  readonly #pacing: Pacing;
  readonly #callFor: CallFor;
  readonly #took: () => void;

  /** `took`: Slack has taken a call. */
  constructor(
    token: string,
    options: WebClientOptions,
    { pacing, callFor, took }: { pacing: Pacing; callFor: CallFor; took: () => void },
  ) {
    super(token, options);
    this.#pacing = pacing;
    this.#callFor = callFor;
    this.#took = took;
  }

  override async apiCall(method: string, options: Record<string, unknown> = {}) {
    const channel = typeof options.channel === 'string' ? options.channel : null;
    const call = async () => {
      const held = this.#pacing.held(method, channel);
      const waitMs = held || this.#pacing.take(method, channel, this.#callFor);
      if (waitMs > 0) throw new Paced(method, waitMs, held > 0);
      const answer = await super.apiCall(method, options);
      this.#took();
      return answer;
    };
    try {
      return await this.#pacing.turns.take(limitedAs(method, channel), call);
    } catch (error) {
      if (error instanceof NoTurn) throw new Paced(method, turnAgainMs, false);
      throw asks.has(method) && isLost(error) ? new OnlyAsked(error) : error;
    }
  }
}
