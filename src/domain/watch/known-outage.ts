import type { Millis } from '../incident/ids.ts';
import type { Severity } from '../incident/severity.ts';
import { type Episode, isUnanswered } from './episode.ts';
import { type CheckVerdict, newsIn } from './verdict.ts';

/**
 * What people have been told about one outage: the episodes that they were asked about, oldest first, and what still
 * went on when they finished their incident.
 */
export type KnownOutage = { readonly asked: readonly Episode[]; readonly handled: CheckVerdict | null };

/** How soon the same problem, back after a recovery, can get a message of its own again, ms. */
const tellAgainMs = 30 * 60_000;

/**
 * Whether people know about it: they have been told everything about it, and are still being asked, have answered, or
 * had it in an incident. If it's back after a recovery, its existing message asks again (that one is returned), or a
 * new one if that is old. Null if it's new. `at` is UTC ms.
 */
export function knownOf(
  { asked, handled }: KnownOutage,
  verdict: CheckVerdict,
  at: Millis,
): 'known' | Episode | null {
  if (handled && newsIn(verdict, handled) === null) return 'known';
  const same = asked.filter((one) => {
    const news = newsIn(verdict, toldBy(one));
    // People who are still being asked see on the status page what has been posted since.
    return news === null || (news === 'posted' && isUnanswered(one));
  });
  const latest = same.at(-1);
  if (!latest) return null;
  if (asked.some(isUnanswered) || same.some(isAnswered)) return 'known';
  // An absolute difference, because the clock may have been set back since.
  const isFresh = Math.abs(at - latest.proposedAt) < tellAgainMs;
  return latest.answer?.kind === 'recovered' && isFresh ? latest : null;
}

/** How bad the same problem was before, if it has only got worse since; null if that can't be said. */
export function milderBefore({ asked, handled }: KnownOutage, verdict: CheckVerdict): Severity | null {
  const before = [...(handled ? [handled] : []), ...asked.map(toldBy)].findLast((one) => {
    const news = newsIn(verdict, one);
    return news !== 'trouble' && news !== 'owner';
  });
  return before && newsIn(verdict, before) === 'worse' ? before.severity : null;
}

/** What an episode has told people. */
const toldBy = ({ diagnosis, worst }: Episode): CheckVerdict => ({ ...diagnosis, severity: worst });

const isAnswered = ({ answer }: Episode): boolean =>
  answer?.kind === 'dismissed' || answer?.kind === 'opened';
