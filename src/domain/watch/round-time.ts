import type { Millis } from '../incident/ids.ts';

/** A run sooner after `from` than this part of its period would measure the same thing twice. */
const soonestPart = 1 / 4;

/**
 * When something that repeats after at most `periodMs` runs again, counted from `from` (UTC ms): at a whole multiple
 * of `gridMs`, which is at most the period, so that everything on one grid runs at the same times. If that would be
 * too soon after `from`, half a grid step later, once.
 */
export function roundTime(from: number, periodMs: number, gridMs: number): Millis {
  const latest = from + periodMs;
  const onGrid = floorTo(latest, gridMs);
  const at = onGrid >= from + periodMs * soonestPart ? onGrid : floorTo(latest, gridMs / 2);
  return at as Millis;
}

const floorTo = (at: number, step: number): number => Math.floor(at / step) * step;
