import type { ChannelId, IncidentId, Millis, UserId } from '../domain/incident/ids.ts';
import type { Incident } from '../domain/incident/incident.ts';
import type { Severity } from '../domain/incident/severity.ts';
import type { Status } from '../domain/incident/status.ts';

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
  /** Nothing in it is real: the stats leave it out. */
  readonly drill: boolean;
  readonly closedAt: Millis | null;
  readonly cancelledAt: Millis | null;
  /** Which incident it's a duplicate of, and whether that one is private, so that only the operator is told its number. */
  readonly duplicateOf: IncidentId | null;
  readonly originalIsPrivate: boolean;
  /** The latest diagnosis that named a problem (a leaf of the tree). */
  readonly leaf: string | null;
  readonly nextUpdateAt: Millis | null;
  /** Null if everyone may know about it, see `mayKnowOf`. */
  readonly privateTo: readonly UserId[] | null;
};

/** The private incidents that a list's reader may know about; it leaves out others. `all` is for the operator. */
export type Known = readonly IncidentId[] | 'all';

/** A page of incidents, newest first: those with a lower number than `before` (null: from the newest), `limit` at most. */
export type Page = { readonly before: IncidentId | null; readonly limit: number; readonly known: Known };

/** An action item that is still to be done, by the incident in whose record it is. */
export type OpenItem = { readonly incident: IncidentId; readonly item: number };

/** An event that this version can't read: the incident is kept as it is, read-only. */
export type Unreadable = { readonly incident: IncidentId; readonly seq: number; readonly why: string };

/** The result of looking up an incident's number. */
export type Found =
  | { readonly kind: 'found'; readonly incident: Incident }
  | { readonly kind: 'missing' }
  | ({ readonly kind: 'unreadable' } & Unreadable);
