import type { AnyEffect } from '../domain/effects.ts';
import type { Failing } from '../store/store.ts';

/** How long an effect may fail while Slack takes other calls, before people are told and its lane goes on. */
type Budget = { readonly tries: number; readonly forMs: number };

const minute = 60_000;

/** People wait for it: they are told before they wonder. */
const waitedFor: Budget = { tries: 5, forMs: 4 * minute };
/** Nobody waits for it. */
const inBackground: Budget = { tries: 5, forMs: 15 * minute };

const budgetOf = (type: AnyEffect['type']): Budget => {
  switch (type) {
    case 'learn_names':
    case 'sync_bookmarks':
    case 'check_again':
      return inBackground;
    default:
      return waitedFor;
  }
};

/** The failed tries with one more at `now` (UTC ms). */
export const failedOnceMore = (failing: Failing | null, now: number): Failing => ({
  tries: (failing?.tries ?? 0) + 1,
  since: failing?.since ?? now,
});

/** Whether it has failed for longer than its kind may, or is asked to wait for so long (`again`: its next try, UTC ms). */
export function outlasted(type: AnyEffect['type'], failing: Failing, now: number, again: number): boolean {
  const { tries, forMs } = budgetOf(type);
  return (failing.tries >= tries && now - failing.since >= forMs) || again - now > forMs;
}

/** How often it comes back by itself each hour, after the first two times, and each day after that: for two weeks. */
const hourly = 24;
const daily = 14;

/** When what is put aside for the `asides + 1`-th time comes back by itself, UTC ms; null: when a person wants it to. */
export function comesBackAt(asides: number, now: number): number | null {
  if (asides < 2) return now + (asides + 1) * 15 * minute;
  if (asides < 2 + hourly) return now + 60 * minute;
  return asides < 2 + hourly + daily ? now + 1_440 * minute : null;
}
