import type { ReceiverEvent } from '@slack/bolt';
import { type Clock, passed } from '../../app/clock.ts';
import type { Log } from '../../app/log.ts';
import { orNullAfter } from '../../app/with-timeout.ts';
import { backoffMs } from '../../app/worker/outcome.ts';
import { askedWaitMs, lastingRefusal, slackError } from '../api/failures.ts';
import { SlackSocket, type SocketTimes } from './slack-socket.ts';

type Parts = {
  /** Asks Slack for the address of a new connection. */
  readonly open: () => Promise<string>;
  readonly hear: (event: ReceiverEvent) => void;
  readonly clock: Clock;
  readonly log: Log;
  readonly times?: ConnectionTimes;
};

/** `livedMs` is by the clock; `lingerMs` is how long an old connection stays beside the new one, ms of real time. */
export type ConnectionTimes = SocketTimes & { readonly livedMs: number; readonly lingerMs: number };

const defaultTimes: ConnectionTimes = {
  helloMs: 10_000,
  pingMs: 5_000,
  answersMs: 2_000,
  farewellMs: 1_000,
  livedMs: 10_000,
  lingerMs: 30_000,
};

/** The longest wait between two tries that Slack did not ask for, ms. */
const longestWaitMs = 30_000;

/**
 * Keeps a Socket Mode connection for as long as the bot runs (docs/adr/0009-our-own-sockets.md). When Slack asks for
 * another one, it stands before the one before it is closed, and payloads on either are heard. A connection that did
 * not live counts as a try that failed, so that a Slack that drops each one is not stormed.
 */
export class SocketConnection {
  readonly #parts: Parts;
  readonly #times: ConnectionTimes;
  readonly #sockets = new Set<SlackSocket>();
  readonly #standing = new Set<SlackSocket>();
  readonly #stopping = new AbortController();
  readonly #stopped: Promise<null>;

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

  /** Resolves at the first connection, and goes on reconnecting after that. Throws when the token is refused. */
  async start(): Promise<void> {
    const first = await this.#connect(0, true);
    if (first) void this.#keep(first);
  }

  /** Takes no new payload; what is being answered is answered. Also while it is connecting, it takes seconds. */
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
    }
  }

  /** Slack may still send on the old line, and closes it when it has sent all; else we do. */
  async #retire(socket: SlackSocket): Promise<void> {
    await orNullAfter(this.#times.lingerMs, socket.closed);
    await socket.close();
  }

  /** Tries until Slack greets; null when that was stopped. `failures`: of the connections before, in a row. */
  async #connect(failures: number, first: boolean): Promise<SlackSocket | null> {
    // One that is cut off early happens, and is replaced at once; the second in a row is not.
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
