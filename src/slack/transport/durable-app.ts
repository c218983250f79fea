import { App, ErrorCode } from '@slack/bolt';
import { causeOf, type Log } from '../../app/log.ts';
import type { Metrics, PayloadKind } from '../../app/metrics.ts';
import { isReadable } from './payload-schemas.ts';

type Incoming = Parameters<App['processEvent']>[0];
type Options = ConstructorParameters<typeof App>[0];

/** Says from an event's own body whether any listener would do something about it. Cheap, and never throws. */
export type EventFilter = (event: unknown) => boolean;

/** Acknowledges what nobody could read, and tells the person whose act it was. */
export type AnswerLost = (incoming: Pick<Incoming, 'body' | 'ack'>) => Promise<void>;

/**
 * Bolt acknowledges an event before its listeners run, so an event whose commit fails would be lost. Here the
 * acknowledgement waits until the listeners have finished; when one throws it is never sent, and Slack delivers
 * the event again. Everything else is acknowledged by its own listener, after its commit. What no listener has
 * acknowledged, and what is not as Slack sends it, does nothing and is answered by `lost`: Bolt would keep the person
 * waiting for three seconds. Events that do not matter, such as nearly every message of the workspace, are acknowledged
 * at once: Bolt's chain takes longer than looking at them. What is being processed is counted, because Bolt's own stop
 * does not wait for it.
 */
export class DurableApp extends App {
  readonly #processing = new Set<Promise<void>>();
  readonly #log: Log;
  readonly #matters: EventFilter;
  readonly #lost: AnswerLost;

  constructor(options: Options, parts: { log: Log; isRelevant: EventFilter; lost: AnswerLost }) {
    super(options);
    this.#log = parts.log;
    this.#matters = parts.isRelevant;
    this.#lost = parts.lost;
  }

  /** Told of each payload, with the seconds to its acknowledgement; null when it was never acknowledged. */
  onHandled: Metrics['payloadHandled'] = () => {};

  override processEvent(incoming: Incoming): Promise<void> {
    const processing = this.#timed(incoming).finally(() => this.#processing.delete(processing));
    this.#processing.add(processing);
    return processing;
  }

  /** Resolves when nothing is being processed; failures are told where they happen. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#processing);
  }

  async #timed(incoming: Incoming): Promise<void> {
    const began = performance.now();
    let seconds: number | null = null;
    const ack: Incoming['ack'] = async (...answer) => {
      await incoming.ack(...answer);
      seconds ??= (performance.now() - began) / 1000;
    };
    try {
      await this.#process({ ...incoming, ack });
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
      // An event comes again; an interaction does not, and its listener has said what there is to say. No listener has
      // said anything while nobody knows yet who the bot is: then Slack shows the person its own error, and a form stays.
      if (isEvent || isUnauthorized(error)) throw error;
      this.#log.error(causeOf(error), "Couldn't process a payload.");
    }
    if (isEvent) return incoming.ack();
    if (acknowledged) return;
    this.#log.warn(nameOf(incoming.body), 'Ignored a payload that no listener could read.');
    await this.#lost(incoming);
  }
}

/** What a payload calls itself, for the log: names that Slack or the bot gave, nothing that people wrote. */
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
