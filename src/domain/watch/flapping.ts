import { z } from 'zod';
import { joinedWhere, type Stretch, sinceAnew } from '../incident/check.ts';
import { millisSchema } from '../incident/ids.ts';
import { ownerSchema } from '../triage/diagnosis.ts';
import { sameVerdict, worksNow } from './verdict.ts';

/** Checks that go back and forth: since when (UTC ms), how often they changed, and between which verdicts. */
export const flappingSchema = z.object({
  since: millisSchema,
  changes: z.number().int(),
  between: z.array(z.object({ owner: ownerSchema, cause: z.string() })),
});
export type Flapping = z.infer<typeof flappingSchema>;

/**
 * How many of the latest runs are examined: together with the runs for calm, this keeps the messages of the worst
 * hour few enough.
 */
const runsLookedAt = 18;
/** How often they must have returned to a verdict that they had left. */
const returnsOfFlapping = 2;
/** How many runs in a row must agree before flapping checks count as calm: more than it takes to start flapping. */
export const runsOfCalm = 9;

/** Whether two verdicts are the same side of the flapping: all that say "works now" are one. */
export const sameSide = (one: Side, other: Side): boolean =>
  one.leaf === other.leaf || (worksNow(one) && worksNow(other));
type Side = Pick<Stretch, 'leaf' | 'owner'>;

/** The stretches of each side; the checks last changed sides at the start of the last one. */
export const sidesIn = (stretches: readonly Stretch[]): readonly Stretch[] =>
  joinedWhere(stretches, sameSide);

/** How the checks go back and forth, after a run that changed sides; null if they don't. */
export function flappingIn(stretches: readonly Stretch[]): Flapping | null {
  const recent = lately(sidesIn(sinceAnew(stretches)));
  const returns = recent.filter(
    (one, i) => i > 0 && recent.slice(0, i).some((other) => sameSide(one, other)),
  );
  const [, first] = recent;
  if (!first || recent.at(-1)?.runs !== 1 || returns.length < returnsOfFlapping) return null;
  const sides = recent.filter((one, i) => !recent.slice(i + 1).some((other) => sameSide(one, other)));
  return {
    since: first.since,
    changes: recent.length - 1,
    between: sides.map(({ owner, cause }) => ({ owner, cause: cause ?? '' })),
  };
}

/** The stretches that reach into the latest runs, oldest first. */
function lately(stretches: readonly Stretch[]): readonly Stretch[] {
  let runs = 0;
  const before = stretches.findLastIndex((stretch) => {
    const outside = runs >= runsLookedAt;
    runs += stretch.runs;
    return outside;
  });
  return stretches.slice(before + 1);
}

/**
 * Since when, and for how many runs, the checks have agreed again after flapping; null if they don't. A verdict that
 * says "it comes and goes" is never calm, however often it repeats.
 */
export function calmIn(stretches: readonly Stretch[]): Pick<Stretch, 'since' | 'runs'> | null {
  const last = joinedWhere(stretches, sameVerdict).at(-1);
  if (!last || last.runs < runsOfCalm || (worksNow(last) && last.owner !== 'nobody')) return null;
  return { since: last.since, runs: last.runs };
}
