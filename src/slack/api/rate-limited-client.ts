import type { WebClientOptions } from '@slack/web-api';
import { isLost, isRefused } from './client-errors.ts';
import { type CallFor, limitedAs, type RateLimiter } from './rate-limiter.ts';
import { SlackClient } from './slack-client.ts';
import { NoTurn } from './turns.ts';

/** Methods that only read: a lost call has done nothing, and calls need no order. */
export const readingMethods: ReadonlySet<string> = new Set([
  'auth.test',
  'bookmarks.list',
  'canvases.getContent',
  'canvases.sections.lookup',
  'conversations.history',
  'conversations.info',
  'conversations.members',
  'conversations.open',
  'conversations.replies',
  'files.getUploadURLExternal',
  'pins.list',
  'usergroups.list',
  'usergroups.users.list',
  'users.conversations',
  'users.info',
]);

/** When to retry a call whose turn didn't come, ms. */
const turnAgainMs = 2_000;

/** A call that wasn't made, because Slack would have refused it. `waitMs`: when to try again. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';
  readonly waitMs: number;
  /** Slack itself has asked other calls of this kind to wait. */
  readonly asked: boolean;
  constructor(method: string, waitMs: number, asked: boolean, options?: ErrorOptions) {
    super(`${method} has to wait ${waitMs} ms.`, options);
    this.waitMs = waitMs;
    this.asked = asked;
  }
}

/** A call that only reads has failed: whatever happened, nobody was sent anything. */
export class OnlyAsked extends Error {
  override readonly name = 'OnlyAsked';
  constructor(cause: unknown) {
    super('Slack could not be asked.', { cause });
  }
}

const calls = new WeakMap<Error, string>();

/** The outbox's call that ended with this error, and the channel of a message; null if none did. */
export const failedCall = (error: unknown): string | null =>
  error instanceof Error ? (calls.get(error) ?? null) : null;

/** By what Slack limits a call, and who is waiting for it. */
type Kind = { readonly method: string; readonly channel: string | null; readonly callFor: CallFor };

/** Runs `work`, which makes the call, when its turn has come; throws RateLimited if that isn't in time. */
export async function turnFor<Answer>(
  limiter: RateLimiter,
  of: Kind,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await limiter.turns.take(limitedAs(of.method, of.channel), work);
  } catch (error) {
    throw error instanceof NoTurn ? new RateLimited(of.method, turnAgainMs, false, { cause: error }) : error;
  }
}

/** Makes a call right away if Slack's limits have room for it; throws RateLimited if they don't. */
export async function callWithin<Answer>(
  limiter: RateLimiter,
  { method, channel, callFor }: Kind,
  call: () => Promise<Answer>,
): Promise<Answer> {
  const held = limiter.held(method, channel);
  const waitMs = held || limiter.take(method, channel, callFor);
  if (waitMs > 0) throw new RateLimited(method, waitMs, held > 0);
  return call();
}

type OutboxParts = {
  readonly limiter: RateLimiter;
  readonly took: (call: string) => void;
  readonly assertDelivers: () => void;
};

/**
 * The client of the outbox. A call that Slack would refuse for its rate isn't made but thrown as RateLimited, so that
 * its lane comes back later and no other lane waits. Replies to people have a client of their own.
 */
export class RateLimitedClient extends SlackClient {
  readonly #limiter: RateLimiter;
  readonly #callFor: CallFor;
  readonly #took: (call: string) => void;
  readonly #assertDelivers: () => void;

  /**
   * `took`: called when Slack has accepted a call; for a message, with its channel. `assertDelivers`: called right before
   * each call, which isn't made if it throws.
   */
  constructor(
    token: string,
    options: WebClientOptions,
    { limiter, callFor, took, assertDelivers }: OutboxParts & { readonly callFor: CallFor },
  ) {
    super(token, options);
    this.#limiter = limiter;
    this.#callFor = callFor;
    this.#took = took;
    this.#assertDelivers = assertDelivers;
  }

  override async apiCall(method: string, options: Record<string, unknown> = {}) {
    const channel = typeof options.channel === 'string' ? options.channel : null;
    const of = { method, channel, callFor: this.#callFor };
    try {
      const call = () => {
        this.#assertDelivers();
        return super.apiCall(method, options);
      };
      const answer = await turnFor(this.#limiter, of, () => callWithin(this.#limiter, of, call));
      this.#took(limitedAs(method, channel));
      return answer;
    } catch (error) {
      // Its term may have ended while the connection was being opened.
      this.#assertDelivers();
      if (isRefused(error)) this.#limiter.giveBack(method, channel);
      const failure = readingMethods.has(method) && isLost(error) ? new OnlyAsked(error) : error;
      if (failure instanceof Error) calls.set(failure, limitedAs(method, channel));
      throw failure;
    }
  }
}
