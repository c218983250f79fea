import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FigureCount } from '../../../src/domain/figures/count.ts';
import { type MeasuredTime, measuredTimes } from '../../../src/domain/figures/figures.ts';
import { tallyOf } from '../../../src/domain/figures/tally.ts';
import { timesTaken } from '../../../src/domain/figures/times-taken.ts';
import { figureSpans } from '../../../src/domain/figures/window.ts';
import type { Millis } from '../../../src/domain/incident/ids.ts';
import { standingRequestIds } from '../../../src/domain/records/standing-request-ids.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { corrected, correction, moved } from '../incident/timeline/support/corrections.ts';
import { story } from '../support/actions.ts';
import { byAlice, start } from '../support/fixtures.ts';
import { type Plain, plainly } from './plainly.ts';

const histories = fc.array(
  fc.record({
    actions: story,
    corrections: fc.array(fc.oneof({ weight: 4, arbitrary: moved }, { weight: 1, arbitrary: correction }), {
      maxLength: 10,
    }),
  }),
  { minLength: 1, maxLength: 8 },
);

/** A start one minute before the declaration. The declaration is moved to that minute and back; the start stays. */
const movedOntoStart = {
  actions: [{ command: { type: 'correct_start', startedAt: 60_000 as Millis }, by: byAlice } as const],
  corrections: [-1, 1].map((by) => ({
    place: 0,
    does: 'move' as const,
    text: plainText(''),
    by,
    who: byAlice,
  })),
};

/** The smallest value that at least this share of them are not above, by counting. */
const rank = (values: readonly number[], share: number): number | null =>
  values
    .toSorted((a, b) => a - b)
    .find((value) => values.filter((one) => one <= value).length >= share * values.length) ?? null;

const msOf: Readonly<Record<MeasuredTime, (plain: Plain) => number | null>> = {
  detect: ({ detectMs }) => detectMs,
  acknowledge: ({ acknowledgeMs }) => acknowledgeMs,
  mitigate: ({ mitigateMs }) => mitigateMs,
  resolve: ({ resolveMs }) => resolveMs,
};

/** Whether anything was wrong with Intercom at each minute, one by one: too slow for months, and plain. */
function minutesByMonth(plain: readonly Plain[], now: number): Map<string, number> {
  const ms = new Map<string, number>();
  const edges = plain.flatMap(({ degraded }) => degraded.flat()).map((at) => Math.min(at ?? now, now));
  const months = Array.from({ length: 24 }, (_, i) => Date.UTC(2026, i - 6));
  const cuts = [...new Set([...edges, ...months.filter((month) => month < now), now])].sort((a, b) => a - b);
  for (const [i, from] of cuts.entries()) {
    const to = cuts[i + 1] ?? from;
    const isOut = plain.some(({ degraded }) =>
      degraded.some(([begun, over]) => begun <= from && to <= Math.min(over ?? now, now) && begun < to),
    );
    const month = new Date(from).toISOString().slice(0, 7);
    if (isOut && to > from) ms.set(month, (ms.get(month) ?? 0) + to - from);
  }
  return ms;
}

test('figures of any histories with corrections are those of a plain recomputation from their events', () => {
  const looked = {
    incidents: 0,
    moved: 0,
    detect: 0,
    acknowledge: 0,
    mitigate: 0,
    resolve: 0,
    outages: 0,
    due: 0,
  };
  fc.assert(
    fc.property(histories, fc.constantFrom(...figureSpans), fc.nat({ max: 45 }), (stories, span, days) => {
      const now = start + days * 86_400_000 + 1;
      const played = stories.map(({ actions, corrections }) => corrected(actions, corrections));
      const count = new FigureCount({ span, now, timeZone: 'UTC' });
      for (const { incident } of played) {
        const { mitigate, resolve } = timesTaken(tallyOf(incident));
        expect(mitigate ?? 0).toBeLessThanOrEqual(resolve ?? Number.POSITIVE_INFINITY);
        count.add(tallyOf(incident));
      }
      const figures = count.figures(0, []);

      const all = played.map(({ record }) => plainly(record));
      const since = span === 'all' ? 0 : now - Number.parseInt(span, 10) * 86_400_000;
      const within = all.filter(({ openedAt }) => openedAt >= since && openedAt <= now);
      const real = within.filter(({ kind }) => kind === 'real');
      expect(figures.incidents.incidents).toBe(real.length);
      for (const severity of ['P1', 'P2', 'P3', 'P4'] as const)
        for (const owner of ['intercom', 'ours', 'unknown'] as const)
          expect(figures.incidents.byBoth[severity][owner]).toBe(
            real.filter((one) => one.severity === severity && one.owner === owner).length,
          );
      expect(figures.falseAlarms.count).toBe(within.filter(({ kind }) => kind === 'false_alarm').length);
      for (const measured of measuredTimes) {
        const values = real.flatMap((one) => msOf[measured](one) ?? []);
        expect(figures.times[measured]).toMatchObject({
          incidents: values.length,
          medianMs: rank(values, 0.5),
          p90Ms: rank(values, 0.9),
          leftOut: { unknown: real.length - values.length },
        });
        looked[measured] += values.length;
      }
      const due = real.flatMap(({ deadlines }) =>
        deadlines.filter((one) => one.cameAt !== null || now - one.due >= 60_000),
      );
      const kept = due.filter((one) => one.cameAt !== null && one.cameAt - one.due < 60_000);
      expect(figures.updates).toMatchObject({ promised: due.length, kept: kept.length });

      const minutes = minutesByMonth(
        all.filter(({ kind, owner }) => kind === 'real' && owner === 'intercom'),
        now,
      );
      const first = span === 'all' ? '' : new Date(since).toISOString().slice(0, 7);
      expect(figures.intercom.map(({ month, minutes: reported }) => [month, reported])).toEqual(
        [...minutes]
          .filter(([month]) => month >= first)
          .map(([month, ms]) => [month, Math.floor(ms / 60_000)])
          .toSorted()
          .toReversed(),
      );
      const ids = played.flatMap(({ incident }, i) => {
        const plain = all[i];
        return plain && real.includes(plain) ? standingRequestIds(incident) : [];
      });
      expect(figures.requestIds.collected).toBe(ids.length);

      looked.incidents += real.length;
      looked.outages += minutes.size;
      looked.due += due.length;
      looked.moved += played.filter(({ record }) =>
        record.some(({ event }) => event.type === 'entry_edited' && event.when !== undefined),
      ).length;
    }),
    { numRuns: 300, examples: [[[movedOntoStart], '30d', 0]] },
  );
  for (const [what, times] of Object.entries(looked)) expect(times, what).toBeGreaterThan(20);
});
