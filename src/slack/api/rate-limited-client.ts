import type { WebClientOptions } from '@slack/web-api';
import { isLost } from './client-errors.ts';
import { type CallFor, limitedAs, type RateLimiter } from './rate-limiter.ts';
import { SlackClient } from './slack-client.ts';
import { NoTurn } from './turns.ts';

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

/** When a call comes again whose turn did not come, ms. */
const turnAgainMs = 2_000;

/** A call that was not made, because Slack would have refused it. `waitMs`: when to come again. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';
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

const calls = new WeakMap<Error, string>();

/** The call of the outbox's that ended with this error, and the channel of a message; null: none did. */
export const failedCall = (error: unknown): string | null =>
  error instanceof Error ? (calls.get(error) ?? null) : null;

/** What Slack limits a call by, and who waits for it. */
type Kind = { readonly method: string; readonly channel: string | null; readonly callFor: CallFor };

/** Makes a call when its turn has come and Slack has room for it; throws RateLimited when that is not now. */
export async function turnFor<Answer>(
  limiter: RateLimiter,
  of: Kind,
  call: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await limiter.turns.take(limitedAs(of.method, of.channel), () => callWithin(limiter, of, call));
  } catch (error) {
    throw error instanceof NoTurn ? new RateLimited(of.method, turnAgainMs, false) : error;
  }
}

/** Makes a call at once when Slack has room for it; throws RateLimited when it has none. */
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

/**
 * The client of the outbox: a call that Slack would refuse for its rate is not made but thrown as RateLimited, so that
 * its lane comes back later and no other lane waits. People's replies have a client of their own.
 */
export class RateLimitedClient extends SlackClient {
  readonly #limiter: RateLimiter;
  readonly #callFor: CallFor;
  readonly #took: (call: string) => void;

  /** `took`: Slack has taken a call; of a message, into a channel. */
  constructor(
    token: string,
    options: WebClientOptions,
    { limiter, callFor, took }: { limiter: RateLimiter; callFor: CallFor; took: (call: string) => void },
  ) {
    super(token, options);
    this.#limiter = limiter;
    this.#callFor = callFor;
    this.#took = took;
  }

  override async apiCall(method: string, options: Record<string, unknown> = {}) {
    const channel = typeof options.channel === 'string' ? options.channel : null;
    const of = { method, channel, callFor: this.#callFor };
    try {
      const answer = await turnFor(this.#limiter, of, () => super.apiCall(method, options));
      this.#took(limitedAs(method, channel));
      return answer;
    } catch (error) {
      const failure = asks.has(method) && isLost(error) ? new OnlyAsked(error) : error;
      if (failure instanceof Error) calls.set(failure, limitedAs(method, channel));
      throw failure;
    }
  }
}
