import { expect, test } from 'vitest';
import { Delivery } from '../../../src/app/delivery/delivery.ts';
import { soleLease } from '../../../src/store/sqlite/sole-lease.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { HandClock } from '../support/hand-clock.ts';
import { listeningLog, parsed } from '../support/listening-log.ts';

/** The one bot on an SQLite file, not yet started. */
function soleBot(stop = async () => {}) {
  const clock = new HandClock(minute(0));
  const { log, lines } = listeningLog();
  const parts = { start: async () => {}, nudge() {}, missed() {}, stop };
  const delivery = new Delivery({
    ...{ lease: soleLease, build: () => parts, clock, log, timer: clock },
    reachesSlack: async () => true,
  });
  return { clock, delivery, lines };
}

test('the one bot on an SQLite file delivers without asking anybody again', async () => {
  const { clock, delivery, lines } = soleBot();
  await delivery.start();
  expect([delivery.since, clock.scheduled, lines]).toEqual([minute(0), [], []]);
  await delivery.stop();
  expect(delivery.since).toBeNull();
});

test('the one bot on an SQLite file stops all the same if its parts fail to end, and logs that once', async () => {
  const { delivery, lines } = soleBot(async () => {
    throw new Error('It does not end.');
  });
  await delivery.start();
  await expect(delivery.stop()).resolves.toBeUndefined();
  expect(delivery.since).toBeNull();
  expect(parsed(lines)).toEqual([
    expect.objectContaining({ msg: expect.stringContaining("didn't end cleanly") }),
  ]);
});
