import { correctionsIn } from '../evolve/evolve-entries.ts';
import { measuredIn } from '../incident/check.ts';
import type { Recorded } from '../incident/events/events.ts';
import type { Status } from '../incident/status.ts';

/** One run of the checks on the chart: when (UTC ms), how long the API took, what share of requests failed (0–1). */
export type ChartPoint = { readonly at: number; readonly ms: number | null; readonly failed: number };

/** A status change on the chart. */
export type StatusChange = { readonly at: number; readonly status: Status };

/** What an incident's chart shows: latency and failures over time, with the status changes. */
export type ChartData = {
  /** When the incident began, UTC ms. */
  readonly from: number;
  readonly points: readonly ChartPoint[];
  readonly turns: readonly StatusChange[];
};

/** The most points: a chart has no room for more, and drawing 20,000 takes as long as everything else. */
const pointsMax = 1_000;

/** Reads the chart from the record of an incident that began at `from` (UTC ms), with corrected times. */
export function chartData(events: readonly Recorded[], from: number): ChartData {
  const corrections = correctionsIn(events);
  const timed = events.map((one) => ({ ...one, at: corrections.get(one.seq)?.when ?? one.at }));
  const points = timed.flatMap(pointOf).sort((a, b) => a.at - b.at);
  return { from, points: thinned(points), turns: turnsOf(timed) };
}

/**
 * Merges neighbors into one point, with the slowest response and the highest share of failures: a short outage stays
 * visible.
 */
function thinned(points: readonly ChartPoint[]): readonly ChartPoint[] {
  const size = Math.ceil(points.length / pointsMax);
  if (size <= 1) return points;
  const worst: ChartPoint[] = [];
  for (const [index, point] of points.entries()) {
    const before = index % size === 0 ? null : worst.pop();
    worst.push(before ? worseOf(before, point) : point);
  }
  return worst;
}

const worseOf = (a: ChartPoint, b: ChartPoint): ChartPoint => ({
  at: a.at,
  ms: a.ms === null || b.ms === null ? (a.ms ?? b.ms) : Math.max(a.ms, b.ms),
  failed: Math.max(a.failed, b.failed),
});

function pointOf({ at, event }: Recorded): ChartPoint[] {
  if (event.type !== 'diagnosed' && event.type !== 'checked') return [];
  const { ms, failed, total } = event.type === 'checked' ? event.sample : measuredIn(event.diagnosis);
  return total === 0 ? [] : [{ at, ms, failed: failed / total }];
}

function turnsOf(events: readonly Recorded[]): StatusChange[] {
  const turns: StatusChange[] = [];
  for (const { at, event } of events) {
    const status = statusOf(event);
    if (status && status !== turns.at(-1)?.status) turns.push({ at, status });
  }
  return turns;
}

function statusOf(event: Recorded['event']): Status | null {
  switch (event.type) {
    case 'opened':
    case 'reopened':
      return 'INVESTIGATING';
    case 'update_posted':
      return event.status;
    case 'resolved':
      return 'RESOLVED';
    case 'closed':
      return 'CLOSED';
    case 'cancelled':
    case 'duplicate_marked':
      return 'CANCELLED';
    default:
      return null;
  }
}
