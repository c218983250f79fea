/** A row in the table: what was measured against what. `target` is the highest ratio allowed, or the lowest. */
export type Row = {
  readonly what: string;
  readonly ours: string;
  readonly against: string;
  readonly ratio: number;
  readonly target: { readonly atMost: number } | { readonly atLeast: number };
};

/** Whether a row meets its target. */
export const meets = ({ ratio, target }: Row): boolean =>
  'atMost' in target ? ratio <= target.atMost : ratio >= target.atLeast;

/** The p-th percentile (0 to 100) of unsorted numbers. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1);
  return sorted[Math.max(0, at)] ?? Number.NaN;
}

/** The median value. */
export const median = (values: readonly number[]): number => percentile(values, 50);

/** Milliseconds as people read them. */
export const ms = (value: number): string =>
  value >= 100
    ? `${value.toFixed(0)} ms`
    : value >= 1
      ? `${value.toFixed(2)} ms`
      : `${(value * 1000).toFixed(0)} µs`;

/** A rate per second, for people. */
export const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en')} /s`;

/** Bytes as people read them. */
export const mib = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`;

/** How long `work` takes, in ms of real time. */
export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
