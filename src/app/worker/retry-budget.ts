import type { Claim, FailureStreak } from '../../store/claims.ts';

const minute = 60_000;

/**
 * How many times at least, and for how long, an effect can fail while Slack accepts other calls, before it fails
 * permanently.
 */
const triesLeast = 5;
/** People who are waiting for it are told before they wonder. */
const waitedForMs = 4 * minute;
const inBackgroundMs = 15 * minute;

/** The failed attempts, with one more at `now` (UTC ms). */
export const failedOnceMore = (failing: FailureStreak | null, now: number): FailureStreak => ({
  tries: (failing?.tries ?? 0) + 1,
  since: failing?.since ?? now,
});

/**
 * Whether it has failed for longer than allowed, or is asked to wait that long (`again`: its next attempt, UTC ms).
 */
export function outlasted(
  { background }: Pick<Claim, 'background'>,
  failing: FailureStreak,
  now: number,
  again: number,
): boolean {
  const forMs = background ? inBackgroundMs : waitedForMs;
  return (
    (failing.tries >= triesLeast && now - failing.since >= forMs) || asksForMore({ background }, now, again)
  );
}

/**
 * Whether a claimed effect with these failures may no longer be retried. One that failed permanently before has no
 * budget left.
 */
export const givenUp = (
  claim: Pick<Claim, 'asides' | 'background'>,
  failing: FailureStreak,
  now: number,
  again: number,
): boolean => claim.asides > 0 || outlasted(claim, failing, now, again);

/**
 * Whether the next attempt is asked to wait (until `again`, UTC ms) for longer than people may be kept waiting
 * without being told.
 */
export const asksForMore = ({ background }: Pick<Claim, 'background'>, now: number, again: number): boolean =>
  again - now > (background ? inBackgroundMs : waitedForMs);

/** How often it's queued again on its own: hourly after the first two times, then daily for two weeks. */
const hourly = 24;
const daily = 14;

/**
 * When an effect that fails permanently for the `asides + 1`-th time is queued again on its own, UTC ms; null if only
 * a person can do that.
 */
export function comesBackAt(asides: number, now: number): number | null {
  if (asides < 2) return now + (asides + 1) * 15 * minute;
  if (asides < 2 + hourly) return now + 60 * minute;
  return asides < 2 + hourly + daily ? now + 1_440 * minute : null;
}
