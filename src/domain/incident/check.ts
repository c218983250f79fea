import type { Diagnosis, Owner, Sample } from '../triage/diagnosis.ts';
import type { Millis } from './ids.ts';

/** One run of the checks as the incident remembers it: when (UTC ms), its verdict, what it measured. */
export type Check = {
  readonly at: Millis;
  readonly leaf: string;
  readonly owner: Owner;
  /** In words; null if an earlier version recorded none. */
  readonly cause: string | null;
  readonly sample: Sample;
};

/**
 * Consecutive runs of the checks with one verdict: how many, and since when (UTC ms). `anew`: the incident was over
 * before it, so it continues no earlier stretch.
 */
export type Stretch = {
  readonly leaf: string;
  readonly owner: Owner;
  /** In the words of the last run. */
  readonly cause: string | null;
  readonly since: Millis;
  readonly runs: number;
  readonly anew: boolean;
};

/** How many stretches an incident keeps in memory. */
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

/** The stretches since the incident was last over; all of them if it never was. */
export const sinceAnew = (stretches: readonly Stretch[]): readonly Stretch[] =>
  stretches.slice(
    Math.max(
      0,
      stretches.findLastIndex(({ anew }) => anew),
    ),
  );

/** Since when the checks have found nothing wrong (UTC ms), even across a reopening; null if they do. */
export function healthySince(stretches: readonly Stretch[]): Millis | null {
  const lastProblem = stretches.findLastIndex(({ owner }) => owner !== 'nobody');
  return stretches[lastProblem + 1]?.since ?? null;
}

/** Merges neighboring stretches that `isOne` says are the same: since the first of them, in the words of the last. */
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

/** What a diagnosis measured on Intercom's API; empty for one recorded by an earlier version. */
export const measuredIn = ({ sample }: Diagnosis): Sample => sample ?? { ms: null, failed: 0, total: 0 };
