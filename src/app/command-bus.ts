import { applyCommand } from '../domain/apply-command.ts';
import { declareFrom } from '../domain/decide/declare/from-proposal.ts';
import { originals } from '../domain/decide/ending/decide-duplicate.ts';
import type { ResponsePolicy } from '../domain/decide/response-policy.ts';
import { type Command, isObservedCommand } from '../domain/incident/commands.ts';
import type { EpisodeId, IncidentId, Millis, UserId } from '../domain/incident/ids.ts';
import type { Incident } from '../domain/incident/incident.ts';
import { stampedAt } from '../domain/incident/learned/observed-commands.ts';
import type { Actor } from '../domain/incident/people/actor.ts';
import { refuse } from '../domain/incident/refusal.ts';
import type { WatchStep } from '../domain/watch/watch.ts';
import type { Change, ChangeTarget } from '../store/change.ts';
import type { Settling } from '../store/claims.ts';
import type { EpisodeChange, EpisodeRequest, Watched } from '../store/episode-store.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import { type Metrics, noMetrics } from './metrics.ts';
import { orNullAfter } from './with-timeout.ts';

/** A command to be executed. */
export type CommandRequest = {
  readonly target: ChangeTarget;
  readonly command: Command;
  readonly by: Actor;
  /** The ID of the payload it came in; null for the clock and for finished effects. */
  readonly inboxId: string | null;
  /** What a form was submitted with: the same values again are a repetition, other values a correction. */
  readonly content?: string | undefined;
  /** The earliest time it can have been submitted, UTC ms. */
  readonly sentAt?: Millis | undefined;
  /** What is known about the responders, if any are set; see `IssuedCommand`. */
  readonly responds?: boolean | null;
  readonly responders?: readonly UserId[];
  readonly settles?: Settling;
};

/** The answer to a form that was read so late that its sender may have corrected it long ago. */
const submittedLater = refuse(
  'You submitted this form again later, and that was saved. Nothing was changed. To correct it, submit once more.',
);

/** How often an incident that is waited for is looked at, ms: this process doesn't hear of another one's changes. */
const lookEveryMs = 100;

/**
 * The one way to change anything: every command from a person, the clock, or a finished effect goes through
 * `execute`, which commits it with everything that follows, or nothing.
 */
export class CommandBus {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #policy: ResponsePolicy;
  readonly #metrics: Metrics;
  readonly #watchers = new Set<(incident: Incident) => void>();
  /** Called after each commit that queues an effect. */
  onEffectsOwed: () => void = () => {};
  /** Called with what the store threw instead of saving a command. */
  onNotSaved: (error: unknown) => void = () => {};

  constructor(parts: { store: Store; clock: Clock; policy: ResponsePolicy; metrics?: Metrics }) {
    this.#metrics = parts.metrics ?? noMetrics;
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#policy = parts.policy;
  }

  /** Throws only if the store can't commit; then nothing has changed. */
  async execute({
    target,
    command,
    by,
    inboxId,
    content,
    sentAt,
    responds = true,
    responders = [],
    settles,
  }: CommandRequest): Promise<Change> {
    const at = this.#clock.now() as Millis;
    const takeUp =
      inboxId !== null && isObservedCommand(command)
        ? ({ type: 'take_up', occasion: inboxId, by, heard: stampedAt(command, at) } as const)
        : null;
    const change = await this.#store
      .change({
        target,
        inboxId,
        ...(content !== undefined && { form: { content, command, sentAt: sentAt ?? at } }),
        at,
        decide: (id, incident, earlier, find) => {
          if (earlier && sentAt !== undefined && sentAt < earlier.lateBefore) return submittedLater;
          const issued = {
            command,
            by,
            at,
            earlier,
            responds,
            responders,
            ...(command.type === 'open' &&
              command.adopts && { occupant: find.occupant(command.adopts.channel) }),
            ...(command.type === 'mark_duplicate' && {
              originals: originals(command.original, find.incident),
            }),
          };
          return command.type === 'open' && command.proposal
            ? declareFrom(command.proposal, find.episode, id, incident, { ...issued, command }, this.#policy)
            : applyCommand(id, incident, issued, this.#policy);
        },
        ...(takeUp && { whenUnreadable: takeUp }),
        ...(settles && { settles }),
      })
      .catch(this.#failed(command));
    // A form's command is first tried for a public incident only. If that's missing, the next try counts.
    const isUndone = change.kind === 'missing' && typeof target === 'object' && target.public !== undefined;
    if (!isUndone) this.#count(command, change);
    if (change.kind === 'unreadable' ? takeUp : change.kind === 'changed' && change.owes)
      this.onEffectsOwed();
    if (change.kind === 'changed' && change.incident)
      for (const watch of this.#watchers) watch(change.incident);
    return change;
  }

  /**
   * What is known about a payload that was processed before, see `Store.received`. Throws if the store can't tell.
   */
  async received(command: Command, inboxId: string, content: string | null): ReturnType<Store['received']> {
    return this.#store.received(inboxId, content).catch(this.#failed(command));
  }

  #failed(command: Command): (error: unknown) => never {
    return (error) => {
      this.#metrics.commandGiven(command.type, 'failed');
      this.onNotSaved(error);
      throw error;
    };
  }

  /**
   * Returns the incident as soon as it `fits`, or, after `ms` of real time, as it is then; null if it can't be read.
   */
  async onceItFits(
    id: IncidentId,
    fits: (incident: Incident) => boolean,
    ms: number,
  ): Promise<Incident | null> {
    const until = performance.now() + ms;
    let watch: (incident: Incident) => void = () => {};
    const changed = new Promise<Incident>((resolve) => {
      watch = (incident) => {
        if (incident.id === id && fits(incident)) resolve(incident);
      };
    });
    this.#watchers.add(watch);
    try {
      for (;;) {
        const now = await this.#read(id);
        const left = until - performance.now();
        if (!now || fits(now) || left <= 0) return now;
        const reached = await orNullAfter(Math.min(left, lookEveryMs), changed);
        if (reached) return reached;
      }
    } finally {
      this.#watchers.delete(watch);
    }
  }

  async #read(id: IncidentId): Promise<Incident | null> {
    const found = await this.#store.incident(id);
    return found.kind === 'found' ? found.incident : null;
  }

  /** Changes a monitoring episode. Throws only if the store can't commit; then nothing has changed. */
  async changeEpisode(
    id: EpisodeId,
    change: EpisodeRequest['change'],
    settles?: Settling,
  ): Promise<EpisodeChange> {
    const at = this.#clock.now() as Millis;
    const changed = await this.#store.changeEpisode({ id, at, change, ...(settles && { settles }) });
    if (changed.kind === 'changed' && changed.owes) this.onEffectsOwed();
    return changed;
  }

  /** Records one monitoring check. Throws only if the store can't commit; then nothing has changed. */
  async watch(look: (known: Watched, at: Millis) => WatchStep): Promise<void> {
    const at = this.#clock.now() as Millis;
    if (await this.#store.watch(at, (known) => look(known, at))) this.onEffectsOwed();
  }

  #count(command: Command, change: Change): void {
    const unchanged = change.kind === 'changed' && change.recorded.length === 0;
    this.#metrics.commandGiven(command.type, unchanged ? 'unchanged' : change.kind);
    if (change.kind === 'changed' && change.incident)
      this.#metrics.recorded(change.recorded, change.incident);
  }
}
