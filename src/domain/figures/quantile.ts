/**
 * A quantile by nearest rank: the smallest value that at least this share (above 0, at most 1) of all are not above. It is
 * always one of the values. Null if there are none. `sorted` ascending.
 */
export const quantile = (sorted: Float64Array, share: number): number | null =>
  sorted[Math.ceil(share * sorted.length) - 1] ?? null;

/** Half of the values, and nine tenths of them, are no longer than that, ms; null if there are none. */
export type Spread = { readonly medianMs: number | null; readonly p90Ms: number | null };

/** Reads both from values in any order. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort();
  return { medianMs: quantile(sorted, 0.5), p90Ms: quantile(sorted, 0.9) };
}
