import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { MovableClock } from '../../clock.ts';
import type { FaultAnswer } from '../api/faults.ts';
import { type JsonObject, jsonObject } from '../json.ts';
import type { Answer, PayloadKind, Retry, Transport } from './transport.ts';

/** Slack: at most ten connections per app. */
const mostConnections = 10;

/** How long a connection can take to close when the workspace stops, in ms. */
const farewell = 500;

/** How long a connection continues after Slack has asked for a new one, in ms of sandbox time. */
const notice = 10_000;

/** Why Slack ends a connection. */
export type DisconnectReason = 'refresh_requested' | 'warning' | 'link_disabled' | 'too_many_websockets';

type Connection = {
  readonly socket: WebSocket;
  readonly waiting: Map<string, (answer: Answer) => void>;
  /** Nothing gets through any longer, in either direction. */
  frozen: boolean;
};

const acknowledgement = z.object({ envelope_id: z.string(), payload: jsonObject.optional() });

type Options = {
  readonly appId: string;
  readonly clock: MovableClock;
  /** How long the app can take to acknowledge, in ms of real time. */
  readonly timeout: number;
  readonly envelopeId: () => string;
  readonly changed: () => void;
  /** How many events wait for a connection; beyond that, the oldest are lost. */
  readonly most: number;
  /** The fault for the acknowledgement that has just arrived, or for the greeting that is due. */
  readonly fault: (of: 'ack' | 'hello') => FaultAnswer | null;
};

/** The app's Socket Mode connections. Each payload goes to one of them in turn; events wait for one. */
export class SocketHub implements Transport {
  readonly #options: Options;
  #connections: Connection[] = [];
  #turn = 0;
  #parked: ((connected: boolean) => void)[] = [];

  constructor(options: Options) {
    this.#options = options;
  }

  /** How many connections the app has. */
  get size(): number {
    return this.#connections.length;
  }

  /** Takes a new connection: greets it, or ends it if there are too many. It gets nothing before its greeting. */
  accept(socket: WebSocket): void {
    if (this.#connections.length >= mostConnections) {
      disconnect(socket, 'too_many_websockets');
      socket.close();
      return;
    }
    const connection: Connection = { socket, waiting: new Map(), frozen: false };
    socket.on('message', (data) => this.#onMessage(connection, String(data)));
    socket.on('close', () => this.#onClose(connection));
    socket.on('error', () => socket.terminate());
    const fault = this.#options.fault('hello');
    if (fault === null) this.#greet(connection);
    else if (typeof fault === 'object' && 'delayMs' in fault)
      setTimeout(() => this.#greet(connection), fault.delayMs).unref();
  }

  #greet(connection: Connection): void {
    if (connection.socket.readyState !== connection.socket.OPEN) return;
    this.#connections.push(connection);
    connection.socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#connections.length,
        debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: this.#options.appId },
      }),
    );
    const parked = this.#parked;
    this.#parked = [];
    for (const resume of parked) resume(true);
    this.#options.changed();
  }

  async send(kind: PayloadKind, payload: JsonObject, retry: Retry | null): Promise<Answer> {
    if (this.#connections.length === 0) {
      if (kind !== 'events_api') return { kind: 'lost' };
      if (!(await this.#park())) return { kind: 'lost' };
    }
    const connection = this.#connections[this.#turn++ % this.#connections.length];
    if (connection === undefined) return this.send(kind, payload, retry);
    return this.#deliver(connection, kind, payload, retry);
  }

  /**
   * Ends every connection: without a reason by cutting it, otherwise as Slack announces it. If Slack only wants a new
   * connection, the old one continues to get payloads for ten seconds; otherwise it's closed at once.
   */
  drop(reason: DisconnectReason | null): void {
    const { clock } = this.#options;
    for (const { socket } of this.#connections) {
      if (reason === null) {
        socket.terminate();
        continue;
      }
      disconnect(socket, reason);
      if (reason === 'warning' || reason === 'refresh_requested')
        clock.schedule(clock.now() + notice, () => socket.close());
      else socket.close();
    }
  }

  /** Freezes every connection without either end noticing: what is sent doesn't arrive. */
  freeze(): void {
    for (const connection of this.#connections) {
      connection.frozen = true;
      connection.socket.pause();
    }
  }

  /** Closes every connection and resolves when all are closed; one that doesn't respond is cut. */
  async close(): Promise<void> {
    const farewells = this.#connections.map(
      ({ socket }) =>
        new Promise<void>((resolve) => {
          const cut = setTimeout(() => socket.terminate(), farewell);
          socket.once('close', () => {
            clearTimeout(cut);
            resolve();
          });
          socket.close(1001);
        }),
    );
    await Promise.all(farewells);
  }

  /** Forgets whatever is waiting for a connection. */
  forget(): void {
    this.#parked = [];
  }

  /* Resolves with true when the app connects, with false if too many wait. */
  #park(): Promise<boolean> {
    return new Promise((resume) => {
      this.#parked.push(resume);
      if (this.#parked.length > this.#options.most) this.#parked.shift()?.(false);
    });
  }

  #deliver(
    connection: Connection,
    kind: PayloadKind,
    payload: JsonObject,
    retry: Retry | null,
  ): Promise<Answer> {
    const envelopeId = this.#options.envelopeId();
    const retrying =
      kind === 'events_api'
        ? { retry_attempt: retry?.attempt ?? 0, retry_reason: retry === null ? '' : retry.reason }
        : {};
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle({ kind: 'timeout' }), this.#options.timeout);
      const settle = (answer: Answer): void => {
        clearTimeout(timer);
        connection.waiting.delete(envelopeId);
        resolve(answer);
      };
      connection.waiting.set(envelopeId, settle);
      if (connection.frozen) return;
      connection.socket.send(
        JSON.stringify({
          envelope_id: envelopeId,
          payload,
          type: kind,
          accepts_response_payload: kind !== 'events_api',
          ...retrying,
        }),
      );
    });
  }

  #onMessage(connection: Connection, data: string): void {
    const ack = acknowledgement.safeParse(parse(data));
    if (!ack.success) return;
    const payload = ack.data.payload ?? {};
    const onlyText = Object.keys(payload).length === 1 && typeof payload.text === 'string';
    const empty = Object.keys(payload).length === 0;
    const body = empty ? null : onlyText ? (payload.text ?? null) : payload;
    const acknowledge = (): void => connection.waiting.get(ack.data.envelope_id)?.({ kind: 'acked', body });
    const fault = this.#options.fault('ack');
    if (fault === null) acknowledge();
    else if (typeof fault === 'object' && 'delayMs' in fault) setTimeout(acknowledge, fault.delayMs).unref();
  }

  #onClose(connection: Connection): void {
    this.#connections = this.#connections.filter((other) => other !== connection);
    for (const settle of [...connection.waiting.values()]) settle({ kind: 'lost' });
    this.#options.changed();
  }
}

function disconnect(socket: WebSocket, reason: DisconnectReason): void {
  socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } }));
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
