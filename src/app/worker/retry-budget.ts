import type { Claim, FailureStreak } from '../../store/claims.ts';

const minute = 60_000;

/** How often at least, and for how long, an effect may fail while Slack takes other calls, before it is put aside. */
const triesLeast = 5;
/** People who wait for it are told before they wonder. */
const waitedForMs = 4 * minute;
const inBackgroundMs = 15 * minute;

/** The failed tries with one more at `now` (UTC ms). */
export const failedOnceMore = (failing: FailureStreak | null, now: number): FailureStreak => ({
  tries: (failing?.tries ?? 0) + 1,
  since: failing?.since ?? now,
});

/** Whether it has failed for longer than it may, or is asked to wait for so long (`again`: its next try, UTC ms). */
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
 * Whether a claimed effect that has failed so may not go on failing. What has been put aside before has no budget left.
 */
export const givenUp = (
  claim: Pick<Claim, 'asides' | 'background'>,
  failing: FailureStreak,
  now: number,
  again: number,
): boolean => claim.asides > 0 || outlasted(claim, failing, now, again);

/** Whether the next try is asked to wait (until `again`, UTC ms) for longer than people may be kept waiting untold. */
export const asksForMore = ({ background }: Pick<Claim, 'background'>, now: number, again: number): boolean =>
  again - now > (background ? inBackgroundMs : waitedForMs);

/** How often it comes back by itself each hour, after the first two times, and each day after that: for two weeks. */
const hourly = 24;
const daily = 14;

/** When what is put aside for the `asides + 1`-th time comes back by itself, UTC ms; null: when a person wants it to. */
export function comesBackAt(asides: number, now: number): number | null {
  if (asides < 2) return now + (asides + 1) * 15 * minute;
  if (asides < 2 + hourly) return now + 60 * minute;
  return asides < 2 + hourly + daily ? now + 1_440 * minute : null;
}
