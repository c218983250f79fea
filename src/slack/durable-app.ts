import { App } from '@slack/bolt';
import { causeOf, type Log } from '../app/log.ts';
import { isReadable } from './incoming.ts';

type Incoming = Parameters<App['processEvent']>[0];
type Options = ConstructorParameters<typeof App>[0];

/**
 * Bolt acknowledges an event before its listeners run, so an event whose commit fails would be lost. Here the
 * acknowledgement waits until the listeners have finished; when one throws it is never sent, and Slack delivers
 * the event again. Everything else is acknowledged by its own listener, after its commit. What nobody hears, and
 * what is not as Slack sends it, is acknowledged and does nothing: Bolt would keep the sender waiting for three
 * seconds. What is being processed is counted, because Bolt's own stop does not wait for it.
 */
export class DurableApp extends App {
  readonly #processing = new Set<Promise<void>>();
  readonly #log: Log;

  constructor(options: Options, log: Log) {
    super(options);
    this.#log = log;
  }

  override processEvent(incoming: Incoming): Promise<void> {
    const processing = this.#process(incoming).finally(() => this.#processing.delete(processing));
    this.#processing.add(processing);
    return processing;
  }

  /** Resolves when nothing is being processed; failures are told where they happen. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#processing);
  }

  async #process(incoming: Incoming): Promise<void> {
    if (!isReadable(incoming.body)) {
      this.#log.warn('A payload was ignored: it is not as Slack sends them.');
      return incoming.ack();
    }
    const isEvent = incoming.body.type === 'event_callback';
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
