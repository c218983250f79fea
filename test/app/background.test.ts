import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Background } from '../../src/app/background.ts';
import { listeningLog, parsed } from './support/listening-log.ts';
import { gate, hasEnded } from './support/wait-until-idle.ts';

test('Shutdown waits for replies in progress, and for those that they start', async () => {
  const background = new Background(listeningLog().log);
  const [first, second] = [gate(), gate()];
  background.run('first', async () => {
    await first.passed;
    background.run('second', () => second.passed);
  });
  const settled = background.settled();
  expect(await hasEnded(settled)).toBe(false);
  first.open();
  expect(await hasEnded(settled)).toBe(false);
  second.open();
  await settled;
});

test("A lost reply is logged by its name, without the error's words, and harms nobody", async () => {
  const { log, lines } = listeningLog();
  const background = new Background(log);
  background.run('open the modal', async () => {
    throw new Error('xoxb-secret');
  });
  await background.settled();
  expect(parsed(lines)).toEqual([
    expect.objectContaining({ level: 40, what: 'open the modal', cause: 'Error' }),
  ]);
  expect(lines.join('')).not.toContain('xoxb-secret');
});

test('Shutdown waits for nothing if nothing is in progress', async () => {
  await expect(new Background(listeningLog().log).settled()).resolves.toBeUndefined();
});

test('A view is refreshed again when the work on it has ended, also if that failed, once for all who asked meanwhile', async () => {
  const background = new Background(listeningLog().log);
  const first = gate();
  const begun: string[] = [];
  background.refresh('a', 'first', async () => {
    begun.push('first');
    await first.passed;
    throw new Error('lost');
  });
  background.refresh('b', 'other', async () => begun.push('other'));
  await setImmediate();
  for (const name of ['second', 'third', 'fourth'])
    background.refresh('a', name, async () => begun.push(name));
  const settled = background.settled();
  expect(await hasEnded(settled)).toBe(false);
  expect(begun).toEqual(['first', 'other']);
  first.open();
  await settled;
  expect(begun).toEqual(['first', 'other', 'second']);
});
