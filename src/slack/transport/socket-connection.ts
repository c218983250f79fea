import type { ReceiverEvent } from '@slack/bolt';
import { type Clock, passed } from '../../app/clock.ts';
import type { Log } from '../../app/log.ts';
import { orNullAfter } from '../../app/with-timeout.ts';
import { backoffMs } from '../../app/worker/outcome.ts';
import { askedWaitMs, lastingRefusal, slackError } from '../api/failures.ts';
import { SlackSocket, type SocketTimes } from './slack-socket.ts';

type Parts = {
  /** Asks Slack for the URL of a new connection. */
  readonly open: () => Promise<string>;
  readonly hear: (event: ReceiverEvent) => void;
  readonly clock: Clock;
  readonly log: Log;
  /** Called when a connection stands again after a time without any, in which payloads can have been lost. */
  readonly resumed?: () => void;
  readonly times?: ConnectionTimes;
};

/**
 * `livedMs` is by the clock; `lingerMs` is how long an old connection stays open next to the new one, ms of real
 * time.
 */
export type ConnectionTimes = SocketTimes & { readonly livedMs: number; readonly lingerMs: number };

const defaultTimes: ConnectionTimes = {
  helloMs: 10_000,
  pingMs: 5_000,
  hearingMs: 1_000,
  answersMs: 2_000,
  farewellMs: 1_000,
  livedMs: 10_000,
  lingerMs: 30_000,
};

/** The longest wait between two attempts that Slack didn't ask for, ms. */
const longestWaitMs = 30_000;

/**
 * Keeps a Socket Mode connection open for as long as the bot runs (docs/adr/0009-our-own-sockets.md). When Slack asks
 * for another one, it opens that before it closes the old one, and delivers payloads from both. A connection that
 * didn't last counts as a failed attempt, so that the bot doesn't hammer a Slack that drops each one.
 */
export class SocketConnection {
  readonly #parts: Parts;
  readonly #times: ConnectionTimes;
  readonly #sockets = new Set<SlackSocket>();
  readonly #standing = new Set<SlackSocket>();
  readonly #stopping = new AbortController();
  readonly #stopped: Promise<null>;
  /** There has been no connection at all since the last one was made. */
  #isCutOff = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#times = parts.times ?? defaultTimes;
    this.#stopped = new Promise((stopped) => {
      this.#stopping.signal.addEventListener('abort', () => stopped(null));
    });
  }

  /** Whether Slack's payloads reach the bot. */
  get up(): boolean {
    return this.#standing.size > 0;
  }

  /** Resolves at the first connection, then keeps reconnecting. Throws if the token is refused. */
  async start(): Promise<void> {
    const first = await this.#connect(0, true);
    if (first) void this.#keep(first);
  }

  /** Finishes the payloads in progress and those that still arrive. Takes seconds, even while connecting. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all([...this.#sockets].map((socket) => socket.close()));
  }

  async #keep(first: SlackSocket): Promise<void> {
    const { clock, log } = this.#parts;
    let failures = 0;
    for (let socket: SlackSocket | null = first; socket; ) {
      const since = clock.now();
      const reason: string | null = await socket.leaving;
      if (this.#stopping.signal.aborted) return;
      failures = clock.now() - since < this.#times.livedMs ? failures + 1 : 0;
      log.warn({ ...(reason && { reason }) }, parting(reason));
      const next = await this.#connect(failures, false);
      void this.#retire(socket);
      socket = next;
      if (next && this.#isCutOff) this.#parts.resumed?.();
      this.#isCutOff = false;
    }
  }

  /** Slack may still send on the old connection, and closes it after the last payload; if it doesn't, we do. */
  async #retire(socket: SlackSocket): Promise<void> {
    await orNullAfter(this.#times.lingerMs, socket.closed);
    await socket.close();
  }

  /** Tries until Slack greets; null if it was stopped. `failures`: consecutive earlier connections that failed. */
  async #connect(failures: number, first: boolean): Promise<SlackSocket | null> {
    // A single connection that is dropped early is normal, and is replaced right away; a second in a row isn't.
    let wait = failures > 1 ? backoffMs(failures - 1) : 0;
    for (let failed = failures; ; ) {
      if (wait > 0) await passed(this.#parts.clock, wait, this.#stopping.signal);
      if (this.#stopping.signal.aborted) return null;
      try {
        return await Promise.race([this.#dial(), this.#stopped]);
      } catch (error) {
        if (first && lastingRefusal(error)) throw error;
        failed += 1;
        wait = askedWaitMs(error) ?? Math.min(longestWaitMs, backoffMs(failed));
        const refused = slackError(error);
        this.#parts.log.warn(
          { ...(refused && { slack: refused }), wait_ms: wait },
          "Can't reach Slack; retrying.",
        );
      }
    }
  }

  async #dial(): Promise<SlackSocket> {
    const { open, hear, log } = this.#parts;
    const url = await open();
    if (this.#stopping.signal.aborted) throw new Error('The connection was stopped.');
    const socket = new SlackSocket(url, hear, log, this.#times);
    this.#sockets.add(socket);
    void socket.closed.then(() => {
      this.#sockets.delete(socket);
      this.#standing.delete(socket);
      this.#isCutOff ||= !this.up;
    });
    await socket.greeted;
    this.#standing.add(socket);
    return socket;
  }
}

/** What the log says when a connection has to be replaced, by Slack's reason. */
function parting(reason: string | null): string {
  switch (reason) {
    case 'warning':
    case 'refresh_requested':
      return 'Slack is renewing the connection; the next one opens before this one closes.';
    case 'link_disabled':
      return 'Slack has turned off Socket Mode for this app; retrying. Turn it on under "Socket Mode" in the app\'s settings.';
    case 'too_many_websockets':
      return 'The app has too many Slack connections; retrying. Stop the other processes that use its app token.';
    default:
      return 'Lost the Slack connection; reconnecting.';
  }
}
