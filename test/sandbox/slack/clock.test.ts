import { expect, test } from 'vitest';
import { MovableClock } from '../../../packages/slack-sandbox/clock.ts';

const start = Date.UTC(2026, 2, 1, 14, 0);

test('The movable clock starts at the given time and advances as told', () => {
  const clock = new MovableClock(start);
  clock.advance(90_000);
  expect(clock.now()).toBeGreaterThanOrEqual(start + 90_000);
  expect(clock.now()).toBeLessThan(start + 95_000);
});

test('Advancing the clock fires due alarms in order, each at its own time', () => {
  const clock = new MovableClock(start);
  const fired: string[] = [];
  const note = (name: string) => () => {
    fired.push(`${name} ${Math.round((clock.now() - start) / 1000)}`);
  };
  clock.schedule(start + 60_000, note('late'));
  clock.schedule(start + 10_000, note('early'));
  clock.schedule(start + 600_000, note('never'));
  clock.advance(120_000);
  expect(fired).toEqual(['early 10', 'late 60']);
});

test('An alarm set while the clock advances fires in the same advance if due', () => {
  const clock = new MovableClock(start);
  const fired: string[] = [];
  clock.schedule(start + 1_000, () => {
    clock.schedule(start + 2_000, () => fired.push('second'));
  });
  clock.advance(3_000);
  expect(fired).toEqual(['second']);
});

test("A cancelled alarm doesn't fire", () => {
  const clock = new MovableClock(start);
  const fired: string[] = [];
  const cancel = clock.schedule(start + 1_000, () => fired.push('cancelled'));
  cancel();
  clock.advance(5_000);
  expect(fired).toEqual([]);
});

test('Alarms also fire as real time passes', async () => {
  const clock = new MovableClock(start);
  await new Promise<void>((resolve) => {
    clock.schedule(clock.now() + 5, resolve);
  });
  expect(clock.now()).toBeGreaterThanOrEqual(start + 5);
});

test('A still clock moves only when advanced', () => {
  const clock = new MovableClock(start, { still: true });
  expect(clock.now()).toBe(start);
  clock.advance(1_000);
  expect(clock.now()).toBe(start + 1_000);
});
