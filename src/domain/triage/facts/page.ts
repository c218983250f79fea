import { calendarDay, clockTime, zoneName } from '../../text/format-time.ts';
import { clip, oneLine } from '../../text/text.ts';
import type { Observations, PostedIncident } from '../observation.ts';
import { clock } from './history.ts';
import { elsewhere, isMaintenance, regionOf, relevance } from './relevance.ts';
import { pageTime } from './response-details.ts';

/**
 * What is posted as going on now; null if the page is unreadable. Planned maintenance counts once its window starts.
 */
export function postedNow(observations: Observations): readonly PostedIncident[] | null {
  if (observations.page.open === null) return null;
  const at = pageTime(observations);
  return [
    ...observations.page.open,
    ...observations.page.planned.filter((one) => hasBegun(one, at) && !isOver(one, at)),
  ];
}

/** The next maintenance planned for our region that hasn't started; null if there is none. */
export function nextPlanned(observations: Observations): PostedIncident | null {
  const at = pageTime(observations);
  const ahead = observations.page.planned.filter(
    (one) => !hasBegun(one, at) && !isOver(one, at) && !elsewhere(one, regionOf(observations)),
  );
  const begins = ({ window }: PostedIncident) => window?.from ?? Number.POSITIVE_INFINITY;
  return ahead.toSorted((a, b) => begins(a) - begins(b))[0] ?? null;
}

/** A posted title for use in a sentence: one line, quoted, at most 100 characters. */
export const quotedTitle = (incident: PostedIncident): string => `“${titleOf(incident)}”`;

/** The same without the quotes. */
export const titleOf = ({ title }: PostedIncident): string => clip(oneLine(title), 100);

/**
 * The same with what the page says about its end: `“Database maintenance” (2026-11-22 02:00–04:00 UTC)`, in the
 * configured zone; `“API errors” (a fix is being monitored)`.
 */
export function postedWords(incident: PostedIncident, { timeZone }: Pick<Observations, 'timeZone'>): string {
  const window = windowWords(incident.window, timeZone);
  if (window !== null) return `${quotedTitle(incident)} (${window})`;
  const watched = /^monitoring$/i.test(incident.status ?? '');
  return watched ? `${quotedTitle(incident)} (a fix is being monitored)` : quotedTitle(incident);
}

/**
 * What was recently resolved, the latest only, to follow `nothing is posted`: ` now; “API errors” was resolved at 14:44
 * UTC`. Empty if there is nothing.
 */
export function resolvedWords(observations: Observations): string {
  const region = regionOf(observations);
  const now = pageTime(observations);
  const lately = observations.page.resolved.filter(
    ({ incident, at }) => at <= now && at > now - lateMs && !elsewhere(incident, region),
  );
  const rank = ({ incident }: (typeof lately)[number]) => (relevance(incident, region) === 'no' ? 1 : 0);
  const [last] = lately.toSorted((a, b) => rank(a) - rank(b) || b.at - a.at);
  if (last === undefined) return '';
  const ended = isMaintenance(last.incident) ? 'ended' : 'was resolved';
  return ` now; ${quotedTitle(last.incident)} ${ended} ${clock(last.at, observations)}`;
}

/** A resolved incident counts as recent for this long, in ms. */
const lateMs = 2 * 3_600_000;

/** `nothing is posted`, with what was recently resolved. */
export const noneWords = (observations: Observations): string =>
  `nothing is posted${resolvedWords(observations)}`;

function windowWords(window: PostedIncident['window'], timeZone: string): string | null {
  const from = window?.from ?? null;
  const until = window?.until ?? null;
  const stamp = (at: number) => `${calendarDay(at, timeZone)} ${clockTime(at, timeZone)}`;
  const zoned = (at: number, words: string) => `${words} ${zoneName(at, timeZone)}`;
  if (from === null) return until === null ? null : zoned(until, `until ${stamp(until)}`);
  if (until === null) return zoned(from, `from ${stamp(from)}`);
  const sameDay = calendarDay(from, timeZone) === calendarDay(until, timeZone);
  // When clocks change, one hour comes twice or not at all, so each end needs its zone.
  const sameZone = zoneName(from, timeZone) === zoneName(until, timeZone);
  const begin = sameZone ? stamp(from) : zoned(from, stamp(from));
  return zoned(until, `${begin}–${sameDay ? clockTime(until, timeZone) : stamp(until)}`);
}

const hasBegun = ({ window }: PostedIncident, at: number) =>
  window !== null && window.from !== null && window.from <= at;

/** Planned maintenance that names no end and was never marked as started counts as forgotten after this long, in ms. */
const forgottenMs = 86_400_000;

function isOver({ window }: PostedIncident, at: number): boolean {
  if (window === null) return false;
  const until = window.until ?? (window.from === null ? null : window.from + forgottenMs);
  return until !== null && until <= at;
}
