import type { Background } from '../../app/background.ts';
import type { Clock } from '../../app/clock.ts';
import type { CommandBus } from '../../app/command-bus.ts';
import type { MemberKind } from '../../domain/incident/account-problem.ts';
import { bot } from '../../domain/incident/actor.ts';
import type { UserId } from '../../domain/incident/ids.ts';
import type { Store } from '../../store/store.ts';

type Parts = {
  readonly store: Store;
  readonly commandBus: CommandBus;
  readonly clock: Clock;
  readonly background: Background;
  /** What Slack says of somebody now; null when it does not say. */
  readonly look: (user: UserId) => Promise<MemberKind | null>;
};

/** How often it is looked at who has command, ms. */
const everyMs = 10 * 60_000;
/** The same while Slack has not said of somebody who has command what they are, ms. */
const doubtfulMs = 30_000;
/** How many open incidents are looked at. */
const lookedAt = 1_000;

/**
 * Takes command from whoever cannot have it: somebody who has left the company or become a guest since, and somebody of
 * whom Slack did not say in time what they are (docs/adr/0005-who-may-act.md). Slack's events tell of the first at once;
 * the look finds what no event told, during a restart say.
 */
export class CommanderCheck {
  readonly #parts: Parts;
  #due = Number.POSITIVE_INFINITY;
  #cancel = (): void => {};
  #stopped = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Looks now and from then on. Slack has to be known. */
  start(): void {
    this.#lookIn(0);
  }

  /** Somebody was given command of whom it is not known whether they can have it: looks soon. */
  doubt(): void {
    this.#lookIn(doubtfulMs);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  /** What has become known of somebody counts at once. */
  async learned(user: UserId, kind: MemberKind): Promise<void> {
    if (kind === 'member') return;
    const { store, commandBus } = this.#parts;
    for (const row of await store.list({ open: true, limit: lookedAt }))
      if (row.commander === user)
        await commandBus.execute({
          target: row.id,
          command: { type: 'record_commander_lost', user, why: kind },
          by: bot,
          inboxId: null,
        });
  }

  #lookIn(ms: number): void {
    const { clock, background } = this.#parts;
    const due = clock.now() + ms;
    if (this.#stopped || due >= this.#due) return;
    this.#cancel();
    this.#due = due;
    this.#cancel = clock.schedule(due, () => {
      this.#due = Number.POSITIVE_INFINITY;
      background.run('look at who has command', () => this.#look());
    });
  }

  async #look(): Promise<void> {
    const { store, look } = this.#parts;
    this.#lookIn(everyMs);
    const open = await store.list({ open: true, limit: lookedAt });
    for (const user of new Set(open.flatMap(({ commander }) => commander ?? []))) {
      const kind = await look(user);
      if (kind === null) this.#lookIn(doubtfulMs);
      else await this.learned(user, kind);
    }
  }
}
