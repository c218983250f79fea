import type { EpisodeId, IncidentId, Millis } from '../domain/incident/ids.ts';
import type { Refusal } from '../domain/incident/refusal.ts';
import type { Episode } from '../domain/watch/episode.ts';
import type { Watch, WatchStep } from '../domain/watch/watch.ts';
import type { Settling } from './claims.ts';

/** A change of one episode: what it becomes, or why it does not. Pure. */
export type EpisodeRequest = {
  readonly id: EpisodeId;
  readonly at: Millis;
  readonly change: (episode: Episode) => Episode | Refusal;
  /** Settled in the same transaction, whatever is decided. */
  readonly settles?: Settling;
};

/** What a change of an episode came to. `missing`: there is none that this version can read. */
export type EpisodeChange =
  | { readonly kind: 'changed'; readonly owes: boolean }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'missing' };

/** What the watch goes by: what it knows, the latest episodes (oldest first), and an incident that is open. */
export type Watched = {
  readonly watch: Watch;
  readonly recent: readonly Episode[];
  readonly atWork: IncidentId | null;
};

/** What is kept of the watch over Intercom. */
export interface EpisodeStore {
  /** Null when there is none that this version can read. */
  episode(id: EpisodeId): Promise<Episode | null>;
  /** The episode itself, or the one whose proposal has taken the place of its own. */
  standingEpisode(id: EpisodeId): Promise<Episode | null>;
  changeEpisode(request: EpisodeRequest): Promise<EpisodeChange>;
  /** One more look of the watch at `at` (UTC ms), with all that follows from it; whether anything is owed by it. */
  watch(at: Millis, look: (known: Watched) => WatchStep): Promise<boolean>;
}
