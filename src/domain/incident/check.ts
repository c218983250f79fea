import type { Diagnosis, Owner, Sample } from '../triage/diagnosis.ts';
import type { Millis } from './ids.ts';

/** One run of the checks as the incident remembers it: when (UTC ms), its verdict, what it measured. */
export type Check = {
  readonly at: Millis;
  readonly leaf: string;
  readonly owner: Owner;
  /** In words; null where an earlier version recorded none. */
  readonly cause: string | null;
  readonly sample: Sample;
};

/**
 * Runs of the checks in a row that came to one verdict: how many, and since when (UTC ms). `anew`: the incident was over
 * before it, so that it goes on with no other stretch.
 */
export type Stretch = {
  readonly leaf: string;
  readonly owner: Owner;
  /** As the last of the runs had it. */
  readonly cause: string | null;
  readonly since: Millis;
  readonly runs: number;
  readonly anew: boolean;
};

/** How many stretches an incident keeps at hand. */
const stretchesKept = 30;

/** The stretches, oldest first, after one more run; `anew`: the incident was over since the last one. */
export function withRun(
  stretches: readonly Stretch[],
  { at, leaf, owner, cause }: Omit<Check, 'sample'>,
  anew = false,
): readonly Stretch[] {
  const last = stretches.at(-1);
  if (last?.leaf === leaf && !anew)
    return [...stretches.slice(0, -1), { ...last, owner, cause, runs: last.runs + 1 }];
  return [...stretches.slice(1 - stretchesKept), { leaf, owner, cause, since: at, runs: 1, anew }];
}

/** The stretches since the incident was over last; all of them where it never was. */
export const sinceAnew = (stretches: readonly Stretch[]): readonly Stretch[] =>
  stretches.slice(
    Math.max(
      0,
      stretches.findLastIndex(({ anew }) => anew),
    ),
  );

/** Since when the checks have found nothing wrong (UTC ms), whether it was reopened meanwhile or not; null: they do. */
export function healthySince(stretches: readonly Stretch[]): Millis | null {
  const lastProblem = stretches.findLastIndex(({ owner }) => owner !== 'nobody');
  return stretches[lastProblem + 1]?.since ?? null;
}

/**
 * The stretches with those neighbours made one that are one to `isOne`: since the first of them, in the words of the
 * last.
 */
export function joinedWhere(
  stretches: readonly Stretch[],
  isOne: (one: Stretch, other: Stretch) => boolean,
): readonly Stretch[] {
  const joined: Stretch[] = [];
  for (const stretch of stretches) {
    const last = joined.at(-1);
    if (last && !stretch.anew && isOne(last, stretch)) {
      const { since, anew } = last;
      joined.splice(-1, 1, { ...stretch, since, anew, runs: last.runs + stretch.runs });
    } else joined.push(stretch);
  }
  return joined;
}

/** What a diagnosis measured of Intercom's API; nothing, for one that an earlier version recorded. */
export const measuredIn = ({ sample }: Diagnosis): Sample => sample ?? { ms: null, failed: 0, total: 0 };
