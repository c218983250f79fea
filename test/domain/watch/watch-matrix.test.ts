import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../src/domain/incident/refusal.ts';
import type { Diagnosis } from '../../../src/domain/triage/diagnosis.ts';
import { tree } from '../../../src/domain/triage/tree.ts';
import { dismissed } from '../../../src/domain/watch/episode.ts';
import { isWorse, newsIn, sameTrouble, signOf } from '../../../src/domain/watch/verdict.ts';
import { alice, incident7, minute } from '../support/fixtures.ts';
import { foundAt } from '../support/verdicts.ts';
import { Watching } from '../support/watching.ts';

const posting = (id: string): Diagnosis['posted'] => ({ id, title: `Errors of ${id}` });

/** Every leaf that names trouble; what names a posted incident does so of two. */
const verdicts: readonly Diagnosis[] = Object.entries(tree.leaves).flatMap(([leaf, { owner, cause }]) => {
  const found = foundAt(leaf);
  if (signOf(found) !== 'bad') return [];
  if (owner === 'ours' || !cause.includes('{posted}')) return [found];
  return ['A', 'B'].map((id) => ({ ...found, posted: posting(id) }));
});
const named = ({ leaf, posted }: Diagnosis): string => (posted ? `${leaf} ${posted.id}` : leaf);

/** Whether what is seen twice is proposed, after something else was dismissed. */
function isProposed(after: Diagnosis, later: Diagnosis): boolean {
  const watching = new Watching();
  watching.check(after, minute(1));
  watching.check(after, minute(2));
  const [waiting] = watching.waiting;
  const answered = waiting && dismissed(waiting, alice);
  if (!answered || isRefusal(answered)) throw new Error(`${named(after)} was not proposed.`);
  watching.keep(answered);
  watching.check(later, minute(3));
  watching.check(later, minute(4));
  return watching.waiting.length > 0;
}

/** The same after an incident that ended while something else went on. */
function isProposedAfterWork(during: Diagnosis, later: Diagnosis): boolean {
  const watching = new Watching();
  watching.check(during, minute(1), incident7);
  watching.check(during, minute(2), incident7);
  watching.check(later, minute(3));
  watching.check(later, minute(4));
  return watching.waiting.length > 0;
}

/** Each pair of a verdict that people know and a later one. */
function everyPair(see: (known: Diagnosis, later: Diagnosis) => void): void {
  for (const known of verdicts) for (const later of verdicts) see(known, later);
}

describe('For every pair of a dismissed or handled verdict and a later one', () => {
  test("it's suggested exactly if it says something new", () => {
    const wrong: string[] = [];
    everyPair((known, later) => {
      const isNew = newsIn(later, known) !== null;
      if (isProposed(known, later) !== isNew || isProposedAfterWork(known, later) !== isNew)
        wrong.push(`${named(known)} → ${named(later)}`);
    });
    expect(wrong).toEqual([]);
  });

  test.each([
    ['is worse', (known, later) => isWorse(later.severity, known.severity)],
    ['names whose it is', (known, later) => known.owner === 'unknown' && later.owner !== 'unknown'],
    ['is of another owner', (known, later) => later.owner !== 'unknown' && later.owner !== known.owner],
    [
      'is trouble with another part, and not of one posted incident',
      (known, later) => !sameTrouble(known, later) && !(later.posted && later.posted.id === known.posted?.id),
    ],
    [
      'names another posted incident',
      (known, later) => !!later.posted && later.posted.id !== known.posted?.id,
    ],
    [
      'is no more the planned work',
      (known, later) =>
        known.leaf === 'maintenance' &&
        later.leaf !== 'maintenance' &&
        !(later.posted && later.posted.id === known.posted?.id),
    ],
  ] as const satisfies [string, (known: Diagnosis, later: Diagnosis) => boolean][])(
    'what %s is new',
    (_what, isNews) => {
      const swallowed: string[] = [];
      everyPair((known, later) => {
        if (isNews(known, later) && newsIn(later, known) === null)
          swallowed.push(`${named(known)} → ${named(later)}`);
      });
      expect(swallowed).toEqual([]);
    },
  );

  test("a posted incident that continues as bad or milder isn't new, whatever it does here", () => {
    everyPair((known, later) => {
      if (!later.posted || later.posted.id !== known.posted?.id || later.owner !== known.owner) return;
      expect(newsIn(later, known)).toBe(isWorse(later.severity, known.severity) ? 'worse' : null);
    });
  });

  test("the same verdict isn't new", () => {
    for (const one of verdicts) expect(newsIn(one, one)).toBeNull();
  });

  test("what people were told about both isn't reported again", () => {
    everyPair((one, other) => {
      const back = [newsIn(one, other), newsIn(other, one)];
      // Of two things that are each worse than the other nobody would ever hear the end.
      expect(back.filter((news) => news === 'worse')).not.toHaveLength(2);
    });
  });
});

const pick = (leaf: string, id?: string): Diagnosis => ({
  ...foundAt(leaf),
  ...(id && { posted: posting(id) }),
});
const shown = [
  pick('failing_posted', 'A'),
  pick('failing_posted', 'B'),
  pick('failing_unposted'),
  pick('maintenance', 'M'),
  pick('auth_posted', 'A'),
  pick('api_slow'),
  pick('search_slow'),
  pick('posted_elsewhere', 'A'),
  pick('unreachable_unposted'),
  pick('handshake_unclear'),
  pick('slow_unclear'),
  pick('egress_dead'),
  pick('dns_dead'),
  pick('token_rejected'),
  pick('own_quota'),
  pick('limit_unclear'),
  pick('service_down'),
  pick('service_degraded'),
];
const letters = { trouble: 'T', owner: 'O', worse: 'W', cause: 'C', posted: 'P' };

test('One page shows every combination of dismissed verdicts (rows) and later ones (columns)', () => {
  const rows = shown.map((known, i) => {
    const cells = shown.map((later) => {
      const news = newsIn(later, known);
      return news ? letters[news] : '·';
    });
    return `${String(i + 1).padStart(2)} ${`${named(known)} ${known.severity}`.padEnd(26)} ${cells.join('  ')}`;
  });
  const head = ' '.repeat(29) + shown.map((_, i) => String(i + 1).padEnd(3)).join('');
  expect(`\n${[head.trimEnd(), ...rows].join('\n')}\n`).toMatchInlineSnapshot(`
    "
                                 1  2  3  4  5  6  7  8  9  10 11 12 13 14 15 16 17 18
     1 failing_posted A P1        ·  P  ·  C  ·  ·  ·  ·  ·  ·  ·  T  T  T  T  T  T  T
     2 failing_posted B P1        P  ·  ·  C  C  ·  ·  T  ·  ·  ·  T  T  T  T  T  T  T
     3 failing_unposted P1        P  P  ·  C  C  ·  ·  T  ·  ·  ·  T  T  T  T  T  T  T
     4 maintenance M P1           C  C  C  ·  C  C  C  T  C  C  C  T  T  T  T  T  T  T
     5 auth_posted A P1           ·  C  C  C  ·  C  C  ·  C  C  C  T  T  T  T  T  T  T
     6 api_slow P2                W  W  W  W  W  ·  ·  T  W  W  ·  T  T  T  T  T  T  T
     7 search_slow P3             W  W  W  W  W  W  ·  T  W  W  W  T  T  T  T  T  T  T
     8 posted_elsewhere A P3      W  T  T  T  W  T  T  ·  T  T  T  T  T  T  T  T  T  T
     9 unreachable_unposted P1    O  O  O  O  O  O  O  T  ·  C  C  T  T  T  T  T  T  T
    10 handshake_unclear P1       O  O  O  O  O  O  O  T  C  ·  C  T  T  T  T  T  T  T
    11 slow_unclear P2            O  O  O  O  O  O  O  T  W  W  ·  T  T  T  T  T  T  T
    12 egress_dead P1             T  T  T  T  T  T  T  T  T  T  T  ·  C  T  T  T  T  T
    13 dns_dead P1                T  T  T  T  T  T  T  T  T  T  T  C  ·  T  T  T  T  T
    14 token_rejected P1          T  T  T  T  T  T  T  T  T  T  T  T  T  ·  T  T  T  T
    15 own_quota P2               T  T  T  T  T  T  T  T  T  T  T  T  T  T  ·  ·  T  T
    16 limit_unclear P2           T  T  T  T  T  T  T  T  T  T  T  T  T  T  O  ·  T  T
    17 service_down P1            T  T  T  T  T  T  T  T  T  T  T  T  T  T  T  T  ·  ·
    18 service_degraded P2        T  T  T  T  T  T  T  T  T  T  T  T  T  T  T  T  W  ·
    "
  `);
});
