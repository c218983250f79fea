import { effectBefore } from '../../domain/effects/effect-before.ts';
import {
  type EpisodeEffect,
  effectKey,
  effectLane,
  episodeEffectKey,
  isBackground,
  isPromise,
} from '../../domain/effects/effects.ts';
import type { Owed } from '../../domain/effects/owed.ts';
import type { EpisodeId, IncidentId, Millis } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';

/**
 * What a row of the outbox is queued or re-armed with. `effect` is JSON; times are UTC ms; `promised`: the time that
 * people were told; `behind`: the key of the effect that it waits for; `background`: 1 if nobody waits for it.
 */
export type OwedRow = {
  readonly incident: IncidentId | null;
  readonly episode: EpisodeId | null;
  readonly key: string;
  readonly lane: string;
  readonly effect: string;
  readonly at: Millis;
  readonly due: Millis;
  readonly promised: Millis | null;
  readonly behind: string | null;
  readonly background: 0 | 1;
};

/** The key of a row that is no longer wanted. */
export type Dropped = { readonly drop: string };

/** What an incident owes, as rows of the outbox, in the same order; `incident`: as it is by then, null if that isn't known. */
export const rowsFor = (
  id: IncidentId,
  incident: Incident | null,
  owed: readonly Owed[],
  at: Millis,
): (OwedRow | Dropped)[] =>
  owed.map((item) => {
    if ('drop' in item) return { drop: effectKey(id, item.drop) };
    const { owe: effect, due, promised = isPromise(effect), background = isBackground(effect) } = item;
    const before = incident && effectBefore(incident, effect);
    return {
      incident: id,
      episode: null,
      key: effectKey(id, effect),
      lane: effectLane(id, effect),
      effect: JSON.stringify(effect),
      at,
      due,
      promised: promised ? due : null,
      behind: before && effectKey(id, before),
      background: background ? 1 : 0,
    };
  });

/** What an episode owes, as soon as possible. */
export const rowsForEpisode = (episode: EpisodeId, owed: readonly EpisodeEffect[], at: Millis): OwedRow[] =>
  owed.map((effect) => {
    const key = episodeEffectKey(episode, effect);
    const timing = { at, due: at, promised: null, behind: null, background: 0 } as const;
    return { incident: null, episode, key, lane: key, effect: JSON.stringify(effect), ...timing };
  });
