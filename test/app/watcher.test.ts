import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CommandBus } from '../../src/app/command-bus.ts';
import { Watcher } from '../../src/app/watcher.ts';
import { minute, policy } from '../domain/support/fixtures.ts';
import { foundAt } from '../domain/support/verdicts.ts';
import { openFile, quickStore, temporaryFolder, withSql } from '../store/support/sqlite.ts';
import { HandClock } from './support/hand-clock.ts';
import { listeningLog, parsed } from './support/listening-log.ts';
import { waitUntilIdle } from './support/wait-until-idle.ts';

test('Monitoring that cannot record what it sees says so once, goes on, and says it again after it could', async () => {
  const file = join(temporaryFolder(), 'incidents.db');
  const store = openFile(file);
  const clock = new HandClock(minute(0));
  const { log, lines } = listeningLog();
  let checks = 0;
  const triage = async () => {
    checks += 1;
    return foundAt('failing_posted');
  };
  const commandBus = new CommandBus({ store, clock, policy });
  const watcher = new Watcher(60_000, { commandBus, clock, log, triage });
  onTestFinished(() => watcher.stop());
  const rename = (from: string, to: string) =>
    withSql(file, (db) => db.exec(`ALTER TABLE ${from} RENAME TO ${to}`));
  const check = async (at: number) => {
    clock.moveTo(minute(at));
    await waitUntilIdle();
  };
  const logged = () => parsed(lines).map((line) => Object(line).msg);
  rename('watch', 'elsewhere');
  watcher.start();
  for (const at of [0, 1, 2]) await check(at);
  expect([checks, logged()]).toEqual([3, ['A monitoring check failed to run; monitoring continues.']]);
  rename('elsewhere', 'watch');
  await check(3);
  rename('watch', 'elsewhere');
  await check(4);
  expect([checks, logged().length]).toEqual([5, 2]);
});

test('Monitoring that fails in two ways logs each once, without its words', async () => {
  const clock = new HandClock(minute(0));
  const { log, lines } = listeningLog();
  const bugs = {
    one: () => {
      throw new TypeError('cannot read xoxb-secret');
    },
    other: () => {
      throw new TypeError('xoxb-secret is not iterable');
    },
  };
  const failing: (keyof typeof bugs)[] = ['one', 'one', 'other', 'one', 'other'];
  const triage = async () => bugs[failing.shift() ?? 'one']();
  const commandBus = new CommandBus({ store: quickStore(), clock, policy });
  const watcher = new Watcher(60_000, { commandBus, clock, log, triage });
  onTestFinished(() => watcher.stop());
  watcher.start();
  for (const at of [0, 1, 2, 3, 4]) {
    clock.moveTo(minute(at));
    await waitUntilIdle();
  }
  expect(failing).toEqual([]);
  expect(parsed(lines)).toEqual([
    expect.objectContaining({
      cause: 'TypeError',
      stack: expect.arrayContaining([expect.stringContaining('one')]),
    }),
    expect.objectContaining({
      cause: 'TypeError',
      stack: expect.arrayContaining([expect.stringContaining('other')]),
    }),
  ]);
  expect(lines.join('')).not.toContain('secret');
});
