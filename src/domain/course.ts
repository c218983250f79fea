import { sampleOf } from './check.ts';
import type { Recorded } from './events.ts';
import type { Status } from './status.ts';

/** One run of the checks on the picture: when (UTC ms), how long the API took, what share of requests failed (0–1). */
export type Point = { readonly at: number; readonly ms: number | null; readonly failed: number };

/** A change of status on the picture. */
export type Turn = { readonly at: number; readonly status: Status };

/** What an incident's picture shows: latency and failures over its time, with the status changes. */
export type Course = { readonly points: readonly Point[]; readonly turns: readonly Turn[] };

/** Reads the course out of the record. */
export function courseOf(events: readonly Recorded[]): Course {
  return { points: events.flatMap(pointOf), turns: events.flatMap(turnOf) };
}

function pointOf({ at, event }: Recorded): Point[] {
  if (event.type !== 'diagnosed' && event.type !== 'checked') return [];
  const { ms, failed, total } = event.type === 'checked' ? event.sample : sampleOf(event.diagnosis);
  return total === 0 ? [] : [{ at, ms, failed: failed / total }];
}

function turnOf({ at, event }: Recorded, index: number, events: readonly Recorded[]): Turn[] {
  const status = statusOf(event);
  const before = events.slice(0, index).map((recorded) => statusOf(recorded.event));
  return status && status !== before.findLast((earlier) => earlier !== null) ? [{ at, status }] : [];
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
    default:
      return null;
  }
}
