import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Millis, millisSchema } from '../../../src/domain/incident/ids.ts';
import { isRefusal } from '../../../src/domain/incident/refusal.ts';
import { dismissed, type Episode } from '../../../src/domain/watch/episode.ts';
import { alice, incident7, minute, start } from '../support/fixtures.ts';
import { foundAt } from '../support/verdicts.ts';
import { Watching } from '../support/watching.ts';

const found = {
  worse: foundAt('failing_posted'),
  known: foundAt('comes_and_goes'),
  unclear: foundAt('cannot_tell'),
  good: foundAt('healthy'),
};
type Sight = keyof typeof found;

/** How people came to know of the milder trouble. */
const ways = ['waits', 'was dismissed', 'was handled'] as const;

/** A watch after two checks with the milder trouble. */
function knowing(way: (typeof ways)[number]): Watching {
  const watching = new Watching();
  const atWork = way === 'was handled' ? incident7 : null;
  for (const m of [-2, -1]) watching.check(found.known, minute(m), atWork);
  if (way !== 'was dismissed') return watching;
  const [waiting] = watching.waiting;
  const answered = waiting && dismissed(waiting, alice);
  if (!answered || isRefusal(answered)) expect.fail('nothing was proposed');
  watching.keep(answered);
  return watching;
}

/** When the worse trouble was proposed first, after a check a minute; null: never. */
function proposedAt(watching: Watching, sights: readonly Sight[]): Millis | null {
  let now = start;
  for (const sight of sights) {
    now = millisSchema.parse(now + 60_000);
    watching.check(found[sight], now);
  }
  const isWorse = ({ worst }: Episode): boolean => worst === found.worse.severity;
  return watching.episodes.find(isWorse)?.proposedAt ?? null;
}

const repeated = (...sights: Sight[]): Sight[] => Array.from({ length: 20 }, () => sights).flat();

describe.each(ways)('While a milder problem %s,', (way) => {
  test.each([
    ['every second check', repeated('worse', 'known')],
    ['every third check', repeated('known', 'worse', 'known')],
    ['one check in three, where another one cannot tell,', repeated('worse', 'unclear', 'known')],
  ])('a worse problem that %s sees is suggested', (_, sights) => {
    expect(proposedAt(knowing(way), sights)).not.toBeNull();
  });

  test("a worse problem seen by only one check, or one in many, isn't suggested", () => {
    expect(proposedAt(knowing(way), ['worse', 'known', 'known', 'known', 'known'])).toBeNull();
    expect(proposedAt(knowing(way), repeated('worse', 'known', 'known', 'known'))).toBeNull();
  });

  test("a good check counts against a worse problem only if the known one doesn't explain it", () => {
    expect(proposedAt(knowing(way), repeated('worse', 'good'))).toBeNull();
  });

  test('what would otherwise be suggested is suggested even if a check could only see the known problem', () => {
    const sight = fc.constantFrom('worse', 'known', 'unclear' as const);
    let looked = 0;
    fc.assert(
      fc.property(fc.array(sight, { maxLength: 30 }), (sights) => {
        const blind = sights.map((one) => (one === 'known' ? 'unclear' : one));
        const expected = proposedAt(new Watching(), blind);
        if (expected === null) return;
        looked += 1;
        expect(proposedAt(knowing(way), sights)).toBe(expected);
      }),
      { numRuns: 500 },
    );
    expect(looked).toBeGreaterThan(0);
  });
});

test('A suggestion says how many of the checks in between could not tell, without counting the known problem', () => {
  const watching = knowing('was dismissed');
  proposedAt(watching, ['worse', 'known', 'unclear', 'worse']);
  expect(watching.waiting).toMatchObject([{ firstBadAt: minute(1), unclearBetween: 1, worseThan: 'P3' }]);
});
