import type { Transition } from '../domain/apply-command.ts';
import type { FindEpisode } from '../domain/decide/declare/from-proposal.ts';
import type { FindIncident } from '../domain/decide/ending/decide-duplicate.ts';
import type { Effect } from '../domain/effects/effects.ts';
import type { Earlier } from '../domain/incident/commands.ts';
import type { Recorded } from '../domain/incident/events/events.ts';
import type { ChannelId, IncidentId, Millis, UserId } from '../domain/incident/ids.ts';
import type { Incident } from '../domain/incident/incident.ts';
import type { Refusal } from '../domain/incident/refusal.ts';
import type { Severity } from '../domain/incident/severity.ts';
import type { Status } from '../domain/incident/status.ts';
import type { Claim, ClaimRequest, DeadEffect, Room, Settling } from './claims.ts';
import type { EpisodeStore } from './episode-store.ts';

/** An incident as lists show it. */
export type IncidentRow = {
  readonly id: IncidentId;
  readonly title: string;
  readonly severity: Severity;
  readonly status: Status;
  readonly commander: UserId | null;
  readonly channel: ChannelId | null;
  readonly openedAt: Millis;
  readonly resolvedAt: Millis | null;
  /** Nothing of it is real: the stats leave it out. */
  readonly drill: boolean;
  readonly closedAt: Millis | null;
  readonly cancelledAt: Millis | null;
  /** Which one it is a duplicate of. */
  readonly duplicateOf: IncidentId | null;
  /** What the latest diagnosis came to that named a problem (a leaf of the tree). */
  readonly leaf: string | null;
  readonly nextUpdateAt: Millis | null;
  /** Null where everybody may know of it, see `mayKnowOf`. */
  readonly privateTo: readonly UserId[] | null;
};

/** The private incidents that somebody knows of, who reads a list: of others it has none. `all`: the operator's. */
export type Known = readonly IncidentId[] | 'all';

/**
 * The state in numbers: effects that are due, running or tried again, since when the oldest of them is (UTC ms), those
 * put aside, reminders still to come, open incidents whose promised update is past due, and open incidents by severity.
 */
export type StoreStats = {
  readonly due: number;
  readonly oldestDueAt: Millis | null;
  readonly dead: number;
  readonly reminders: number;
  readonly overdue: number;
  readonly open: Readonly<Partial<Record<Severity, number>>>;
};

/** An event that this version cannot read: the incident is kept as it is, and is read-only. */
export type Unreadable = { readonly incident: IncidentId; readonly seq: number; readonly why: string };

/** What was found under an incident's number. */
export type Found =
  | { readonly kind: 'found'; readonly incident: Incident }
  | { readonly kind: 'missing' }
  | ({ readonly kind: 'unreadable' } & Unreadable);

/** A payload has been acted on before, and nothing was done again; with the incident that it was about, as it is now. */
export type Repetition = { readonly kind: 'repeated'; readonly incident: Incident | null };

/** What a change came to. `corrects`: the form had been taken before, with other words. */
export type Change =
  | {
      readonly kind: 'changed';
      readonly corrects: boolean;
      readonly incident: Incident | null;
      readonly recorded: readonly Recorded[];
      readonly owes: boolean;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | Repetition
  | { readonly kind: 'missing' }
  | ({ readonly kind: 'unreadable' } & Unreadable);

/** What a decision can look up beside its own incident. */
export type Lookups = {
  readonly episode: FindEpisode;
  readonly incident: FindIncident;
  /** The incident that a channel belongs to, or belonged to last; null: none, or one that cannot be read. */
  readonly occupant: (channel: ChannelId) => Incident | null;
};

/**
 * Decides on an incident (null: a new one), under the number it has or gets; `earlier` when the form has been taken
 * before, with other words; `find` looks up what else it is about. Pure.
 */
export type Decide = (
  id: IncidentId,
  incident: Incident | null,
  earlier: Earlier | null,
  find: Lookups,
) => Transition | Refusal;

/**
 * A form, which can be submitted more than once. `content`: a hash of what it was submitted with; the same as the last
 * time is a repetition, something else a correction, and one of a form that declared an incident is about that one.
 * `said`: its command, for the next time.
 */
export type Submitted = { readonly content: string; readonly said: Readonly<Record<string, unknown>> };

/** What a change is about, where it came from, and what it settles. */
export type ChangeRequest = {
  readonly target: IncidentId | 'new';
  /** The payload's identity; null for the clock and for finished effects. */
  readonly inboxId: string | null;
  readonly form?: Submitted;
  readonly at: Millis;
  readonly decide: Decide;
  /** Owed instead when this version cannot read the incident: the payload counts as acted on, for it is not lost. */
  readonly whenUnreadable?: Effect;
  /** Settled in the same transaction, whatever is decided. */
  readonly settles?: Settling;
};

/**
 * The only way to what is kept. Every function is one transaction. Errors are thrown only for broken
 * infrastructure (a full disk, a closed store).
 */
export interface Store extends EpisodeStore {
  /** Loads, decides, appends, owes and settles, all or nothing. A refusal keeps nothing but the settlement. */
  change(request: ChangeRequest): Promise<Change>;
  /**
   * What a payload is that has been acted on before (`content`: see `Submitted`): a repetition, or a form with other
   * words than `earlier`; null for one that comes for the first time.
   */
  received(
    inboxId: string,
    content: string | null,
  ): Promise<Repetition | { readonly kind: 'corrects'; readonly earlier: Earlier } | null>;
  /** The fold of an incident's events. */
  incident(id: IncidentId): Promise<Found>;
  /** An incident's events in order, up to the first one that cannot be read. */
  events(id: IncidentId): Promise<readonly Recorded[]>;
  /** One event by its seq; null when there is none, or it cannot be read. */
  event(id: IncidentId, seq: number): Promise<Recorded | null>;
  /** The incidents that are duplicates of one, of its duplicates, and so on, the oldest first. */
  duplicatesOf(id: IncidentId): Promise<readonly IncidentId[]>;
  /** The incident that a channel belongs to, or belonged to; of several the one that is not done with, else the latest. */
  incidentOf(channel: ChannelId): Promise<IncidentId | null>;
  /** Newest first; drills among them unless `drills` is false, and of private ones those that are `known` (absent: none). */
  list(filter: {
    readonly open: boolean;
    readonly limit: number;
    readonly drills?: boolean;
    readonly known?: Known;
  }): Promise<readonly IncidentRow[]>;
  /** All private incidents, newest first. */
  privateOnes(): Promise<readonly IncidentRow[]>;
  /** Real incidents that were over at `since` (UTC ms) or later, the latest end first; no duplicates. `known`: as above. */
  endedSince(since: number, limit: number, known?: Known): Promise<readonly IncidentRow[]>;
  /** The events of open incidents that cannot be read; all incidents with `everywhere`. */
  unreadable(scope: 'open' | 'everywhere'): Promise<readonly Unreadable[]>;

  /**
   * Makes what a dead process had claimed due at `now`, for its tries may have arrived, and what an earlier version could
   * not read; what was put aside has an extra try, one a second, but for what Slack asked to wait for. What was owed by a
   * clock that has been set back since goes back with it. Only for the one bot on this store, before it claims.
   */
  reclaimLeases(now: number): Promise<void>;
  /**
   * The clock went from one time to another (UTC ms). Was it set back, what is leased or due comes as soon as it would
   * have, and what was promised keeps its time; false: it was not, for a clock that is kept right goes back a little as
   * well.
   */
  onClockSetBack(from: number, to: number): Promise<boolean>;
  claim(request: ClaimRequest): Promise<readonly Claim[]>;
  /** Settles a claim that led to no command; nothing happens when it has been re-armed since. */
  settle(settling: Settling): Promise<void>;
  /** When the next effect is due that there is room for, UTC ms; null when nothing is owed. */
  nextDue(room: Room): Promise<Millis | null>;
  /** Effects that are not yet settled or dead. */
  pending(id?: IncidentId): Promise<readonly { readonly key: string; readonly dueAt: Millis }[]>;
  /** Effects that were put aside, and those that no version so far could read. */
  dead(id?: IncidentId): Promise<readonly DeadEffect[]>;
  /**
   * Makes dead effects due again at `now` with a whole budget; that they may have been sent stays known. Returns how
   * many.
   */
  revive(now: number, id?: IncidentId): Promise<number>;

  /**
   * Takes the words of an entry out of its stored events, and out of what forms said of it: the one thing that is ever
   * rewritten. When, by whom and where it stood stays.
   */
  forgetWords(incident: IncidentId, entry: number): Promise<void>;
  rememberPerson(user: UserId, name: string): Promise<void>;
  /** Known names by user id. */
  people(users: readonly UserId[]): Promise<ReadonlyMap<UserId, string>>;
  /** Forgets payload identities received before `before` (UTC ms). */
  forgetInbox(before: number): Promise<void>;
  /** How things stand at `now` (UTC ms). Cheap enough for every scrape. */
  stats(now: number): Promise<StoreStats>;
  /** Writes, and throws when that cannot be. For now and then, not for everybody who asks. */
  checkWritable(): Promise<void>;
  /** Gives back disk that is not needed any more. Cheap, and waits for nobody. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}
