import { expect, onTestFinished, test } from 'vitest';
import { CommandBus } from '../../src/app/command-bus.ts';
import { StoreCare } from '../../src/app/store-care.ts';
import { minute, policy, second } from '../domain/support/fixtures.ts';
import { open } from '../store/support/orders.ts';
import { quickStore } from '../store/support/sqlite.ts';
import { HandClock } from './support/hand-clock.ts';
import { listeningLog, parsed } from './support/listening-log.ts';
import { waitUntilIdle } from './support/wait-until-idle.ts';

/** A store whose checks can write and whose changes fail with a code; what its health is, and how often it came back. */
async function failing(code: string) {
  const clock = new HandClock(minute(0));
  const { log, lines } = listeningLog();
  let [elapsed, back] = [0, 0];
  const care = new StoreCare({
    store: { checkWritable: async () => {}, tidy: async () => {} },
    ...{ clock, log, elapsed: () => elapsed },
    onBack: async () => {
      back += 1;
    },
  });
  onTestFinished(() => care.stop());
  await care.start();
  const change = () => Promise.reject(Object.assign(new Error('not saved'), { code }));
  const store = Object.assign(quickStore(), { change });
  const commandBus = new CommandBus({ store, clock, policy });
  commandBus.onNotSaved = (error) => care.changeFailed(error);
  const give = () =>
    commandBus
      .execute({ target: 'new', command: open(), by: { kind: 'bot' }, inboxId: null })
      .catch(() => {});
  const pass = async (seconds: number) => {
    elapsed += seconds * 1_000;
    clock.moveTo(second((clock.now() - minute(0)) / 1_000 + seconds));
    await waitUntilIdle();
  };
  return { care, give, pass, back: () => back, logged: () => parsed(lines) };
}

test.each(['SQLITE_FULL', '53100'])(
  'a command that a full disk refuses (%s) makes the store unhealthy until three checks could write',
  async (code) => {
    const { care, give, pass, back, logged } = await failing(code);
    await give();
    for (let n = 0; n < 3; n += 1) {
      expect(care.advice()?.what).toBe('the database disk is full');
      await pass(5);
    }
    expect(care.advice()).toBeNull();
    expect(logged()).toMatchObject([
      { msg: "The database isn't writable." },
      { msg: 'The database is writable again.' },
    ]);
    // No check had failed, so nothing was missed.
    expect(back()).toBe(0);
  },
);

test.each(['SQLITE_BUSY', '40001', 'DATABASE_AWAY'])(
  'a command that fails for what checks see, too (%s), leaves the health of the store to them',
  async (code) => {
    const { care, give, logged } = await failing(code);
    await give();
    expect(care.advice()).toBeNull();
    expect(logged()).toEqual([]);
  },
);
