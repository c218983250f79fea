import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Millis, millisSchema } from '../../../src/domain/incident/ids.ts';
import { isRefusal } from '../../../src/domain/incident/refusal.ts';
import type { Diagnosis } from '../../../src/domain/triage/diagnosis.ts';
import { dismissed } from '../../../src/domain/watch/episode.ts';
import { alice, start } from '../support/fixtures.ts';
import { foundAt } from '../support/verdicts.ts';
import { moments, story } from '../support/watch-stories.ts';
import { Watching } from '../support/watching.ts';

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
const problem = fc.constantFrom(
  ...['search_slow', 'api_slow', 'own_quota', 'failing_posted', 'unreachable_unposted'].map(foundAt),
);

test('Whatever was answered before, two bad checks after a quarter of an hour of healthy ones lead to a suggestion', () => {
  fc.assert(
    fc.property(story, calm, problem, problem, (before, steps, lone, back) => {
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

test("A dismissed problem isn't suggested again while it comes and goes without such a calm", () => {
  const flapping = fc.array(fc.constantFrom('bad', 'bad', 'good', 'unclear' as const), { maxLength: 200 });
  fc.assert(
    fc.property(problem, flapping, (found, checks) => {
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
      const verdicts = { bad: found, good: foundAt('healthy'), unclear: foundAt('cannot_tell') };
      for (const [i, one] of checks.entries()) {
        check(verdicts[one]);
        // Twice bad at least every ten minutes.
        if (i % 8 === 7) for (let twice = 0; twice < 2; twice += 1) check(found);
      }
      expect(watching.episodes).toHaveLength(1);
    }),
  );
});
