import { describe, expect, onTestFinished, test } from 'vitest';
import { IndexFilling } from '../../../src/app/finding/index-filling.ts';
import { listeningLog, parsed } from '../support/listening-log.ts';
import { waitUntilIdle } from '../support/wait-until-idle.ts';

/** What fills an index in so many parts, with the pauses that it makes. */
function filling(indexMore: () => Promise<boolean>) {
  const pauses: number[] = [];
  const { log, lines } = listeningLog();
  const pause = async (ms: number) => {
    pauses.push(ms);
    await waitUntilIdle();
  };
  const one = new IndexFilling({ store: { indexMore }, log, pause });
  onTestFinished(() => one.stop());
  return { one, pauses, warnings: () => parsed(lines) };
}

describe('The search index', () => {
  test('is filled part by part until nothing is left', async () => {
    const parts = [true, true, false];
    const { one, pauses, warnings } = filling(async () => parts.shift() ?? false);
    await one.run();
    expect([parts, pauses, warnings()]).toEqual([[], [], []]);
  });

  test("is filled later if the store can't be written, which the log says", async () => {
    let broken = true;
    const { one, pauses, warnings } = filling(async () => {
      if (!broken) return false;
      broken = false;
      throw new Error('database or disk is full');
    });
    await one.run();
    expect(pauses).toEqual([60_000]);
    expect(warnings()).toMatchObject([{ msg: "Couldn't fill the search index; will retry." }]);
  });

  test('is left as it is when the bot stops', async () => {
    let parts = 0;
    const { one } = filling(async () => {
      parts += 1;
      one.stop();
      return true;
    });
    await one.run();
    expect(parts).toBe(1);
  });
});
