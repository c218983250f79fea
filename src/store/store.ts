import type { Effect } from '../domain/effects/effects.ts';
import type { Wanted } from '../domain/find/wanted.ts';
import type { Earlier } from '../domain/incident/commands.ts';
import type { Recorded } from '../domain/incident/events/events.ts';
import type { ChannelId, IncidentId, MessageTs, Millis, UserId } from '../domain/incident/ids.ts';
import type { Severity } from '../domain/incident/severity.ts';
import type { Change, ChangeRequest, Repetition } from './change.ts';
import type { DeliveryLease } from './delivery-lease.ts';
import type { EpisodeStore } from './episode-store.ts';
import type { FiguresStore } from './figures-store.ts';
import type { Found, IncidentRow, Known, OpenItem, Page, Unreadable } from './found.ts';
import type { OutboxStore } from './outbox-store.ts';

/** The Slack workspace that incidents are from: its ID and its URL. */
export type HomeWorkspace = { readonly team: string; readonly url: string };

/**
 * The state in numbers: effects that are due, running, or being retried, since when the oldest has been due (UTC
 * ms), dead effects, pending reminders, open incidents whose update is overdue, and open incidents by severity.
 */
export type StoreStats = {
  readonly due: number;
  readonly oldestDueAt: Millis | null;
  readonly dead: number;
  readonly reminders: number;
  readonly overdue: number;
  readonly open: Readonly<Partial<Record<Severity, number>>>;
};

/** A reminder of action items for a person or a channel on a day, queued for one of the incidents that it's about. */
export type ReminderRequest = {
  readonly receiver: string;
  readonly day: string;
  readonly incident: IncidentId;
  readonly effect: Effect;
  readonly at: Millis;
};

/**
 * The only access to stored data. Every function is one transaction. Errors are thrown only for broken infrastructure
 * (a full disk, a closed store).
 */
export interface Store extends EpisodeStore, OutboxStore, FiguresStore {
  /** Loads, decides, appends, queues, and settles, all or nothing. A refusal saves nothing but the settlement. */
  change(request: ChangeRequest): Promise<Change>;
  /**
   * Looks up whether a payload was processed before (`content`: see `Submitted`): it's a repetition, or a form whose values
   * differ from `earlier`; null for one that comes for the first time.
   */
  received(
    inboxId: string,
    content: string | null,
  ): Promise<Repetition | { readonly kind: 'corrects'; readonly earlier: Earlier } | null>;
  /** The fold of an incident's events. */
  incident(id: IncidentId): Promise<Found>;
  /** An incident's events in order, up to the first one that can't be read. */
  events(id: IncidentId): Promise<readonly Recorded[]>;
  /** One event by its seq; null if there is none, or if it can't be read. */
  event(id: IncidentId, seq: number): Promise<Recorded | null>;
  /** The duplicates of an incident, and their duplicates, oldest first. */
  duplicatesOf(id: IncidentId): Promise<readonly IncidentId[]>;
  /** Every incident that is or once was a duplicate of this one, oldest first. */
  pointingTo(id: IncidentId): Promise<readonly IncidentId[]>;
  /**
   * The incident that a channel belongs to, or last belonged to; of several, the one that isn't finished, otherwise
   * the latest.
   */
  incidentOf(channel: ChannelId): Promise<IncidentId | null>;
  /** Every incident that lives in a channel or lived there last, oldest first: an adopted channel can have had several. */
  incidentsIn(channel: ChannelId): Promise<readonly IncidentId[]>;
  /** The incidents that were declared from a message, oldest first. */
  declaredFrom(channel: ChannelId, ts: MessageTs): Promise<readonly IncidentId[]>;
  /** Newest first; includes drills unless `drills` is false, and the private ones in `known` (none if absent). */
  list(filter: {
    readonly open: boolean;
    readonly limit: number;
    readonly drills?: boolean;
    readonly known?: Known;
  }): Promise<readonly IncidentRow[]>;
  /** The incidents that match, newest first. Those that aren't in the index yet (see `unindexed`) match no words. */
  find(wanted: Wanted, page: Page): Promise<readonly IncidentRow[]>;
  /** The incidents whose latest words aren't in the index yet, oldest first, a hundred at most. */
  unindexed(): Promise<readonly IncidentId[]>;
  /** Adds some of those incidents to the index; returns whether there are more. Takes milliseconds. */
  indexMore(): Promise<boolean>;
  /** All private incidents, newest first. */
  privateOnes(): Promise<readonly IncidentRow[]>;
  /**
   * The action items of all incidents that are still to be done, the earliest due first. `dueBy`: only those
   * of which people are reminded, due on that day or earlier, or on no day. `reader`: as that person reads them, their own
   * first (`ownOnly`: only those), without drills, and without private incidents other than those in `known`.
   */
  openItems(filter: {
    readonly dueBy?: string | null;
    readonly reader?: {
      readonly user: UserId;
      readonly known: readonly IncidentId[];
      readonly ownOnly?: boolean;
    };
  }): Promise<readonly OpenItem[]>;
  /** Whether a person or a channel has had its reminder of action items for that day. */
  wasReminded(receiver: string, day: string): Promise<boolean>;
  /** Records that the receiver has had one for that day; false if that was recorded before. */
  keepReminded(receiver: string, day: string): Promise<boolean>;
  /** Queues a reminder unless the receiver has had one for that day; false if they have. */
  oweReminder(reminder: ReminderRequest): Promise<boolean>;
  /** Real incidents that ended at `since` (UTC ms) or later, latest end first; no duplicates. `known`: as above. */
  endedSince(since: number, limit: number, known?: Known): Promise<readonly IncidentRow[]>;
  /** The first event of each incident that can't be read. */
  unreadable(): Promise<readonly Unreadable[]>;

  /**
   * Removes an entry's words from its stored events, and from what forms said about it: the one thing that is ever
   * rewritten. When, by whom, and where it was written stays.
   */
  forgetWords(incident: IncidentId, entry: number): Promise<void>;
  rememberPerson(user: UserId, name: string): Promise<void>;
  /** Known names by user ID. */
  people(users: readonly UserId[]): Promise<ReadonlyMap<UserId, string>>;
  /** Deletes the IDs of payloads received before `before` (UTC ms). */
  forgetInbox(before: number): Promise<void>;
  /** The state at `now` (UTC ms). Cheap enough for every scrape. */
  stats(now: number): Promise<StoreStats>;
  /** The workspace whose incidents these are; null before the first bot has asked `homeOf`. */
  knownHome(): Promise<HomeWorkspace | null>;
  /** The same; if there is none yet, it's the workspace of `bot` from now on. */
  homeOf(bot: HomeWorkspace): Promise<HomeWorkspace>;
  /** The right to deliver to Slack, which one bot on the database has. */
  readonly lease: DeliveryLease;
  /** Writes, and throws if that isn't possible. For occasional checks, not for every request. */
  checkWritable(): Promise<void>;
  /** Gives back unneeded disk space. Cheap, and waits for nobody. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}
