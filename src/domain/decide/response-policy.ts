import type { GroupId, Millis } from '../incident/ids.ts';
import type { ResponseTarget } from '../incident/promises/response-target.ts';
import type { Severity } from '../incident/severity.ts';
import { addSpan, type TimeSpan } from '../text/duration.ts';
import { roundTime } from '../watch/round-time.ts';

/** The times per severity, and the time zone in which days are counted. */
export type ResponsePolicy = {
  /** Time until someone has taken command. */
  readonly respondWithin: Readonly<Record<Severity, TimeSpan>>;
  /** Time until the next update. */
  readonly updateEvery: Readonly<Record<Severity, TimeSpan>>;
  /** The longest time between two runs of the checks while an incident is open. */
  readonly triageEvery: Readonly<Record<Severity, TimeSpan>>;
  /** The user group that is on call, by severity; none unless it's set. */
  readonly oncall?: Readonly<Partial<Record<Severity, GroupId>>>;
  /** In how many working days after the close the postmortem is to be reviewed, by severity; where that's absent, nobody has to. */
  readonly reviewWithin?: Readonly<Partial<Record<Severity, number>>>;
  /** IANA name. */
  readonly timeZone: string;
};

/** When the next update is due if nobody chooses another time, UTC ms. */
export const nextUpdate = (policy: ResponsePolicy, severity: Severity, from: number): Millis =>
  addSpan(from, policy.updateEvery[severity], policy.timeZone);

/** This many reminders of one deadline come at the severity's pace; then one a day. */
const remindersAtPace = 4;

/** When people are reminded again of one deadline after that many reminders of it, counted from `at`, UTC ms. */
export function remindAgain(policy: ResponsePolicy, severity: Severity, times: number, at: number): Millis {
  const usual = nextUpdate(policy, severity, at);
  if (times < remindersAtPace) return usual;
  return Math.max(usual, addSpan(at, { amount: 1, unit: 'd' }, policy.timeZone)) as Millis;
}

/** When the commander's response is due, UTC ms. */
export const respondBy = (policy: ResponsePolicy, severity: Severity, from: number): Millis =>
  addSpan(from, policy.respondWithin[severity], policy.timeZone);

/** The current response target of a severity. */
export const responseTarget = (policy: ResponsePolicy, severity: Severity): ResponseTarget => ({
  severity,
  within: policy.respondWithin[severity],
});

/**
 * When the checks run again after those recorded at `at`, UTC ms: at the latest after the severity's interval, at a
 * multiple of the shortest interval of all, so that one run serves every open incident
 * (docs/adr/0013-one-run-for-all.md). A check that was due a moment ago counts from then, so its duration delays
 * none.
 */
export function nextCheck(
  policy: ResponsePolicy,
  severity: Severity,
  at: number,
  due: number | null = null,
): Millis {
  const length = (span: TimeSpan) => addSpan(at, span, policy.timeZone) - at;
  const span = length(policy.triageEvery[severity]);
  const shortest = Math.min(...Object.values(policy.triageEvery).map(length));
  const from = due !== null && due <= at && at - due < span / 2 ? due : at;
  return roundTime(from, span, shortest);
}
