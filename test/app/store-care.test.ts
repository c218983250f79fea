import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { StoreCare } from '../../src/app/store-care.ts';
import { createHealthServer, listen } from '../../src/health-server.ts';
import type { Store } from '../../src/store/store.ts';
import { minute, second } from '../domain/support/fixtures.ts';
import { openFile, temporaryFolder, withSql } from '../store/support/sqlite.ts';
import { HandClock } from './support/hand-clock.ts';
import { listeningLog, parsed } from './support/listening-log.ts';
import { gate, waitUntilIdle } from './support/wait-until-idle.ts';

const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
const locked = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });

/** A store that is looked after, with what each look sees, and how often it was looked at. */
function cared(look: () => Promise<void>, onBack = async () => {}) {
  const looks = { count: 0 };
  const store = {
    checkWritable: () => {
      looks.count += 1;
      return look();
    },
    tidy: async () => {},
  } satisfies Partial<Store>;
  const clock = new HandClock(minute(0));
  const { log, lines } = listeningLog();
  let elapsed = 0;
  const care = new StoreCare({ store, clock, log, elapsed: () => elapsed, onBack });
  onTestFinished(() => care.stop());
  const pass = async (seconds: number) => {
    elapsed += seconds * 1_000;
    clock.moveTo(second((clock.now() - minute(0)) / 1_000 + seconds));
    await waitUntilIdle();
  };
  return { care, clock, looks, pass, warnings: () => parsed(lines) };
}

describe("The store's health", () => {
  test('is checked at startup and every five seconds, however often someone asks', async () => {
    const { care, looks, pass } = cared(async () => {});
    await care.start();
    for (let asked = 0; asked < 1_000; asked += 1) expect(care.advice()).toBeNull();
    expect(looks.count).toBe(1);
    await pass(4.9);
    expect(looks.count).toBe(1);
    await pass(0.1);
    expect(looks.count).toBe(2);
  });

  test("is bad from the first check that can't write until three in a row that can", async () => {
    let broken = true;
    const { care, pass } = cared(async () => {
      if (broken) throw full;
    });
    await care.start();
    broken = false;
    for (let n = 0; n < 3; n += 1) {
      expect(care.advice()?.what).toBe('the database disk is full');
      await pass(5);
    }
    expect(care.advice()).toBeNull();
  });

  test('stays bad, and is logged once, while some checks can write and others can not', async () => {
    let left = 0;
    let reports = 0;
    const { care, pass, warnings } = cared(
      async () => {
        left = left === 0 ? 2 : left - 1;
        if (left === 2) throw full;
      },
      async () => {
        reports += 1;
      },
    );
    await care.start();
    for (let n = 0; n < 30; n += 1) {
      expect(care.advice()?.what).toBe('the database disk is full');
      await pass(5);
    }
    expect(warnings()).toHaveLength(1);
    expect(reports).toBe(10);
  });

  test('is bad before the first check, and when the last one was too long ago', async () => {
    const { open, passed } = gate();
    let hangs = false;
    const { care, pass } = cared(() => (hangs ? passed : Promise.resolve()));
    expect(care.advice()?.what).toBe("the database isn't responding");
    await care.start();
    hangs = true;
    await pass(5);
    await pass(15);
    expect(care.advice()).toBeNull();
    await pass(1);
    expect(care.advice()?.what).toBe("the database isn't responding");
    open();
    await waitUntilIdle();
    expect(care.advice()).toBeNull();
  });

  test.each([
    ['ahead', 60],
    ['back', -60],
  ])('stays the same when the clock jumps %s by an hour', async (_where, minutes) => {
    const { care, clock } = cared(async () => {});
    await care.start();
    clock.setBack(-minutes * 60_000);
    expect(care.advice()).toBeNull();
  });

  test('is bad if the store hangs, wherever the clock jumps', async () => {
    const { passed } = gate();
    let hangs = false;
    const { care, clock, pass } = cared(() => (hangs ? passed : Promise.resolve()));
    await care.start();
    hangs = true;
    await pass(21);
    clock.setBack(3_600_000);
    expect(care.advice()?.what).toBe("the database isn't responding");
  });

  test('is logged once with what to do when writing fails, and once when it works again', async () => {
    let broken = true;
    const { care, pass, warnings } = cared(async () => {
      if (broken) throw full;
    });
    await care.start();
    for (let n = 0; n < 20; n += 1) await pass(5);
    expect(warnings()).toMatchObject([
      { level: 50, code: 'SQLITE_FULL', todo: expect.stringMatching(/\.$/) },
    ]);
    broken = false;
    for (let n = 0; n < 3; n += 1) await pass(5);
    expect(warnings()).toMatchObject([{}, { level: 30, msg: 'The database is writable again.' }]);
  });

  test('is good again only once that was reported, which happens once', async () => {
    let broken = true;
    let reports = 0;
    const { care, pass } = cared(
      async () => {
        if (broken) throw locked;
      },
      async () => {
        reports += 1;
        if (reports === 1) throw locked;
      },
    );
    await care.start();
    broken = false;
    await pass(5);
    expect([reports, care.advice()?.what]).toEqual([1, 'another program has the database locked']);
    for (let n = 0; n < 5; n += 1) await pass(5);
    expect([reports, care.advice()]).toEqual([2, null]);
  });

  test('is bad while another program holds a lock, which only the store itself reports', async () => {
    const { care, pass, warnings } = cared(async () => {
      throw locked;
    });
    await care.start();
    await pass(5);
    expect(care.advice()?.what).toBe('another program has the database locked');
    expect(warnings()).toEqual([]);
  });

  test('is no longer checked after a shutdown', async () => {
    const { care, clock } = cared(async () => {});
    await care.start();
    care.stop();
    expect(clock.scheduled).toEqual([]);
  });
});

describe('GET /healthz', () => {
  /** A health server over a real store with a clock that stands, and a way to ask it. */
  async function served() {
    const file = join(temporaryFolder(), 'incidents.db');
    const store = openFile(file);
    const clock = new HandClock(minute(0));
    const care = new StoreCare({ store, clock, log: listeningLog().log });
    await care.start();
    const server = createHealthServer({
      problem: () => care.advice()?.what ?? null,
      ready: () => true,
      stopping: () => false,
      metrics: async () => ({ contentType: 'text/plain', text: '' }),
      slack: null,
    });
    await listen(server, { host: '127.0.0.1', port: 0 });
    onTestFinished(async () => {
      care.stop();
      server.close();
      server.closeAllConnections();
      await once(server, 'close').catch(() => {});
    });
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const ask = async (path: string) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`);
      return [answer.status, (await answer.text()).trim()];
    };
    return { file, clock, ask };
  }

  test('and /readyz write nothing, however often they are asked', async () => {
    const { file, ask } = await served();
    const size = () => statSync(`${file}-wal`).size;
    const before = size();
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, i) => ask(i % 2 ? '/healthz' : '/readyz')),
    );
    expect(new Set(answers.map(([status]) => status))).toEqual(new Set([200]));
    expect(size()).toBe(before);
  });

  test('says within seconds that nothing can be written, and why', async () => {
    const { file, clock, ask } = await served();
    withSql(file, (db) => db.exec('ALTER TABLE inbox RENAME TO elsewhere'));
    expect(await ask('/healthz')).toEqual([200, 'ok']);
    clock.moveTo(second(5));
    await waitUntilIdle();
    expect(await ask('/healthz')).toEqual([503, "the database isn't writable"]);
  });
});
