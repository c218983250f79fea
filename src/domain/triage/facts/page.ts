import type { Observations, PostedIncident } from '../observation.ts';
import { elsewhere, regionOf } from './relevance.ts';

/** What is posted as going on now; null when the page could not be read. Planned work counts once its window has begun. */
export function postedNow({ page, at }: Observations): readonly PostedIncident[] | null {
  if (page.open === null) return null;
  return [...page.open, ...page.planned.filter((one) => hasBegun(one, at) && !isOver(one, at))];
}

/** The next work that is planned for our region and has not begun; null when none is. */
export function nextPlanned(seen: Observations): PostedIncident | null {
  const ahead = seen.page.planned.filter(
    (one) => !hasBegun(one, seen.at) && !isOver(one, seen.at) && !elsewhere(one, regionOf(seen)),
  );
  const begins = ({ window }: PostedIncident) => window?.from ?? Number.POSITIVE_INFINITY;
  return ahead.toSorted((a, b) => begins(a) - begins(b))[0] ?? null;
}

/** A posted title as it goes into a sentence: one line, quoted, at most 100 characters. */
export function quotedTitle(incident: PostedIncident): string {
  const title = incident.title.replace(/\s+/g, ' ').trim();
  return `“${title.length > 100 ? `${title.slice(0, 99)}…` : title}”`;
}

/** The same with the window of planned work: `“Database maintenance” (2026-11-22 02:00–04:00 UTC)`. */
export function postedWords(incident: PostedIncident): string {
  const window = windowWords(incident.window);
  return window === null ? quotedTitle(incident) : `${quotedTitle(incident)} (${window})`;
}

function windowWords(window: PostedIncident['window']): string | null {
  const from = stamp(window?.from ?? null);
  const until = stamp(window?.until ?? null);
  if (from === null) return until === null ? null : `until ${until.day} ${until.time} UTC`;
  if (until === null) return `from ${from.day} ${from.time} UTC`;
  const end = from.day === until.day ? until.time : `${until.day} ${until.time}`;
  return `${from.day} ${from.time}–${end} UTC`;
}

function stamp(at: number | null): { day: string; time: string } | null {
  if (at === null) return null;
  const iso = new Date(at).toISOString();
  return { day: iso.slice(0, 10), time: iso.slice(11, 16) };
}

const hasBegun = ({ window }: PostedIncident, at: number) =>
  window !== null && window.from !== null && window.from <= at;
const isOver = ({ window }: PostedIncident, at: number) =>
  window !== null && window.until !== null && window.until <= at;
