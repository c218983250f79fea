import type { AppendOnlyMap } from '../append-only-map.ts';
import type { Millis } from '../ids.ts';
import type { UpdateDeadline } from '../promises/update-deadline.ts';

/** What only figures need of an incident. Times are UTC ms. */
export type Milestones = {
  /** When people say that it was detected; null: nobody did, so that it's the declaration. */
  readonly detectedAt: Millis | null;
  /**
   * The first update to MONITORING, otherwise the first resolution, with the seq of its event (null: people say when); null
   * before that.
   */
  readonly mitigated: { readonly at: Millis; readonly seq: number | null } | null;
  /** The update deadlines that came, by the seq of the update or of the end. */
  readonly deadlines: AppendOnlyMap<number, UpdateDeadline>;
};
