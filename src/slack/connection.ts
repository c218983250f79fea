import type { SocketModeReceiver } from '@slack/bolt';
import type { Clock } from '../app/clock.ts';
import type { Log } from '../app/log.ts';
import { backoffMs } from '../app/outcome.ts';
import { lastingRefusal, slackError } from './failures.ts';

/**
 * Keeps one Socket Mode connection for as long as the bot runs. The client's own reconnecting is off: it waits
 * five seconds after every drop, and ends the process when Slack cannot be reached (measured, socket-mode 3.1).
 */
export class Connection {
  readonly #client: SocketModeReceiver['client'];
  readonly #clock: Clock;
  readonly #log: Log;
  #up = false;
  #stopped = false;

  constructor(client: SocketModeReceiver['client'], clock: Clock, log: Log) {
    this.#client = client;
    this.#clock = clock;
    this.#log = log;
    client.on('connected', () => {
      this.#up = true;
    });
    client.on('disconnected', () => {
      this.#up = false;
    });
    // Without a listener the client's error events would end the process; the close event follows each of them.
    client.on('error', () => {});
  }

  get up(): boolean {
    return this.#up;
  }

  /** Resolves at the first connection, and goes on reconnecting after that. Throws when the token is refused. */
  async start(): Promise<void> {
    await this.#connect(true);
    void this.#stayConnected();
  }

  /** Takes no new payload. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#client.disconnect();
  }

  async #stayConnected(): Promise<void> {
    while (!this.#stopped) {
      if (this.#up) await new Promise<void>((dropped) => this.#client.once('disconnected', () => dropped()));
      if (this.#stopped) return;
      this.#log.warn('The connection to Slack was lost; connecting again.');
      await this.#connect(false);
    }
  }

  async #connect(first: boolean): Promise<void> {
    for (let attempt = 1; !this.#stopped && !this.#up; attempt += 1) {
      try {
        await this.#client.start();
        return;
      } catch (error) {
        const refused = slackError(error);
        if (first && lastingRefusal(error)) throw error;
        const wait = Math.min(30_000, backoffMs(attempt));
        this.#log.warn(
          { ...(refused && { slack: refused }), wait_ms: wait },
          'Slack cannot be reached; trying again.',
        );
        await this.#sleep(wait);
      }
    }
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((wake) => {
      this.#clock.schedule(this.#clock.now() + ms, wake);
    });
  }
}
