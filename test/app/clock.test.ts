import { expect, test } from 'vitest';
import { systemClock } from '../../src/app/clock.ts';

/** Resolves when the system clock runs what is due at a time. */
const until = (at: number) => new Promise<void>((resolve) => void systemClock.schedule(at, resolve));

test('the system clock runs what is due, also what was due long ago', async () => {
  await until(systemClock.now() - 60_000);
  const at = systemClock.now() + 5;
  await until(at);
  // A timer may end a millisecond early.
  expect(systemClock.now()).toBeGreaterThanOrEqual(at - 1);
});

test('the system clock does not run what was cancelled, nor what is further off than a timer can wait', async () => {
  const ran: string[] = [];
  systemClock.schedule(systemClock.now(), () => ran.push('cancelled'))();
  const cancelFar = systemClock.schedule(systemClock.now() + 1e12, () => ran.push('far off'));
  await until(systemClock.now() + 5);
  cancelFar();
  expect(ran).toEqual([]);
});
