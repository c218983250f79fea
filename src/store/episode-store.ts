import type { EpisodeId, IncidentId, Millis } from '../domain/incident/ids.ts';
import type { Refusal } from '../domain/incident/refusal.ts';
import type { Episode } from '../domain/watch/episode.ts';
import type { Watch, WatchStep } from '../domain/watch/watch.ts';
import type { Settling } from './claims.ts';

/** A change of one episode: its new state, or why it doesn't change. Pure. */
export type EpisodeRequest = {
  readonly id: EpisodeId;
  readonly at: Millis;
  readonly change: (episode: Episode) => Episode | Refusal;
  /** Settled in the same transaction, whatever is decided. */
  readonly settles?: Settling;
};

/** The result of changing an episode. `missing`: there is none that this version can read. */
export type EpisodeChange =
  | { readonly kind: 'changed'; readonly owes: boolean }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'missing' };

/** What monitoring works from: its state, the latest episodes (oldest first), and an open incident. */
export type Watched = {
  readonly watch: Watch;
  readonly recent: readonly Episode[];
  readonly atWork: IncidentId | null;
};

/** The stored state of monitoring. */
export interface EpisodeStore {
  /** Null if there is none that this version can read. */
  episode(id: EpisodeId): Promise<Episode | null>;
  /** The episode itself, or the one whose suggestion has replaced its own. */
  standingEpisode(id: EpisodeId): Promise<Episode | null>;
  changeEpisode(request: EpisodeRequest): Promise<EpisodeChange>;
  /**
   * Records one monitoring check at `at` (UTC ms), with everything that follows; returns whether that queued an
   * effect.
   */
  watch(at: Millis, look: (known: Watched) => WatchStep): Promise<boolean>;
}
