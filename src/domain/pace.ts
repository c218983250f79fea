import { addSpan, type Span } from './duration.ts';
import type { Millis } from './ids.ts';
import type { Severity } from './severity.ts';

/** What was promised per severity, and the zone in which days are counted. */
export type Pace = {
  /** Time until somebody has taken command. */
  readonly respondWithin: Readonly<Record<Severity, Span>>;
  /** Time until the next update. */
  readonly updateEvery: Readonly<Record<Severity, Span>>;
  /** Time between two runs of the checks while an incident is open. */
  readonly triageEvery: Readonly<Record<Severity, Span>>;
  /** IANA name. */
  readonly timeZone: string;
};

/** When the next update is due if nobody chooses another time, UTC ms. */
export const nextUpdate = (pace: Pace, severity: Severity, from: number): Millis =>
  addSpan(from, pace.updateEvery[severity], pace.timeZone);

/** When somebody must have taken command, UTC ms. */
export const respondBy = (pace: Pace, severity: Severity, from: number): Millis =>
  addSpan(from, pace.respondWithin[severity], pace.timeZone);

/** When the checks run again, UTC ms. */
export const nextCheck = (pace: Pace, severity: Severity, from: number): Millis =>
  addSpan(from, pace.triageEvery[severity], pace.timeZone);
