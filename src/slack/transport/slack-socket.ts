import { type ReceiverEvent, ReceiverMultipleAckError } from '@slack/bolt';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { Log } from '../../app/log.ts';
import { orNullAfter } from '../../app/with-timeout.ts';
import { parseJson } from '../../domain/text/parse-json.ts';

/** Time limits for the parts of a connection's life, ms of real time. */
export type SocketTimes = {
  /** From connecting to Slack's greeting. */
  readonly helloMs: number;
  /** Between two liveness checks; a connection that doesn't answer a ping is terminated at the next one. */
  readonly pingMs: number;
  /**
   * How long a closing connection still accepts payloads while answers are pending: Slack sends a command or a click only once,
   * and may pick a connection for it until that is closed.
   */
  readonly hearingMs: number;
  /** How long it waits for pending answers after that. */
  readonly answersMs: number;
  /**
   * For Slack's close frame. After that the connection is terminated, because Slack leaves it open (node-slack-sdk,
   * issue 2752).
   */
  readonly farewellMs: number;
};

const frame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello') }),
  z.object({ type: z.literal('disconnect'), reason: z.string().default('') }),
]);
const envelope = z.object({
  envelope_id: z.string(),
  payload: z.unknown(),
  retry_attempt: z.number().optional(),
  retry_reason: z.string().optional(),
});

/** A reply wasn't sent, because the connection that it belongs to had ended. Slack sends an event again. */
export class ConnectionGone extends Error {
  override readonly name = 'ConnectionGone';
  constructor(cause: Error) {
    super('The connection had ended.', { cause });
  }
}

/**
 * One Socket Mode connection (Slack: "Using Socket Mode"). It's open from Slack's greeting until Slack asks to leave
 * it or it's dead. It pings Slack, because a dead connection looks like a quiet one. Until it's closed it delivers
 * every payload, even after Slack has asked for another connection.
 */
export class SlackSocket {
  readonly #socket: WebSocket;
  readonly #times: SocketTimes;
  readonly #log: Log;
  readonly #hear: (event: ReceiverEvent) => void;
  readonly #unanswered = new Set<string>();
  #deaf = false;
  #closing: Promise<void> | null = null;
  #alive = true;
  #greet = (): void => {};
  #leave = (_: string | null): void => {};
  #answered = (): void => {};
  /** Resolves once Slack has greeted; rejects if it doesn't, or not in time. */
  readonly greeted: Promise<void>;
  /** Resolves when another connection is needed: with Slack's reason, or with null if this one is dead. */
  readonly leaving: Promise<string | null>;
  readonly closed: Promise<void>;

  constructor(url: string, hear: (event: ReceiverEvent) => void, log: Log, times: SocketTimes) {
    this.#hear = hear;
    this.#log = log;
    this.#times = times;
    this.#socket = new WebSocket(url, { perMessageDeflate: false });
    this.closed = new Promise((closed) => this.#socket.once('close', () => closed()));
    this.leaving = new Promise((leave) => {
      this.#leave = leave;
    });
    this.greeted = new Promise((greet, refuse) => {
      this.#greet = greet;
      void this.closed.then(() => refuse(new Error('The connection was closed before Slack had greeted.')));
    });
    const late = setTimeout(() => this.#socket.terminate(), times.helloMs);
    void this.greeted.then(
      () => clearTimeout(late),
      () => clearTimeout(late),
    );
    void this.closed.then(() => this.#leave(null));
    this.#socket.on('message', (data, isBinary) => this.#onMessage(isBinary ? '' : String(data)));
    this.#socket.on('pong', () => {
      this.#alive = true;
    });
    // Without a listener, an error would end the process; a close follows it.
    this.#socket.on('error', () => {});
    this.#socket.once('open', () => this.#watchLine());
  }

  /**
   * Waits until no answer is pending, closes the connection, and finally terminates it. If answers stay pending, it stops
   * accepting payloads after a while.
   */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#allAnswered(this.#times.hearingMs);
    this.#deaf = true;
    await this.#allAnswered(this.#times.answersMs);
    this.#socket.close(1000);
    await orNullAfter(this.#times.farewellMs, this.closed);
    this.#socket.terminate();
    await this.closed;
  }

  /** Waits until no answer is pending, for `withinMs` at most. */
  async #allAnswered(withinMs: number): Promise<void> {
    if (this.#unanswered.size === 0) return;
    const answered = new Promise<void>((done) => {
      this.#answered = done;
    });
    await orNullAfter(withinMs, Promise.race([answered, this.closed]));
  }

  #watchLine(): void {
    const pinging = setInterval(() => {
      if (this.#socket.readyState !== WebSocket.OPEN) return this.#socket.terminate();
      this.#socket.ping();
      if (this.#alive) {
        this.#alive = false;
        return;
      }
      // After the whole process paused, timers fire first, and what arrived meanwhile is read after them.
      setImmediate(() => this.#alive || this.#socket.terminate());
    }, this.#times.pingMs);
    void this.closed.then(() => clearInterval(pinging));
  }

  #onMessage(text: string): void {
    this.#alive = true;
    const message = parseJson(text);
    const read = frame.safeParse(message);
    if (!read.success) this.#onEnvelope(envelope.safeParse(message).data ?? null);
    else if (read.data.type === 'hello') this.#greet();
    else this.#leave(read.data.reason);
  }

  #onEnvelope(read: z.infer<typeof envelope> | null): void {
    if (!read) {
      this.#log.warn('Ignored a malformed envelope.');
      return;
    }
    if (this.#deaf) return;
    const { envelope_id, payload, retry_attempt, retry_reason } = read;
    this.#unanswered.add(envelope_id);
    this.#hear({
      body: typeof payload === 'object' && payload !== null ? { ...payload } : {},
      ack: this.#acknowledges(envelope_id),
      ...(retry_attempt !== undefined && { retryNum: retry_attempt }),
      ...(retry_reason !== undefined && { retryReason: retry_reason }),
    });
  }

  /** Answers one envelope, once; throws ConnectionGone if the connection is dead, because Slack didn't get the answer. */
  #acknowledges(envelopeId: string): ReceiverEvent['ack'] {
    let answered = false;
    return async (answer) => {
      if (answered) throw new ReceiverMultipleAckError();
      answered = true;
      const payload = typeof answer === 'string' ? { text: answer } : (answer ?? {});
      const sent = new Promise<void>((done, failed) => {
        const answer = JSON.stringify({ envelope_id: envelopeId, payload });
        this.#socket.send(answer, (error) => {
          if (error) failed(new ConnectionGone(error));
          else done();
        });
      });
      this.#unanswered.delete(envelopeId);
      if (this.#unanswered.size === 0) this.#answered();
      await sent;
    };
  }
}
