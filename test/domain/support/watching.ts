import type { IncidentId, Millis } from '../../../src/domain/incident/ids.ts';
import { episodeIdSchema } from '../../../src/domain/incident/ids.ts';
import type { Diagnosis } from '../../../src/domain/triage/diagnosis.ts';
import { type Episode, episodeSchema, proposed } from '../../../src/domain/watch/episode.ts';
import {
  calmAfter,
  episodesLookedAt,
  interrupted,
  newWatch,
  watched,
  watchSchema,
} from '../../../src/domain/watch/watch.ts';
import { minute } from './fixtures.ts';
import { foundAt } from './verdicts.ts';

/** An episode that was proposed at minute 2; what a test is about is passed in. */
export const episode = (over: Partial<Episode> = {}): Episode => {
  const firstBadAt = over.firstBadAt ?? minute(1);
  const verdict = {
    firstBadAt,
    at: minute(2),
    diagnosis: foundAt('failing_posted'),
    worseThan: null,
    unclearBetween: 0,
  };
  return { ...proposed(episodeIdSchema.parse(firstBadAt), verdict), ...over };
};

/** A watch that checks every minute, or as often as it is told, kept as the store keeps it: as JSON, read with the same schemas. */
export class Watching {
  watch = newWatch;
  episodes: readonly Episode[] = [];
  readonly #everyMs: number;

  constructor(everyMs = 60_000) {
    this.#everyMs = everyMs;
  }

  /** One check; the episodes that it made or changed. */
  check(diagnosis: Diagnosis, at: Millis, atWork: IncidentId | null = null): readonly Episode[] {
    const recent = this.episodes.slice(-episodesLookedAt);
    const verdict = { diagnosis, at, calmMs: calmAfter(this.#everyMs) };
    const step =
      atWork === null
        ? watched(this.watch, recent, verdict)
        : interrupted(this.watch, recent, verdict, atWork);
    this.watch = watchSchema.parse(JSON.parse(JSON.stringify(step.watch)));
    for (const changed of step.changed) this.keep(changed);
    return step.changed;
  }

  /** Keeps an episode as it is now. */
  keep(changed: Episode): void {
    const read = episodeSchema.parse(JSON.parse(JSON.stringify(changed)));
    const others = this.episodes.filter(({ id }) => id !== read.id);
    this.episodes = [...others, read].toSorted((a, b) => a.id - b.id);
  }

  /** Those that wait for an answer. */
  get waiting(): readonly Episode[] {
    return this.episodes.filter(({ answer }) => answer === null);
  }
}

/** A watch after a check a minute, from minute 1 on. */
export function checked(...found: readonly Diagnosis[]): Watching {
  const watching = new Watching();
  for (const [i, diagnosis] of found.entries()) watching.check(diagnosis, minute(i + 1));
  return watching;
}
