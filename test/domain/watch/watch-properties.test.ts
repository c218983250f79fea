import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type IncidentId, type Millis, millisSchema } from '../../../src/domain/incident/ids.ts';
import { isRefusal } from '../../../src/domain/incident/refusal.ts';
import type { Diagnosis } from '../../../src/domain/triage/diagnosis.ts';
import { dismissed, type Episode, isUnanswered, opened } from '../../../src/domain/watch/episode.ts';
import { type CheckVerdict, newsIn, signOf } from '../../../src/domain/watch/verdict.ts';
import { alice, incident7, start } from '../support/fixtures.ts';
import { foundAt } from '../support/verdicts.ts';
import { Watching } from '../support/watching.ts';

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
  readonly handled: CheckVerdict | null;
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

function* moments(actions: readonly Action[], watching = new Watching()): Generator<Moment> {
  let now = start;
  let atWork: IncidentId | null = null;
  const seen: Diagnosis[] = [];
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
      if (unclear > 2) seen.length = 0;
      if (atWork !== null || (bad && now - lastBad > 30 * 60_000)) seen.length = 0;
      if (bad) lastBad = now;
      if (atWork === null && signOf(action.check) !== 'unclear')
        undisturbed = Math.min(undisturbed + 1, seen.push(action.check));
      const before = watching.episodes;
      const changed = watching.check(action.check, now, atWork);
      yield {
        at: now,
        seen,
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

const made = ({ before, changed }: Moment) =>
  changed.filter(({ id }) => !before.some((one) => one.id === id));

describe('whatever the checks see, and whatever people answer', () => {
  test('at most one proposal waits', () => {
    const looked = always(({ after }) => {
      expect(after.filter(isUnanswered).length).toBeLessThanOrEqual(1);
      return after.some(isUnanswered);
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
      if (well) expect(after.filter(isUnanswered)).toEqual([]);
      return well;
    });
    expect(looked).toBeGreaterThan(0);
  });

  test('no trouble is swallowed: twice in a row, and people are asked, have answered, or had it in an incident', () => {
    const looked = always(({ atWork, seen, undisturbed, after, handled }) => {
      const [first, second] = seen.slice(-2);
      if (atWork !== null || undisturbed < 2 || !first) return false;
      if (second?.leaf !== first.leaf || signOf(second) !== 'bad') return false;
      const told = after.filter(
        ({ diagnosis, worst }) => newsIn(second, { ...diagnosis, severity: worst }) === null,
      );
      const isHandled = handled !== null && newsIn(second, handled) === null;
      const isAnswered = told.some(({ answer }) => answer?.kind === 'dismissed' || answer?.kind === 'opened');
      expect(after.some(isUnanswered) || isAnswered || isHandled).toBe(true);
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

/** Checks after a calm has begun: good ones, with single bad ones between them, at most ten minutes apart. */
const calm = fc
  .array(fc.record({ bad: fc.boolean(), afterMs: fc.integer({ min: 60_000, max: 600_000 }) }), {
    minLength: 4,
    maxLength: 40,
  })
  .map((steps) => steps.map(({ bad, afterMs }, i) => ({ bad: bad && i % 2 === 1, afterMs })))
  .filter((steps) => {
    const good = steps.filter(({ bad }) => !bad).length;
    const ms = steps.slice(1).reduce((sum, { afterMs }) => sum + afterMs, 0);
    return good >= 3 && ms >= 15 * 60_000 && steps.at(-1)?.bad === false;
  });
const trouble = fc.constantFrom(
  ...['search_slow', 'api_slow', 'own_quota', 'failing_posted', 'unreachable_unposted'].map(foundAt),
);

test('whatever was answered before, what is bad twice after a quarter of an hour that was well is asked', () => {
  fc.assert(
    fc.property(story, calm, trouble, trouble, (before, steps, lone, back) => {
      const watching = new Watching();
      let now: Millis = start;
      for (const moment of moments(before, watching)) now = moment.at;
      const check = (found: Diagnosis, afterMs: number): void => {
        now = millisSchema.parse(now + afterMs);
        watching.check(found, now);
      };
      for (const { bad, afterMs } of steps) check(bad ? lone : foundAt('healthy'), afterMs);
      check(back, 60_000);
      check(back, 60_000);
      expect(watching.waiting).toMatchObject([{ diagnosis: { leaf: back.leaf }, cameBackAt: null }]);
    }),
    { numRuns: 500 },
  );
});

test('what was dismissed is not asked again as long as it comes and goes without such a calm', () => {
  const flapping = fc.array(fc.constantFrom('bad', 'bad', 'good', 'unclear' as const), { maxLength: 200 });
  fc.assert(
    fc.property(trouble, flapping, (found, checks) => {
      const watching = new Watching();
      let now = start;
      const check = (one: Diagnosis): void => {
        now = millisSchema.parse(now + 60_000);
        watching.check(one, now);
      };
      check(found);
      check(found);
      const [first] = watching.waiting;
      const answered = first && dismissed(first, alice);
      if (!answered || isRefusal(answered)) expect.fail('nothing was proposed');
      watching.keep(answered);
      const seen = { bad: found, good: foundAt('healthy'), unclear: foundAt('cannot_tell') };
      for (const [i, one] of checks.entries()) {
        check(seen[one]);
        // Twice bad at least every ten minutes.
        if (i % 8 === 7) for (let twice = 0; twice < 2; twice += 1) check(found);
      }
      expect(watching.episodes).toHaveLength(1);
    }),
  );
});
