import { describe, expect, test } from 'vitest';
import { passed, systemClock } from '../../src/app/clock.ts';

/** Resolves when the system clock runs what is due at a time. */
const until = (at: number) => new Promise<void>((resolve) => void systemClock.schedule(at, resolve));

test('The system clock runs what is due, even if it was due long ago', async () => {
  await until(systemClock.now() - 60_000);
  const at = systemClock.now() + 5;
  await until(at);
  // A timer may end a millisecond early.
  expect(systemClock.now()).toBeGreaterThanOrEqual(at - 1);
});

test("The system clock doesn't run what was cancelled, or what is further off than a timer can wait", async () => {
  const ran: string[] = [];
  systemClock.schedule(systemClock.now(), () => ran.push('cancelled'))();
  const cancelFar = systemClock.schedule(systemClock.now() + 1e12, () => ran.push('far off'));
  await until(systemClock.now() + 5);
  cancelFar();
  expect(ran).toEqual([]);
});

describe('A wait on the clock', () => {
  test('ends when its time has come', async () => {
    const at = systemClock.now() + 5;
    await passed(systemClock, 5, new AbortController().signal);
    expect(systemClock.now()).toBeGreaterThanOrEqual(at - 1);
  });

  test('ends right away at a shutdown, even one that came before it, and leaves no timer behind', async () => {
    const cancelled: number[] = [];
    const clock = { now: () => 0, schedule: (at: number) => () => void cancelled.push(at) };
    const stopping = new AbortController();
    const waiting = passed(clock, 7, stopping.signal);
    stopping.abort();
    await waiting;
    await passed(clock, 8, stopping.signal);
    expect(cancelled).toEqual([7, 8]);
  });
});
