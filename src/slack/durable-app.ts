import { App } from '@slack/bolt';
import type { Metrics, PayloadKind } from '../app/metrics.ts';

type Incoming = Parameters<App['processEvent']>[0];
type Options = NonNullable<ConstructorParameters<typeof App>[0]>;

/** Says from an event's own body whether any listener would do something about it. Cheap, and never throws. */
export type Matters = (event: unknown) => boolean;

/**
 * Bolt acknowledges an event before its listeners run, so an event whose commit fails would be lost. Here the
 * acknowledgement waits until the listeners have finished; when one throws it is never sent, and Slack delivers
 * the event again. Everything else is acknowledged by its own listener, after its commit. What is being processed
 * is counted, because Bolt's own stop does not wait for it. Events that do not matter, such as nearly every message
 * of the workspace, are acknowledged without Bolt's chain, which takes longer than looking at them.
 */
export class DurableApp extends App {
  readonly #processing = new Set<Promise<void>>();
  readonly #matters: Matters;

  constructor(options: Options, matters: Matters) {
    super(options);
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
    if (incoming.body.type !== 'event_callback') return super.processEvent(incoming);
    if (!this.#matters(incoming.body.event)) return incoming.ack();
    let acknowledged = false;
    const ack = async () => {
      acknowledged = true;
    };
    await super.processEvent({ ...incoming, ack });
    if (acknowledged) await incoming.ack();
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
