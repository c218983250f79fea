import type { Background } from '../../app/background.ts';
import type { Clock } from '../../app/clock.ts';
import type { CommandBus } from '../../app/command-bus.ts';
import type { UserId } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { FactCommand } from '../../domain/incident/learned/fact-commands.ts';
import type { MemberKind, NonMember } from '../../domain/incident/people/account-problem.ts';
import { bot } from '../../domain/incident/people/actor.ts';
import { commanderRole, rolesOf } from '../../domain/incident/people/roles.ts';
import type { Store } from '../../store/store.ts';

type Parts = {
  readonly store: Pick<Store, 'list' | 'incident'>;
  readonly commandBus: CommandBus;
  readonly clock: Clock;
  readonly background: Background;
  /** Returns what Slack says someone is right now; null if it doesn't say. */
  readonly look: (user: UserId) => Promise<MemberKind | null>;
};

/** How often the holders of roles are checked, ms. */
const everyMs = 10 * 60_000;
/** The same while Slack hasn't said what the holder of a role is, ms. */
const doubtfulMs = 30_000;
/** How many open incidents are checked. */
const lookedAt = 1_000;

/**
 * Removes roles, including command, from people who can't have them: someone who has left the company or become a
 * guest since, or about whom Slack didn't answer in time (docs/adr/0005-who-may-act.md). Slack's events report the
 * former right away; this check finds what no event reported, for example during a restart.
 */
export class RoleCheck {
  readonly #parts: Parts;
  #due = Number.POSITIVE_INFINITY;
  #cancel = (): void => {};
  #repeats = false;
  #stopped = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Checks now and from then on, until it rests. Slack must have accepted the bot. */
  start(): void {
    this.#repeats = true;
    this.#lookIn(0);
  }

  /** Leaves it to another bot, which begins with a check. */
  rest(): void {
    this.#repeats = false;
    this.#cancel();
    this.#due = Number.POSITIVE_INFINITY;
  }

  /** Someone got a role without it being known whether they can have it: checks soon. */
  doubt(): void {
    this.#lookIn(doubtfulMs);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  /** What becomes known about someone counts right away. */
  async learned(user: UserId, kind: MemberKind): Promise<void> {
    if (kind === 'member') return;
    for (const incident of await this.#open())
      for (const command of lostBy(incident, user, kind))
        await this.#parts.commandBus.execute({ target: incident.id, command, by: bot, inboxId: null });
  }

  async #open(): Promise<readonly Incident[]> {
    const { store } = this.#parts;
    const rows = await store.list({ open: true, limit: lookedAt, known: 'all' });
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
    if (this.#repeats) this.#lookIn(everyMs);
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

/** Applies what someone is to the roles they have. */
const lostBy = (incident: Incident, user: UserId, why: NonMember): FactCommand[] =>
  rolesOf(incident, [commanderRole])
    .filter((one) => one.user === user)
    .map(({ role }) =>
      role === commanderRole
        ? { type: 'record_commander_lost', user, why }
        : { type: 'record_role_lost', role, user, why },
    );
