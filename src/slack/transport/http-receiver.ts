import type { IncomingMessage, ServerResponse } from 'node:http';
import { type App, type Receiver, ReceiverMultipleAckError } from '@slack/bolt';
import { causeOf, type Log } from '../../app/log.ts';
import { requestGate, type SlackBody } from './verify-request.ts';

/**
 * Receives Slack's HTTP requests for Bolt. Bolt's own receiver reads whole bodies before it checks the sender,
 * accepts timestamps from the future, and fails on a body of `null` (measured, Bolt 5.1). The gate doesn't, and what
 * it has read isn't read again (docs/adr/0007-our-own-http-receiver.md). The HTTP server belongs to the caller.
 */
export class HttpReceiver implements Receiver {
  readonly #log: Log;
  #app: App | null = null;
  /** Serves `POST /slack/events`. */
  readonly listen: (request: IncomingMessage, response: ServerResponse) => void;

  constructor(signingSecret: string, log: Log) {
    this.#log = log;
    this.listen = requestGate(signingSecret, log, (body, response) => {
      void this.#take(body, response);
    });
  }

  init(app: App): void {
    this.#app = app;
  }

  /** Payloads arrive as soon as the server listens. */
  readonly up = true;

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  async #take(body: SlackBody, response: ServerResponse): Promise<void> {
    // Slack sends this when the request URL is set in the app's settings.
    if (body.ssl_check === '1') return answer(response, '');
    if (body.type === 'url_verification') return answer(response, { challenge: body.challenge });
    try {
      await this.#app?.processEvent({ body, ack: async (body) => answer(response, body) });
    } catch (error) {
      this.#log.error(causeOf(error), "Couldn't save a payload. Slack resends events; people see errors.");
      if (!response.headersSent) response.writeHead(500).end();
    }
  }
}

/** Throws ReceiverMultipleAckError on a second acknowledgement, as Bolt's receivers do. */
function answer(response: ServerResponse, body: unknown): void {
  if (response.headersSent) throw new ReceiverMultipleAckError();
  if (!body || typeof body === 'string') response.writeHead(200).end(body || '');
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
