import type { Actor } from '../domain/actor.ts';
import { advance } from '../domain/advance.ts';
import type { Command } from '../domain/commands.ts';
import type { IncidentId, Millis } from '../domain/ids.ts';
import type { Pace } from '../domain/pace.ts';
import type { Change, Settling, Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import { type Metrics, noMetrics } from './metrics.ts';

/** One command for the one door. */
export type Order = {
  readonly target: IncidentId | 'new';
  readonly command: Command;
  readonly by: Actor;
  /** The identity of the payload it came in; null for the clock and for finished effects. */
  readonly inboxId: string | null;
  /** What a form was submitted with: the same again is a repetition, something else a correction. */
  readonly content?: string | undefined;
  readonly settles?: Settling;
};

/**
 * The one door for change: every command of a person, of the clock and of a finished effect goes through `give`,
 * which commits it with all its consequences, or with none.
 */
export class Commander {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #pace: Pace;
  readonly #metrics: Metrics;
  /** Called after each commit that owes something. */
  onOwed: () => void = () => {};

  constructor(parts: { store: Store; clock: Clock; pace: Pace; metrics?: Metrics }) {
    this.#metrics = parts.metrics ?? noMetrics;
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#pace = parts.pace;
  }

  /** Throws only when the store cannot commit; then nothing has changed. */
  async give({ target, command, by, inboxId, content, settles }: Order): Promise<Change> {
    const at = this.#clock.now() as Millis;
    const change = await this.#store
      .change({
        target,
        inboxId,
        ...(content !== undefined && { content }),
        at,
        decide: (id, incident, corrects) => advance(id, incident, { command, by, at, corrects }, this.#pace),
        ...(settles && { settles }),
      })
      .catch((error: unknown) => {
        this.#metrics.commandGiven(command.type, 'failed');
        throw error;
      });
    this.#count(command, change);
    if (change.kind === 'changed' && change.owes) this.onOwed();
    return change;
  }

  #count(command: Command, change: Change): void {
    const unchanged = change.kind === 'changed' && change.recorded.length === 0;
    this.#metrics.commandGiven(command.type, unchanged ? 'unchanged' : change.kind);
    if (change.kind === 'changed' && change.incident)
      this.#metrics.recorded(change.recorded, change.incident);
  }
}
