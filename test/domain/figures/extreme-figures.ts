import { FigureCount } from '../../../src/domain/figures/count.ts';
import type { Figures, LeftOut } from '../../../src/domain/figures/figures.ts';
import { type OutageReport, outageReport } from '../../../src/domain/figures/outage-report.ts';
import { incidentIdSchema } from '../../../src/domain/incident/ids.ts';

/** The figures of the last 30 days in which there was no incident. */
export const noFigures = (now: number): Figures =>
  new FigureCount({ span: '30d', now, timeZone: 'UTC' }).figures(0, []);

const most = 99_999_999;
const leftOut: LeftOut = {
  drills: most,
  cancelled: most,
  duplicates: most,
  unread: most,
  unknown: most,
};
const basis = { incidents: most, leftOut };
const owners = { intercom: most, ours: most, unknown: most };
const time = { ...basis, medianMs: 1e15, p90Ms: 1e15, assumed: most };

/** Figures with numbers and years that nobody will ever have. */
export const largestFigures = (now: number): Figures => ({
  span: 'all',
  from: null,
  to: now,
  incidents: {
    ...basis,
    bySeverity: { P1: most, P2: most, P3: most, P4: most },
    byOwner: owners,
    byBoth: { P1: owners, P2: owners, P3: owners, P4: owners },
  },
  falseAlarms: { ...basis, count: most, byNoticer: { person: most, watch: most } },
  times: { detect: time, acknowledge: time, mitigate: time, resolve: time },
  updates: { ...basis, promised: most, kept: most },
  requestIds: { ...basis, collected: most },
  intercom: Array.from({ length: 240 }, (_, i) => ({
    month: `${2040 - Math.floor(i / 12)}-${String(12 - (i % 12)).padStart(2, '0')}`,
    minutes: 44_640,
    incidents: most,
  })),
  items: { open: most, overdue: most, medianAgeMs: 1e15, incidents: most, leftOut: { drills: most } },
});

/** Hundreds of outages in one month, each with much evidence. */
export const manyOutages = (words: string, now: number): OutageReport =>
  outageReport(
    '2026-11',
    Array.from({ length: 300 }, (_, i) => ({
      incident: incidentIdSchema.parse(i + 1),
      title: words,
      severity: 'P1',
      periods: Array.from({ length: 40 }, (_period, n) => ({
        from: now + n * 60_000,
        to: now + n * 60_000 + 1_000,
      })),
      ongoing: true,
      evidence: Array.from({ length: 40 }, () => ({ at: now, cause: words })),
      requestIds: Array.from({ length: 400 }, () => '7c0b1f8e-6a6c-4d6f-9a53-0f8f5f1f2a11'),
    })),
    [[{ from: now, to: now + 60_000 }]],
    99,
  );
