import type { MovableClock } from '../../clock.ts';
import type { ChangeNotifier } from '../change-notifier.ts';
import { Refused } from '../errors.ts';
import { copy, type Json, type JsonObject } from '../json.ts';
import { RingBuffer } from '../ring-buffer.ts';
import type { Settings } from '../settings.ts';
import { httpTransport } from './http.ts';
import type { Addresses } from './request-urls.ts';
import type { SocketHub } from './socket.ts';
import type { Answer, PayloadKind, Retry, Transport } from './transport.ts';

/** One attempt to send to the app: when (ms UTC, sandbox's clock), which retry (0 for the first), and the response. */
export type Attempt = { readonly at: number; readonly retry: number; answer: Answer | null };

/** Something that was, or will be, sent to the app. `id` is the event ID, or an interaction's trigger ID. */
export type Delivery = {
  readonly id: string;
  readonly kind: PayloadKind;
  /** The event's type, the command, or the interaction's type. */
  readonly type: string;
  readonly payload: JsonObject;
  readonly attempts: Attempt[];
};

/** The app's direct response to a command or interaction, or the error that the person sees. */
export type Reply =
  | { readonly ok: true; readonly body: Json }
  | { readonly ok: false; readonly error: 'operation_timeout' | 'dispatch_failed' };

/** Slack: a failed event is retried at once, after 1 minute, and after 5 minutes. */
const retryDelays: readonly number[] = [0, 60_000, 300_000];

type Parts = {
  readonly clock: MovableClock;
  readonly pulse: ChangeNotifier;
  readonly settings: Settings;
  readonly hub: SocketHub;
  /** How many deliveries are remembered. */
  readonly most: number;
};

/** Sends the app what happens: events with redelivery, commands and interactions once. */
export class Dispatcher {
  readonly #parts: Parts;
  readonly kept: RingBuffer<Delivery>;
  #addresses: Addresses | null;
  #underWay = 0;
  #generation = 0;

  constructor(parts: Parts, addresses: Addresses | null) {
    this.#parts = parts;
    this.kept = new RingBuffer(parts.most);
    this.#addresses = addresses;
  }

  /** Everything sent or waiting to be sent since the start or the last reset, oldest first. */
  get deliveries(): readonly Delivery[] {
    return this.kept.all;
  }

  /** How many payloads are in transit or waiting for a connection; a later redelivery doesn't count. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Sends to these request URLs from now on (HTTP mode), or for null, over Socket Mode. */
  deliverTo(addresses: Addresses | null): void {
    this.#addresses = addresses;
  }

  /** Sends an event, and again up to three times until it's acknowledged. */
  event(id: string, type: string, payload: JsonObject): void {
    const delivery: Delivery = { id, kind: 'events_api', type, payload: copy(payload), attempts: [] };
    this.kept.add(delivery);
    void this.#deliver(delivery, null);
  }

  /** Sends a command or interaction once and waits for the app's response. */
  async ask(kind: 'slash_commands' | 'interactive', payload: JsonObject): Promise<Reply> {
    const type = String(payload.command ?? payload.type);
    const id = String(payload.trigger_id ?? type);
    const delivery: Delivery = { id, kind, type, payload: copy(payload), attempts: [] };
    this.kept.add(delivery);
    const answer = await this.#attempt(delivery, null);
    switch (answer.kind) {
      case 'acked':
        return { ok: true, body: answer.body };
      case 'timeout':
        return { ok: false, error: 'operation_timeout' };
      case 'refused':
      case 'lost':
        return { ok: false, error: 'dispatch_failed' };
    }
  }

  /**
   * Sends an event once more, as Slack does when an acknowledgement got lost. `retry` is the retry number it claims: by
   * default one more than the last; 0 sends it as if for the first time, as Slack has been seen to do.
   */
  async redeliver(eventId: string, retry?: number): Promise<Answer> {
    const delivery = this.kept.all.find((other) => other.id === eventId && other.kind === 'events_api');
    if (delivery === undefined) throw new Refused(`No event ${eventId} was sent; see workspace.deliveries.`);
    const attempt = retry ?? (delivery.attempts.at(-1)?.retry ?? 0) + 1;
    return this.#attempt(delivery, attempt === 0 ? null : { attempt, reason: 'http_timeout' });
  }

  /** Sends any payload once, and keeps no record of it. */
  send(kind: PayloadKind, payload: JsonObject): Promise<Answer> {
    return this.#transport().send(kind, payload, null);
  }

  /** Forgets everything sent and everything still to be sent. */
  reset(): void {
    this.#generation += 1;
    this.kept.clear();
    this.#underWay = 0;
    this.#parts.hub.forget();
  }

  async #deliver(delivery: Delivery, retry: Retry | null): Promise<void> {
    const generation = this.#generation;
    const answer = await this.#attempt(delivery, retry);
    if (generation !== this.#generation || answer.kind === 'acked') return;
    if (answer.kind === 'refused' && answer.noRetry) return;
    const next = retry?.attempt ?? 0;
    const delay = retryDelays[next];
    if (delay === undefined) return;
    const again = { attempt: next + 1, reason: this.#reason(answer) };
    if (delay === 0) return this.#deliver(delivery, again);
    this.#parts.clock.schedule(this.#parts.clock.now() + delay, () => {
      if (generation === this.#generation) void this.#deliver(delivery, again);
    });
  }

  async #attempt(delivery: Delivery, retry: Retry | null): Promise<Answer> {
    const generation = this.#generation;
    const attempt: Attempt = { at: this.#parts.clock.now(), retry: retry?.attempt ?? 0, answer: null };
    delivery.attempts.push(attempt);
    this.#underWay += 1;
    this.#parts.pulse.notify();
    attempt.answer = await this.#transport().send(delivery.kind, delivery.payload, retry);
    if (generation === this.#generation) this.#underWay -= 1;
    this.#parts.pulse.notify();
    return attempt.answer;
  }

  #transport(): Transport {
    const { hub, settings } = this.#parts;
    if (this.#addresses === null) return hub;
    return httpTransport({
      addresses: this.#addresses,
      signingSecret: settings.signingSecret,
      timeout: settings.ackTimeout,
    });
  }

  #reason(answer: Answer): string {
    if (answer.kind === 'timeout') return this.#addresses === null ? 'timeout' : 'http_timeout';
    return answer.kind === 'refused' ? 'http_error' : 'connection_failed';
  }
}
