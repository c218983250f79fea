import fc from 'fast-check';
import { type IncidentId, type Millis, millisSchema } from '../../../src/domain/incident/ids.ts';
import { isRefusal } from '../../../src/domain/incident/refusal.ts';
import type { Diagnosis } from '../../../src/domain/triage/diagnosis.ts';
import { dismissed, type Episode, opened } from '../../../src/domain/watch/episode.ts';
import { type CheckVerdict, signOf } from '../../../src/domain/watch/verdict.ts';
import { alice, incident7, start } from './fixtures.ts';
import { foundAt } from './verdicts.ts';
import { Watching } from './watching.ts';

/** What happens; `of` counts episodes back from the latest. */
export type Action =
  | { readonly check: Diagnosis; readonly afterMs: number }
  | { readonly answer: 'dismissed' | 'opened'; readonly of: number }
  | { readonly incident: 'opened' | 'resolved' };

/** What checks come to: ours, Intercom's, nothing, and nobody knows. */
export const leaves = [
  'healthy',
  'cannot_tell',
  'posted_other_region',
  'search_slow',
  'api_slow',
  'own_quota',
  'failing_posted',
  'service_down',
];

/** Any check. */
export const check = fc.record({
  check: fc.constantFrom(...leaves.map(foundAt)),
  // Mostly the next minute; now and then a bot that was off, or a clock that was set back.
  afterMs: fc.oneof(
    { weight: 12, arbitrary: fc.constant(60_000) },
    { weight: 1, arbitrary: fc.integer({ min: 60_000, max: 3 * 86_400_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: -7_200_000, max: -60_000 }) },
  ),
});

/** Any course of checks and answers. */
export const story: fc.Arbitrary<Action[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: check },
    {
      weight: 1,
      arbitrary: fc.record({
        answer: fc.constantFrom('dismissed' as const, 'opened' as const),
        of: fc.nat({ max: 2 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ incident: fc.constantFrom('opened' as const, 'resolved' as const) }),
    },
  ),
  { maxLength: 80 },
);

/** One check with everything around it. `seen`: what the checks told since the last incident or long calm; `undisturbed`: how many of them since the last answer. */
export type Moment = {
  readonly at: Millis;
  readonly found: readonly Diagnosis[];
  readonly undisturbed: number;
  readonly atWork: IncidentId | null;
  readonly before: readonly Episode[];
  readonly changed: readonly Episode[];
  readonly after: readonly Episode[];
  readonly handled: CheckVerdict | null;
};

/** Plays a course, check by check. */
export function* moments(actions: readonly Action[], watching = new Watching()): Generator<Moment> {
  let now = start;
  let atWork: IncidentId | null = null;
  const found: Diagnosis[] = [];
  let undisturbed = 0;
  // The checks in a row that could not tell; more than two part the bad ones before and after them.
  let unclear = 0;
  let lastBad: Millis = start;
  for (const action of actions) {
    if ('incident' in action) atWork = action.incident === 'opened' ? incident7 : null;
    else if ('answer' in action) {
      const episode = watching.episodes.at(-1 - action.of);
      const answered =
        episode &&
        (action.answer === 'opened' ? opened(episode, alice, incident7) : dismissed(episode, alice));
      if (!answered || isRefusal(answered)) continue;
      watching.keep(answered);
      undisturbed = 0;
      if (action.answer === 'opened') atWork = incident7;
    } else {
      now = millisSchema.parse(now + action.afterMs);
      const bad = signOf(action.check) === 'bad';
      unclear = signOf(action.check) === 'unclear' ? unclear + 1 : 0;
      if (unclear > 2) found.length = 0;
      if (atWork !== null || (bad && now - lastBad > 30 * 60_000)) found.length = 0;
      if (bad) lastBad = now;
      if (atWork === null && signOf(action.check) !== 'unclear')
        undisturbed = Math.min(undisturbed + 1, found.push(action.check));
      const before = watching.episodes;
      const changed = watching.check(action.check, now, atWork);
      yield {
        at: now,
        found,
        undisturbed,
        atWork,
        before,
        changed,
        after: watching.episodes,
        handled: watching.watch.handled,
      };
    }
  }
}
