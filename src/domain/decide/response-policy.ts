import { z } from 'zod';
import { addSpan, type Span, spanSchema, spanWords } from '../text/duration.ts';
import type { Millis } from '../incident/ids.ts';
import { roundTime } from '../watch/round-time.ts';
import { type Severity, severitySchema } from '../incident/severity.ts';

/** What was promised per severity, and the zone in which days are counted. */
export type Pace = {
  /** Time until somebody has taken command. */
  readonly respondWithin: Readonly<Record<Severity, Span>>;
  /** Time until the next update. */
  readonly updateEvery: Readonly<Record<Severity, Span>>;
  /** The most time between two runs of the checks while an incident is open. */
  readonly triageEvery: Readonly<Record<Severity, Span>>;
  /** IANA name. */
  readonly timeZone: string;
};

/** When the next update is due if nobody chooses another time, UTC ms. */
export const nextUpdate = (pace: Pace, severity: Severity, from: number): Millis =>
  addSpan(from, pace.updateEvery[severity], pace.timeZone);

/** So many reminders of one promise come at the severity's pace; then one a day. */
const remindersAtPace = 4;

/** When people are reminded again of one promise after so many reminders of it, counted from `at`, UTC ms. */
export function remindAgain(pace: Pace, severity: Severity, times: number, at: number): Millis {
  const soon = nextUpdate(pace, severity, at);
  if (times < remindersAtPace) return soon;
  return Math.max(soon, addSpan(at, { amount: 1, unit: 'd' }, pace.timeZone)) as Millis;
}

/** When somebody must have taken command, UTC ms. */
export const respondBy = (pace: Pace, severity: Severity, from: number): Millis =>
  addSpan(from, pace.respondWithin[severity], pace.timeZone);

/** The response target of one severity, as the settings had it. */
export const targetSchema = z.object({ severity: severitySchema, within: spanSchema });
export type ResponseTarget = Readonly<z.infer<typeof targetSchema>>;

/** The response target that a severity has now. */
export const responseTarget = (pace: Pace, severity: Severity): ResponseTarget => ({
  severity,
  within: pace.respondWithin[severity],
});

/** `P1: 15 min`. */
export const targetWords = ({ severity, within }: ResponseTarget): string =>
  `${severity}: ${spanWords(within)}`;

/**
 * When the checks run again after those recorded at `at`, UTC ms: at the latest after the severity's span, at a multiple
 * of the shortest span of all, so that one run serves every open incident (docs/adr/0013-one-run-for-all.md). A check
 * that was due a moment ago counts from then: how long it took delays none.
 */
export function nextCheck(pace: Pace, severity: Severity, at: number, due: number | null = null): Millis {
  const length = (span: Span) => addSpan(at, span, pace.timeZone) - at;
  const span = length(pace.triageEvery[severity]);
  const shortest = Math.min(...Object.values(pace.triageEvery).map(length));
  const from = due !== null && due <= at && at - due < span / 2 ? due : at;
  return roundTime(from, span, shortest);
}
