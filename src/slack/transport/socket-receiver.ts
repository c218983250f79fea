import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { z } from 'zod';
import type { Clock } from '../../app/clock.ts';
import { causeOf, type Log } from '../../app/log.ts';
import { SocketConnection } from './socket-connection.ts';

const opened = z.object({ url: z.url() });

/** `resumed`: see `SocketConnection`. */
type Parts = { readonly clock: Clock; readonly log: Log; readonly resumed: () => void };

/** Receives Slack's payloads over Socket Mode for Bolt (docs/adr/0009-our-own-sockets.md). */
export class SocketReceiver implements Receiver {
  readonly #log: Log;
  readonly #connection: SocketConnection;
  #app: App | null = null;
  /** Serves no HTTP requests. */
  readonly listen = null;

  constructor(appToken: string, options: WebClientOptions, parts: Parts) {
    const { clock, log, resumed } = parts;
    this.#log = log;
    const client = new WebClient(appToken, options);
    this.#connection = new SocketConnection({
      open: async () => opened.parse(await client.apps.connections.open({})).url,
      hear: (event) => void this.#take(event),
      clock,
      log,
      resumed,
    });
  }

  init(app: App): void {
    this.#app = app;
  }

  /** Whether Slack's payloads reach the bot. */
  get up(): boolean {
    return this.#connection.up;
  }

  /** Resolves at the first connection; throws if Slack refuses the token. */
  start(): Promise<void> {
    return this.#connection.start();
  }

  /** Finishes the payloads in progress, and closes the connection. */
  stop(): Promise<void> {
    return this.#connection.stop();
  }

  async #take(event: ReceiverEvent): Promise<void> {
    try {
      await this.#app?.processEvent(event);
    } catch (error) {
      this.#log.error(causeOf(error), "Couldn't save an event; Slack will resend it.");
    }
  }
}
