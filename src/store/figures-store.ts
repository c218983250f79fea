import type { ItemTally } from '../domain/figures/item-figures.ts';
import type { Tally } from '../domain/figures/tally.ts';
import type { IncidentId } from '../domain/incident/ids.ts';

/** An incident with what figures count of it. */
export type TalliedIncident = { readonly incident: IncidentId; readonly tally: Tally };

/** What can be counted. `unread`: how many incidents that were declared since then can't be, or not yet. */
export type Countable = { readonly incidents: readonly IncidentId[]; readonly unread: number };

/** What figures are made of. Each incident's tally is kept until the incident changes. */
export interface FiguresStore {
  /**
   * Makes the tallies that are missing of up to `limit` incidents after this one (null: from the first on). Returns the
   * last that it looked at; null if no more are missing.
   */
  makeTallies(after: IncidentId | null, limit: number): Promise<IncidentId | null>;
  /**
   * The incidents that can matter to figures from `from` on (UTC ms; null: all), oldest number first, with a few that lack a
   * tally because they have just changed; of those that can't be counted, how many were declared at `declaredSince` or later.
   */
  countable(from: number | null, declaredSince: number | null): Promise<Countable>;
  /** What figures count of these incidents, as they are now; leaves out what this version can't read. */
  tallies(incidents: readonly IncidentId[]): Promise<readonly TalliedIncident[]>;
  /** All open action items. */
  openItemTallies(): Promise<readonly ItemTally[]>;
}
