import { App } from '@slack/bolt';
import { causeOf, type Log } from '../app/log.ts';
import type { Metrics, PayloadKind } from '../app/metrics.ts';
import { isReadable } from './incoming.ts';

type Incoming = Parameters<App['processEvent']>[0];
type Options = ConstructorParameters<typeof App>[0];

/** Says from an event's own body whether any listener would do something about it. Cheap, and never throws. */
export type Matters = (event: unknown) => boolean;

/**
 * Bolt acknowledges an event before its listeners run, so an event whose commit fails would be lost. Here the
 * acknowledgement waits until the listeners have finished; when one throws it is never sent, and Slack delivers
 * the event again. Everything else is acknowledged by its own listener, after its commit. What nobody hears, and
 * what is not as Slack sends it, is acknowledged and does nothing: Bolt would keep the sender waiting for three
 * seconds. So are events that do not matter, such as nearly every message of the workspace: Bolt's chain takes
 * longer than looking at them. What is being processed is counted, because Bolt's own stop does not wait for it.
 */
export class DurableApp extends App {
  readonly #processing = new Set<Promise<void>>();
  readonly #log: Log;
  readonly #matters: Matters;

  constructor(options: Options, { log, matters }: { log: Log; matters: Matters }) {
    super(options);
    this.#log = log;
    this.#matters = matters;
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
      this.#log.warn('A payload was ignored: it is not as Slack sends them.');
      return incoming.ack();
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
      // An event comes again; an interaction does not, and its listener has said what there is to say.
      if (isEvent) throw error;
      this.#log.error(causeOf(error), 'A payload could not be processed.');
    }
    if (isEvent || !acknowledged) await incoming.ack();
  }
}

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
