import type { Millis } from '../incident/ids.ts';
import type { Severity } from '../incident/severity.ts';
import { type Episode, isUnanswered } from './episode.ts';
import { type CheckVerdict, newsIn } from './verdict.ts';

/**
 * What people have been told of one outage: the episodes that they were asked about, oldest first, and what still went
 * on when they had done with their incident.
 */
export type KnownOutage = { readonly asked: readonly Episode[]; readonly handled: CheckVerdict | null };

/** How soon the same trouble, back after a recovery, is told in a message of its own again, ms. */
const tellAgainMs = 30 * 60_000;

/**
 * Whether people know of it: they have been told all that there is in it, and were asked and still are, have answered,
 * or had it in an incident. Back after a recovery it is asked in the same message, which is given, and in a new one
 * when that is old. Null: it is new. `at` is UTC ms.
 */
export function knownOf(
  { asked, handled }: KnownOutage,
  verdict: CheckVerdict,
  at: Millis,
): 'known' | Episode | null {
  if (handled && newsIn(verdict, handled) === null) return 'known';
  const same = asked.filter((one) => {
    const news = newsIn(verdict, toldBy(one));
    // Whoever is asked sees on the status page what has been posted since.
    return news === null || (news === 'posted' && isUnanswered(one));
  });
  const latest = same.at(-1);
  if (!latest) return null;
  if (asked.some(isUnanswered) || same.some(isAnswered)) return 'known';
  // A distance, for the clock may have been set back since.
  const isFresh = Math.abs(at - latest.proposedAt) < tellAgainMs;
  return latest.answer?.kind === 'recovered' && isFresh ? latest : null;
}

/** How bad the same trouble was before, where it has only got worse since; null: that cannot be said. */
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
