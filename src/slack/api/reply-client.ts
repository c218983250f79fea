import { setMaxListeners } from 'node:events';
import type { WebClientOptions } from '@slack/web-api';
import { type Clock, passed } from '../../app/clock.ts';
import { askedWaitMs } from './failures.ts';
import { callWithin, RateLimited, turnFor } from './rate-limited-client.ts';
import { limitedAs, type RateLimiter } from './rate-limiter.ts';
import { SlackClient } from './slack-client.ts';
import { NoTurn } from './turns.ts';

/** What someone is waiting for within Slack's three seconds: made right away, or not at all. */
const atOnce: ReadonlySet<string> = new Set([
  'auth.test',
  'conversations.info',
  'conversations.join',
  'usergroups.users.list',
  'users.conversations',
  'users.info',
  'views.open',
  'views.push',
  'views.update',
]);

/** How long a reply is useful, ms: one that can't be sent by then is lost. */
const worthMs = 10 * 60_000;

type Parts = {
  readonly limiter: RateLimiter;
  readonly clock: Clock;
  /** Ends every wait: the replies still waiting are lost. */
  readonly stopping: AbortSignal;
};

/**
 * The client for replies to people, within the same limits as the outbox. A reply that Slack would refuse for its
 * rate waits here until Slack accepts it, in a line with others of its kind (`limitedAs`): only the first of
 * them looks whether there is room, because a thousand that look at once delay everything else. One that Slack itself has refused
 * waits beside the line. Only a form, and the questions who someone is, which channels they are in, and
 * what a channel is, can't wait, and throw RateLimited instead. An acknowledgement waits for nothing else.
 */
export class ReplyClient extends SlackClient {
  readonly #parts: Parts;
  /** Ends when the last of a line has left it, by what Slack limits. */
  readonly #lines = new Map<string, Promise<void>>();

  constructor(token: string, options: WebClientOptions, parts: Parts) {
    super(token, options);
    this.#parts = parts;
    // Any number of replies can wait for it.
    setMaxListeners(0, parts.stopping);
  }

  override async apiCall(method: string, options: Record<string, unknown> = {}) {
    const { limiter, clock, stopping } = this.#parts;
    const channel = typeof options.channel === 'string' ? options.channel : null;
    const of = { method, channel, callFor: 'people' as const };
    if (atOnce.has(method)) return callWithin(limiter, of, () => super.apiCall(method, options));
    const asked = clock.now();
    const line = limitedAs(method, channel);
    const waits = this.#lines.has(line);
    const leave = await this.#lineUp(line);
    const call = () => {
      leave();
      return super.apiCall(method, options);
    };
    try {
      const waited = clock.now() - asked;
      if (waits && (stopping.aborted || waited > worthMs)) throw new RateLimited(method, waited, false);
      for (;;) {
        try {
          return await turnFor(limiter, of, call);
        } catch (error) {
          const waitMs = waitOf(error);
          if (waitMs === null || clock.now() + waitMs - asked > worthMs) throw error;
          await passed(clock, waitMs, stopping);
          if (stopping.aborted) throw error;
        }
      }
    } finally {
      leave();
    }
  }

  /** Waits until everybody before has left the line; returns how to leave it. */
  async #lineUp(line: string): Promise<() => void> {
    const before = this.#lines.get(line);
    let goOn = (): void => {};
    const left = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    this.#lines.set(line, left);
    await before;
    return () => {
      goOn();
      if (this.#lines.get(line) === left) this.#lines.delete(line);
    };
  }
}

/** How long to wait before the next try, ms; null if there is none. Who found no turn has waited, and lines up for one again. */
function waitOf(error: unknown): number | null {
  if (!(error instanceof RateLimited)) return askedWaitMs(error);
  return error.cause instanceof NoTurn ? 0 : error.waitMs;
}
