import { setMaxListeners } from 'node:events';
import type { WebClientOptions } from '@slack/web-api';
import { type Clock, passed } from '../../app/clock.ts';
import { askedWaitMs } from './failures.ts';
import { callWithin, RateLimited, turnFor } from './rate-limited-client.ts';
import type { RateLimiter } from './rate-limiter.ts';
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

/** By what Slack limits a reply. */
type Kind = Parameters<typeof turnFor>[1];

/**
 * The client for replies to people, within the same limits as the outbox. A reply that can't be sent yet waits here. What
 * one person or channel is sent stays in order: each reply starts only when the one before it has ended, so an older Home
 * tab never replaces a newer one, even if Slack rate limited it. Of all replies by one method, only the first checks for
 * room, and the next one follows in a later turn of the event loop: a thousand that check or start at once would delay
 * everything else. Only a form, and the questions who someone is, which channels they are in, and what a channel is, can't
 * wait, and throw RateLimited instead. An acknowledgement waits for nothing else.
 */
export class ReplyClient extends SlackClient {
  readonly #parts: Parts;
  /** Resolves when the last of a queue has left it. There's one for each method, and for each person or channel. */
  readonly #queues = new Map<string, Promise<void>>();

  constructor(token: string, options: WebClientOptions, parts: Parts) {
    super(token, options);
    this.#parts = parts;
    // Any number of replies can wait for it.
    setMaxListeners(0, parts.stopping);
  }

  override async apiCall(method: string, options: Record<string, unknown> = {}) {
    const { limiter, clock } = this.#parts;
    const channel = typeof options.channel === 'string' ? options.channel : null;
    const of = { method, channel, callFor: 'people' as const };
    const call = () => super.apiCall(method, options);
    if (atOnce.has(method)) return callWithin(limiter, of, call);
    const until = clock.now() + worthMs;
    const end = await this.#queueUp(readerOf(method, options), of, until);
    try {
      return await this.#sent(of, until, call);
    } finally {
      end();
    }
  }

  /** Sends a reply when it's the first by its method and Slack has room; one that can't be sent even then queues again. */
  async #sent<Answer>(of: Kind, until: number, call: () => Promise<Answer>): Promise<Answer> {
    const { limiter } = this.#parts;
    for (;;) {
      const leave = await this.#queueUp(of.method, of, until);
      try {
        await this.#room(of, until);
        return await turnFor(limiter, of, () => {
          setImmediate(leave);
          return call();
        });
      } catch (error) {
        leave();
        await this.#pause(waitOf(error), until, error);
      }
    }
  }

  /** Waits until Slack has room for a call by this method, whatever its channel. */
  async #room({ method }: Kind, until: number): Promise<void> {
    const { limiter } = this.#parts;
    for (let waitMs = limiter.full(method); waitMs > 0; waitMs = limiter.full(method))
      await this.#pause(waitMs, until, new RateLimited(method, waitMs, false));
  }

  /** Waits; throws `refused` instead if the reply isn't worth that any more, or if the bot stops. */
  async #pause(waitMs: number | null, until: number, refused: unknown): Promise<void> {
    const { clock, stopping } = this.#parts;
    if (waitMs === null || clock.now() + waitMs > until) throw refused;
    await passed(clock, waitMs, stopping);
    if (stopping.aborted) throw refused;
  }

  /** Waits until everything before it has left the queue; returns how to leave it. Throws RateLimited if that took too long. */
  async #queueUp(queue: string, { method }: Kind, until: number): Promise<() => void> {
    const { clock, stopping } = this.#parts;
    const before = this.#queues.get(queue);
    let goOn = (): void => {};
    const left = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    this.#queues.set(queue, left);
    const leave = () => {
      goOn();
      if (this.#queues.get(queue) === left) this.#queues.delete(queue);
    };
    await before;
    const late = clock.now() - until;
    if (before && (stopping.aborted || late > 0)) {
      leave();
      throw new RateLimited(method, Math.max(0, late), false);
    }
    return leave;
  }
}

/** Whom a reply is for: a person, or everybody in a channel. */
const readerOf = (method: string, { channel, user, user_id, users }: Record<string, unknown>): string =>
  `${method} to ${String(user ?? user_id ?? users ?? channel)}`;

/** How long to wait before the next try, ms; null if there is none. One that got no turn has already waited for it. */
function waitOf(error: unknown): number | null {
  if (!(error instanceof RateLimited)) return askedWaitMs(error);
  return error.cause instanceof NoTurn ? 0 : error.waitMs;
}
