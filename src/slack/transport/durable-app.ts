import { App, ErrorCode } from '@slack/bolt';
import { causeOf, type Log } from '../../app/log.ts';
import type { Metrics, PayloadKind } from '../../app/metrics.ts';
import type { Millis } from '../../domain/incident/ids.ts';
import { isReadable } from './payload-schemas.ts';
import { ConnectionGone } from './slack-socket.ts';

type Incoming = Parameters<App['processEvent']>[0];
type Options = ConstructorParameters<typeof App>[0];

/** Returns whether any listener would act on an event, judging by its body alone. Cheap; never throws. */
export type EventFilter = (event: unknown) => boolean;

/** Acknowledges a payload that nothing could read, and tells the person who caused it. */
export type AnswerLost = (incoming: Pick<Incoming, 'body' | 'ack'>) => Promise<void>;

/**
 * Bolt acknowledges an event before its listeners run, so an event whose commit fails would be lost. Here the
 * acknowledgement waits until the listeners have finished; if one throws, it's never sent, and Slack redelivers the
 * event. Commands, buttons, and modals are acknowledged by their own listeners, after their commit. A payload that no
 * listener acknowledged, or that isn't shaped like Slack's, does nothing and is answered by `lost`: Bolt would keep
 * the person waiting for three seconds. Irrelevant events, which is nearly every message in the workspace, are
 * acknowledged without running Bolt's chain: inspecting them is faster. Payloads in progress are counted, because
 * Bolt's own stop doesn't wait for them. Nothing fails because a reply can't be sent any more: what was saved is saved.
 */
export class DurableApp extends App {
  readonly #processing = new Set<Promise<void>>();
  readonly #log: Log;
  readonly #matters: EventFilter;
  readonly #lost: AnswerLost;
  readonly #sentAt: () => Millis;

  /** `sentAt`: the earliest time at which a form that arrives now can have been sent, UTC ms. Listeners find it in `context`. */
  constructor(
    options: Options,
    parts: { log: Log; isRelevant: EventFilter; lost: AnswerLost; sentAt: () => Millis },
  ) {
    super(options);
    this.#log = parts.log;
    this.#matters = parts.isRelevant;
    this.#lost = parts.lost;
    this.#sentAt = parts.sentAt;
  }

  /** Called for each payload with the seconds until its acknowledgement; null if it was never acknowledged. */
  onHandled: Metrics['payloadHandled'] = () => {};

  override processEvent(incoming: Incoming): Promise<void> {
    const processing = this.#timed(incoming).finally(() => this.#processing.delete(processing));
    this.#processing.add(processing);
    return processing;
  }

  /** Resolves once nothing is in progress; failures are reported where they happen. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#processing);
  }

  async #timed(incoming: Incoming): Promise<void> {
    const began = performance.now();
    const sent = payloadKind(incoming.body) === 'submission' && {
      customProperties: { sentAt: this.#sentAt() },
    };
    let seconds: number | null = null;
    const ack: Incoming['ack'] = async (...answer) => {
      try {
        await incoming.ack(...answer);
      } catch (error) {
        if (!(error instanceof ConnectionGone)) throw error;
        this.#log.warn("Slack didn't get a reply; its connection had ended.");
        return;
      }
      seconds ??= (performance.now() - began) / 1000;
    };
    try {
      await this.#process({ ...incoming, ...sent, ack });
    } finally {
      this.onHandled(payloadKind(incoming.body), seconds);
    }
  }

  async #process(incoming: Incoming): Promise<void> {
    if (!isReadable(incoming.body)) {
      this.#log.warn('Ignored a malformed payload.');
      return this.#lost(incoming);
    }
    const isEvent = incoming.body.type === 'event_callback';
    if (isEvent && !this.#matters(incoming.body.event)) return incoming.ack();
    let acknowledged = false;
    const ack: Incoming['ack'] = async (answer) => {
      acknowledged = true;
      if (!isEvent) await incoming.ack(answer);
    };
    try {
      await super.processEvent({ ...incoming, ack });
    } catch (error) {
      // Slack redelivers an event but not an interaction, whose listener has already told the person. No listener has
      // while it isn't yet known who the bot is: then Slack shows its own error, and a form stays open.
      if (isEvent || isUnauthorized(error)) throw error;
      this.#log.error(causeOf(error), "Couldn't process a payload.");
    }
    if (isEvent) return incoming.ack();
    if (acknowledged) return;
    this.#log.warn(nameOf(incoming.body), 'Ignored a payload that no listener could read.');
    await this.#lost(incoming);
  }
}

/** Returns a payload's name for the log: names that Slack or the bot assigned, nothing that people wrote. */
function nameOf(body: Incoming['body']): Record<string, string> {
  const name = body.view?.callback_id ?? body.callback_id ?? body.actions?.[0]?.action_id ?? body.command;
  return { kind: payloadKind(body), ...(typeof name === 'string' && { name: name.slice(0, 80) }) };
}

const isUnauthorized = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === ErrorCode.AuthorizationError;

function payloadKind(body: Incoming['body']): PayloadKind {
  if ('command' in body) return 'command';
  switch (body.type) {
    case 'event_callback':
      return 'event';
    case 'block_actions':
      return 'action';
    case 'view_submission':
    case 'view_closed':
      return 'submission';
    case 'shortcut':
    case 'message_action':
      return 'shortcut';
    default:
      return 'other';
  }
}
