import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Background } from '../../../src/app/background.ts';
import { SpareTime } from '../../../src/app/looks/spare-time.ts';
import { incidentIdSchema } from '../../../src/domain/incident/ids.ts';
import type { Store } from '../../../src/store/store.ts';
import { quickStore } from '../../store/support/sqlite.ts';
import { listeningLog } from '../support/listening-log.ts';
import { gate, waitUntilIdle } from '../support/wait-until-idle.ts';

const ids = Array.from({ length: 8 }, (_, n) => incidentIdSchema.parse(n + 1));

const worksFor = (ms: number) => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

/** Spare time with a store whose reading of incidents and filling of the index are the test's. */
const spareTime = (
  look: () => Promise<void>,
  indexMore: Store['indexMore'] = async () => false,
): SpareTime => {
  const store = quickStore();
  const incident: Store['incident'] = async (id) => {
    await look();
    return await store.incident(id);
  };
  return new SpareTime({ ...store, incident, indexMore });
};

describe('In spare time', () => {
  test('one part is done after another, whoever asked for it', async () => {
    let [atWork, atMost] = [0, 0];
    const { store } = spareTime(async () => {
      atWork += 1;
      atMost = Math.max(atMost, atWork);
      await setImmediate();
      atWork -= 1;
    });
    await Promise.all(ids.map((id) => store.incident(id)));
    expect([atWork, atMost]).toEqual([0, 1]);
  });

  test('three quarters of the time are left to what people do', async () => {
    const parts: number[] = [];
    const { store } = spareTime(async () => {
      const began = performance.now();
      worksFor(2);
      parts.push(performance.now() - began);
    });
    const began = performance.now();
    await Promise.all(ids.map((id) => store.incident(id)));
    const took = performance.now() - began;
    const sum = (times: readonly number[]) => times.reduce((all, ms) => all + ms, 0);
    // After the last part nobody waits for the rest, and a timer counts whole milliseconds.
    const rested = parts.slice(0, -1);
    expect(took).toBeGreaterThan(sum(parts) + 3 * sum(rested) - rested.length);
  });

  test('filling leaves nearly all of the time to people at work, and delays no look', async () => {
    let [filled, looks] = [0, 0];
    const { store } = spareTime(
      async () => {
        looks += 1;
      },
      async () => {
        const began = performance.now();
        worksFor(1);
        filled += performance.now() - began;
        return true;
      },
    );
    const people = setInterval(() => worksFor(2), 10);
    const began = performance.now();
    const looking = Array.from({ length: 3 }, async () => {
      for (const id of ids) await store.incident(id);
      return performance.now() - began;
    });
    for (let part = 0; part < 40; part += 1) await store.indexMore();
    clearInterval(people);
    const took = performance.now() - began;
    expect(filled / took).toBeLessThan(0.02);
    for (const looked of await Promise.all(looking)) expect(looked).toBeLessThan(took / 5);
    expect(looks).toBe(3 * ids.length);
  });

  test('the bot is busy for as long as a part is asked for, also while that waits for a rest', async () => {
    const [first, second] = [gate(), gate()];
    const gates = [first, second];
    const time = spareTime(() => gates.shift()?.passed ?? Promise.resolve());
    const states = [time.busy];
    const looking = (async () => {
      for (const id of ids.slice(0, 2)) await time.store.incident(id);
    })();
    await waitUntilIdle();
    states.push(time.busy);
    first.open();
    await setImmediate();
    states.push(time.busy);
    second.open();
    await looking;
    expect([...states, time.busy]).toEqual([false, true, true, false]);
  });

  test('the bot is busy for as long as filling rests after its part', async () => {
    const time = spareTime(
      async () => {},
      async () => {
        worksFor(5);
        return false;
      },
    );
    const filling = time.store.indexMore();
    const states: boolean[] = [];
    const looking = setInterval(() => states.push(time.busy), 1);
    await filling;
    clearInterval(looking);
    expect(states.length).toBeGreaterThan(0);
    expect([...new Set(states), time.busy]).toEqual([true, false]);
  });

  test("a part that fails doesn't keep the next one from being done", async () => {
    let looks = 0;
    const { store } = spareTime(async () => {
      looks += 1;
      if (looks === 1) throw new Error('database is locked');
    });
    const [failed, done] = await Promise.allSettled(ids.slice(0, 2).map((id) => store.incident(id)));
    expect([failed?.status, done?.status]).toEqual(['rejected', 'fulfilled']);
  });

  test('what has not begun when the bot stops is left undone, at once and without a word', async () => {
    let looks = 0;
    const first = gate();
    const time = spareTime(async () => {
      looks += 1;
      await first.passed;
    });
    const { log, lines } = listeningLog();
    const background = new Background(log);
    for (const id of ids) background.run('look', () => time.store.incident(id));
    await waitUntilIdle();
    time.stop();
    first.open();
    await background.settled();
    expect([looks, lines]).toEqual([1, []]);
  });
});
