import type { Background } from '../../app/background.ts';
import type { Clock } from '../../app/clock.ts';
import type { CommandBus } from '../../app/command-bus.ts';
import type { FactCommand } from '../../domain/incident/commands.ts';
import type { UserId } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { MemberKind, NonMember } from '../../domain/incident/people/account-problem.ts';
import { bot } from '../../domain/incident/people/actor.ts';
import { commanderRole, rolesOf } from '../../domain/incident/people/roles.ts';
import type { Store } from '../../store/store.ts';

type Parts = {
  readonly store: Store;
  readonly commandBus: CommandBus;
  readonly clock: Clock;
  readonly background: Background;
  /** What Slack says of somebody now; null when it does not say. */
  readonly look: (user: UserId) => Promise<MemberKind | null>;
};

/** How often it is looked at who has a role, ms. */
const everyMs = 10 * 60_000;
/** The same while Slack has not said of somebody who has one what they are, ms. */
const doubtfulMs = 30_000;
/** How many open incidents are looked at. */
const lookedAt = 1_000;

/**
 * Takes roles, command among them, from whoever cannot have one: somebody who has left the company or become a guest
 * since, and somebody of whom Slack did not say in time what they are (docs/adr/0005-who-may-act.md). Slack's events tell of the first at once;
 * the look finds what no event told, during a restart say.
 */
export class RoleCheck {
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

  /** Somebody was given a role of whom it is not known whether they can have it: looks soon. */
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
    for (const incident of await this.#open())
      for (const command of lostBy(incident, user, kind))
        await this.#parts.commandBus.execute({ target: incident.id, command, by: bot, inboxId: null });
  }

  async #open(): Promise<readonly Incident[]> {
    const { store } = this.#parts;
    const rows = await store.list({ open: true, limit: lookedAt });
    const found = await Promise.all(rows.map(({ id }) => store.incident(id)));
    return found.flatMap((one) => (one.kind === 'found' ? [one.incident] : []));
  }

  #lookIn(ms: number): void {
    const { clock, background } = this.#parts;
    const due = clock.now() + ms;
    if (this.#stopped || due >= this.#due) return;
    this.#cancel();
    this.#due = due;
    this.#cancel = clock.schedule(due, () => {
      this.#due = Number.POSITIVE_INFINITY;
      background.run('look at who has which role', () => this.#look());
    });
  }

  async #look(): Promise<void> {
    this.#lookIn(everyMs);
    const holders = (await this.#open()).flatMap((incident) =>
      rolesOf(incident, [commanderRole]).flatMap(({ user }) => user ?? []),
    );
    for (const user of new Set(holders)) {
      const kind = await this.#parts.look(user);
      if (kind === null) this.#lookIn(doubtfulMs);
      else await this.learned(user, kind);
    }
  }
}

/** What becomes of the roles that somebody has. */
const lostBy = (incident: Incident, user: UserId, why: NonMember): FactCommand[] =>
  rolesOf(incident, [commanderRole])
    .filter((one) => one.user === user)
    .map(({ role }) =>
      role === commanderRole
        ? { type: 'record_commander_lost', user, why }
        : { type: 'record_role_lost', role, user, why },
    );
