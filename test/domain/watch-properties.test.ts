import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dismissed, type Episode, opened, waits } from '../../src/domain/episode.ts';
import { type IncidentId, type Millis, millisSchema } from '../../src/domain/ids.ts';
import { isRefusal } from '../../src/domain/refusal.ts';
import type { Diagnosis } from '../../src/domain/triage/diagnosis.ts';
import { isWorse, sameTrouble, signOf } from '../../src/domain/verdict.ts';
import { alice, seven, start } from './support/fixtures.ts';
import { foundAt } from './support/verdicts.ts';
import { Watching } from './support/watching.ts';

/** What happens; `of` counts episodes back from the latest. */
type Action =
  | { readonly check: Diagnosis; readonly afterMs: number }
  | { readonly answer: 'dismissed' | 'opened'; readonly of: number }
  | { readonly incident: 'opened' | 'resolved' };

const leaves = [
  'healthy',
  'cannot_tell',
  'posted_other_region',
  'search_slow',
  'api_slow',
  'own_quota',
  'failing_posted',
  'service_down',
];
const check = fc.record({
  check: fc.constantFrom(...leaves.map(foundAt)),
  // Mostly the next minute; now and then a bot that was off, or a clock that was set back.
  afterMs: fc.oneof(
    { weight: 12, arbitrary: fc.constant(60_000) },
    { weight: 1, arbitrary: fc.integer({ min: 60_000, max: 3 * 86_400_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: -7_200_000, max: -60_000 }) },
  ),
});
const story: fc.Arbitrary<Action[]> = fc.array(
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
type Moment = {
  readonly at: Millis;
  readonly seen: readonly Diagnosis[];
  readonly undisturbed: number;
  readonly atWork: IncidentId | null;
  readonly before: readonly Episode[];
  readonly changed: readonly Episode[];
  readonly after: readonly Episode[];
};

/** Plays many random stories; returns how often `see` said that it had something to look at. */
function always(see: (moment: Moment) => boolean): number {
  let looked = 0;
  fc.assert(
    fc.property(story, (actions) => {
      for (const moment of moments(actions)) if (see(moment)) looked += 1;
    }),
    { numRuns: 500 },
  );
  return looked;
}

function* moments(actions: readonly Action[]): Generator<Moment> {
  const watching = new Watching();
  let now = start;
  let atWork: IncidentId | null = null;
  const seen: Diagnosis[] = [];
  let undisturbed = 0;
  let lastBad: Millis = start;
  for (const action of actions) {
    if ('incident' in action) atWork = action.incident === 'opened' ? seven : null;
    else if ('answer' in action) {
      const episode = watching.episodes.at(-1 - action.of);
      const answered =
        episode && (action.answer === 'opened' ? opened(episode, alice, seven) : dismissed(episode, alice));
      if (!answered || isRefusal(answered)) continue;
      watching.keep(answered);
      undisturbed = 0;
      if (action.answer === 'opened') atWork = seven;
    } else {
      now = millisSchema.parse(now + action.afterMs);
      const bad = signOf(action.check) === 'bad';
      if (atWork !== null || (bad && now - lastBad > 30 * 60_000)) seen.length = 0;
      if (bad) lastBad = now;
      if (atWork === null && signOf(action.check) !== 'unclear')
        undisturbed = Math.min(undisturbed + 1, seen.push(action.check));
      const before = watching.episodes;
      const changed = watching.check(action.check, now, atWork);
      yield { at: now, seen, undisturbed, atWork, before, changed, after: watching.episodes };
    }
  }
}

const made = ({ before, changed }: Moment) =>
  changed.filter(({ id }) => !before.some((one) => one.id === id));

describe('whatever the checks see, and whatever people answer', () => {
  test('at most one proposal waits', () => {
    const looked = always(({ after }) => {
      expect(after.filter(waits).length).toBeLessThanOrEqual(1);
      return after.some(waits);
    });
    expect(looked).toBeGreaterThan(0);
  });

  test('a proposal stands on two bad checks in a row since the last incident, and on the latest verdict', () => {
    const looked = always((moment) => {
      const fresh = made(moment);
      for (const { diagnosis, firstBadAt, proposedAt, worst } of fresh) {
        expect(moment.seen.slice(-2).map(signOf)).toEqual(['bad', 'bad']);
        expect(diagnosis.leaf).toBe(moment.seen.at(-1)?.leaf);
        expect(worst).toBe(diagnosis.severity);
        expect(proposedAt).toBe(moment.at);
        expect(firstBadAt).toBeLessThanOrEqual(moment.at);
      }
      return fresh.length > 0;
    });
    expect(looked).toBeGreaterThan(0);
  });

  test('each episode has a number of its own, above all before it', () => {
    const looked = always((moment) => {
      for (const { id } of made(moment)) for (const one of moment.before) expect(id).toBeGreaterThan(one.id);
      return made(moment).length > 0 && moment.before.length > 0;
    });
    expect(looked).toBeGreaterThan(0);
  });

  test('nobody is asked about what is well, nor while an incident is open', () => {
    const looked = always(({ atWork, seen, after }) => {
      const well = atWork !== null || seen.at(-1)?.owner === 'nobody';
      if (well) expect(after.filter(waits)).toEqual([]);
      return well;
    });
    expect(looked).toBeGreaterThan(0);
  });

  test('no trouble is swallowed: twice in a row, and people are asked or have said no to as bad', () => {
    const looked = always(({ atWork, seen, undisturbed, after }) => {
      const [first, second] = seen.slice(-2);
      if (atWork !== null || undisturbed < 2 || !first) return false;
      if (second?.leaf !== first.leaf || signOf(second) !== 'bad') return false;
      const told = after.filter(
        ({ diagnosis, worst }) => sameTrouble(diagnosis, second) && !isWorse(second.severity, worst),
      );
      expect(told).not.toEqual([]);
      expect(after.some(waits) || told.some(({ answer }) => answer?.kind === 'dismissed')).toBe(true);
      return true;
    });
    expect(looked).toBeGreaterThan(0);
  });

  test('an answer of a person is changed by no check', () => {
    const looked = always(({ before, after }) => {
      const answered = before.filter(
        ({ answer }) => answer?.kind === 'opened' || answer?.kind === 'dismissed',
      );
      for (const one of answered) expect(after).toContainEqual(one);
      return answered.length > 0;
    });
    expect(looked).toBeGreaterThan(0);
  });
});
