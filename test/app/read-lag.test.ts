import { expect, onTestFinished, test } from 'vitest';
import { ReadLag } from '../../src/app/read-lag.ts';
import { minute, second } from '../domain/support/fixtures.ts';
import { until } from './support/failing.ts';
import { HandClock } from './support/hand-clock.ts';

function lagBy(clock: HandClock, timer = clock): ReadLag {
  const lag = new ReadLag(clock, timer);
  onTestFinished(() => lag.stop());
  return lag;
}

test('A payload that a running process reads counts as sent just now, by the clock of the database', async () => {
  const timer = new HandClock(minute(0));
  const lag = lagBy(new HandClock(minute(500)), timer);
  await until(timer, second(10.1));
  expect(lag.sentAt()).toBe(minute(500) - 100);
});

test('A payload that a process reads after a pause counts as sent when the pause began', async () => {
  const clock = new HandClock(minute(0));
  let first = 0;
  clock.schedule(minute(1), () => {
    first = lag.sentAt();
  });
  const lag = lagBy(clock);
  clock.moveTo(minute(1));
  expect([first, lag.sentAt()]).toEqual([minute(0), minute(0) + 2]);
  await until(clock, second(60.9));
  expect(lag.sentAt()).toBe(minute(0) + 4);
  await until(clock, second(61));
  expect(lag.sentAt()).toBe(second(61));
});

test('A payload counts as sent after those that were read before it, whatever the clocks round', async () => {
  let ms = 0;
  const schedule = () => () => {};
  const clock = { now: () => Math.floor(minute(500) + ms), schedule };
  const timer = { now: () => ms + 0.45, schedule };
  const lag = new ReadLag(clock, timer);
  const times = [0, 0.1, 0.9, 1, 1.9, 2, 2.6, 2.6, 3.1].map((at) => {
    ms = at;
    return lag.sentAt();
  });
  expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
});

test('A process that stops no longer notes its pauses', () => {
  const clock = new HandClock(minute(0));
  lagBy(clock).stop();
  expect(clock.scheduled).toEqual([]);
});
