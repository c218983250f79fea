import type { IncidentId, UserId } from '../../domain/incident/ids.ts';
import type { Store } from '../store.ts';

/** An event as it's stored: `by` and `body` are JSON, which another version may have written. */
export type StoredEvent = {
  readonly seq: number;
  /** UTC ms. */
  readonly at: number;
  readonly type: string;
  readonly by: string;
  readonly body: string;
};

/** A row of a table, by the table's columns. */
export type StoredRow = Readonly<Record<string, string | number | null>>;

/** What is kept of an incident beside its events. All of it follows from them, for a version that can read them. */
export type StoredRows = {
  readonly incident: StoredRow;
  readonly items: readonly StoredRow[];
  /** Every channel that it has or had. */
  readonly channels: readonly string[];
};

/** A day (`2026-12-01`) on which a person or a channel was reminded of action items. */
export type Reminded = { readonly receiver: string; readonly day: string };

/** One incident as it's stored; `rows` is needed if this version can't read its events. */
export type StoredIncident = {
  readonly id: IncidentId;
  readonly events: readonly StoredEvent[];
  readonly rows: StoredRows | null;
};

/** Everything that is stored, as it was when the archive was opened, whatever a running bot writes since. */
export interface Archive extends Pick<Store, 'events' | 'duplicatesOf' | 'people'> {
  /** The numbers of all incidents, ascending. */
  ids(): Promise<readonly IncidentId[]>;
  /** All of its events as they're stored. */
  stored(id: IncidentId): Promise<readonly StoredEvent[]>;
  rows(id: IncidentId): Promise<StoredRows>;
  /** Every name that's known. */
  everybody(): Promise<ReadonlyMap<UserId, string>>;
  reminded(): Promise<readonly Reminded[]>;
  /** The highest number that an incident was ever given; 0 if there was none. */
  highest(): Promise<number>;
  close(): Promise<void>;
}

/** An incident can't be put in: its events make none, or it can't be read and its rows don't fit. */
export class UnfitIncident extends Error {
  override readonly name = 'UnfitIncident';
  readonly incident: IncidentId;

  constructor(incident: IncidentId, cause: unknown) {
    super('The events and rows of an incident make none.', { cause });
    this.incident = incident;
  }
}

/** Takes what is put into an empty database. */
export type Filling = {
  /** Resolves to whether this version can read all of it. Throws UnfitIncident. */
  incident(incident: StoredIncident): Promise<'readable' | 'unreadable'>;
  person(user: UserId, name: string): Promise<void>;
  reminded(reminded: Reminded): Promise<void>;
  /** New incidents are numbered from there on. */
  highest(number: number): Promise<void>;
};
