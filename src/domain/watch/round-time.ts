import type { Millis } from '../incident/ids.ts';

/** What comes again sooner than this part of its period after `from` would measure the same thing twice. */
const soonestPart = 1 / 4;

/**
 * When something comes again that repeats after at most `periodMs`, counted from `from` (UTC ms): a whole multiple of
 * `gridMs`, which is at most the period, so that all that repeats on one grid comes at the same times. Where that would
 * be too soon after `from`, once half a step of the grid later.
 */
export function roundTime(from: number, periodMs: number, gridMs: number): Millis {
  const latest = from + periodMs;
  const onGrid = floorTo(latest, gridMs);
  const at = onGrid >= from + periodMs * soonestPart ? onGrid : floorTo(latest, gridMs / 2);
  return at as Millis;
}

const floorTo = (at: number, step: number): number => Math.floor(at / step) * step;
