import { setMaxListeners } from 'node:events';
import type { WebClientOptions } from '@slack/web-api';
import { type Clock, passed } from '../../app/clock.ts';
import { askedWaitMs } from './failures.ts';
import { callWithin, RateLimited, readingMethods, turnFor } from './rate-limited-client.ts';
import { limitedAs, perMinute, type RateLimiter } from './rate-limiter.ts';
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

/** How long a reply that Slack leaves unanswered keeps its turn, ms: one that Slack rejects for its rate is answered sooner. */
const turnMs = 1_000;

/** How many replies by a method Slack accepts in that time: if as many are waiting, the next one would be too late. */
const mostWaiting = (method: string): number =>
  ((perMinute[method] ?? Number.POSITIVE_INFINITY) * worthMs) / 60_000;

type Parts = {
  readonly limiter: RateLimiter;
  readonly clock: Clock;
  /** Ends every wait: the replies still waiting are lost. */
  readonly stopping: AbortSignal;
};

/** What Slack limits a reply by: its method, and for a message also the channel. */
type Kind = Parameters<typeof turnFor>[1];

/**
 * The client for replies to people, within the same limits as the outbox. A reply that can't be sent yet waits here. What
 * one person or channel is sent stays in order: each reply starts only when the one before it has ended, so the
 * newest is shown last, even if Slack rate limited an older one. What only reads has no order. Of all replies by one method,
 * only the first checks for room, and the next one follows in a later turn of the event loop: a thousand that check or start
 * at once would delay everything else. A reply comes to that only once it has a turn, so calls that hang in one channel
 * delay no other; and a call that hangs passes its turn on. Only a form, and the questions who someone is, which channels they are
 * in, and what a channel is, can't wait, and throw RateLimited instead. An acknowledgement waits for nothing else. More replies
 * than Slack accepts in `worthMs` don't wait: the last of them throw RateLimited at once.
 */
export class ReplyClient extends SlackClient {
  readonly #parts: Parts;
  /** Resolves when the last of a queue has left it. There's one for each reader, for each kind's turn, and for each method. */
  readonly #queues = new Map<string, Promise<void>>();
  /** How many replies by each method wait or are being sent. */
  readonly #pending = new Map<string, number>();

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
    const pending = this.#pending.get(method) ?? 0;
    if (pending >= mostWaiting(method)) throw new RateLimited(method, worthMs, false);
    this.#pending.set(method, pending + 1);
    try {
      return await this.#inOrder(readerOf(method, options), of, clock.now() + worthMs, call);
    } finally {
      this.#pending.set(method, (this.#pending.get(method) ?? 1) - 1);
    }
  }

  /** Sends a reply once all before it to the same reader have ended. */
  async #inOrder<Answer>(reader: string | null, of: Kind, until: number, call: () => Promise<Answer>) {
    const end = reader === null ? () => {} : await this.#queueUp(reader, of, until);
    try {
      return await this.#sent(of, until, call);
    } finally {
      end();
    }
  }

  /** Sends a reply when it has a turn and Slack has room; one that can't be sent even then tries again. */
  async #sent<Answer>(of: Kind, until: number, call: () => Promise<Answer>): Promise<Answer> {
    for (;;) {
      try {
        const { answer } = await this.#inTurn(of, until, () => this.#whenFirst(of, until, call));
        return await answer;
      } catch (error) {
        await this.#pause(waitOf(error), until, error);
      }
    }
  }

  /** Runs `work` in a turn. Of all replies of a kind, only the first asks for one, until it gets it. */
  async #inTurn<Answer>(of: Kind, until: number, work: () => Promise<Answer>): Promise<Answer> {
    const leave = await this.#queueUp(`turn:${limitedAs(of.method, of.channel)}`, of, until);
    const inTurn = () => {
      leave();
      return work();
    };
    try {
      for (;;) {
        try {
          return await turnFor(this.#parts.limiter, of, inTurn);
        } catch (error) {
          if (!gotNoTurn(error)) throw error;
          await this.#pause(0, until, error);
        }
      }
    } finally {
      leave();
    }
  }

  /** Makes the call once the reply is the first by its method and Slack has room for it. Returns when its turn is over. */
  async #whenFirst<Answer>(of: Kind, until: number, call: () => Promise<Answer>) {
    const leave = await this.#queueUp(of.method, of, until);
    try {
      await this.#room(of, until);
    } finally {
      setImmediate(leave);
    }
    const answer = callWithin(this.#parts.limiter, of, call);
    await this.#endedOrLate(answer);
    return { answer };
  }

  /** Waits until a call has ended, but no longer than it keeps its turn. Throws as the call does. */
  async #endedOrLate(answer: Promise<unknown>): Promise<void> {
    const { clock } = this.#parts;
    let cancel = (): void => {};
    const late = new Promise<void>((resolve) => {
      cancel = clock.schedule(clock.now() + turnMs, resolve);
    });
    try {
      await Promise.race([answer, late]);
    } finally {
      cancel();
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

/** The queue of whoever a reply is for, a person or everybody in a channel; null for what only reads, or is for nobody. */
function readerOf(method: string, options: Record<string, unknown>): string | null {
  const { user, user_id, users, channel, channel_id } = options;
  const reader = user ?? user_id ?? users ?? channel ?? channel_id;
  return reader === undefined || readingMethods.has(method) ? null : `${method} to ${String(reader)}`;
}

const gotNoTurn = (error: unknown): boolean => error instanceof RateLimited && error.cause instanceof NoTurn;

/** How long to wait before the next try, ms; null if there is none. */
const waitOf = (error: unknown): number | null =>
  error instanceof RateLimited ? error.waitMs : askedWaitMs(error);
