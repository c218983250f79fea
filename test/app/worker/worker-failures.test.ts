import { describe, expect, test } from 'vitest';
import { dead, done, retryLater } from '../../../src/app/worker/outcome.ts';
import { millisSchema } from '../../../src/domain/incident/ids.ts';
import { opened } from '../../domain/support/events.ts';
import { channel, minute, second, type ts } from '../../domain/support/fixtures.ts';
import { owe, quietIncident } from '../../store/support/orders.ts';
import { sqlite } from '../../store/support/sqlite.ts';
import { overhear } from '../../support/overhear.ts';
import { announce, headline, topic, written } from '../support/effects.ts';
import { parsed } from '../support/listening-log.ts';
import { startTestBot } from '../support/test-bot.ts';
import { hasEnded, waitUntilIdle } from '../support/wait-until-idle.ts';

describe('A failing effect', () => {
  test('fails permanently, is recorded and reported as a setback, and its lane continues', async () => {
    const { delivered, say } = written();
    const { worker, store, lines } = await startTestBot({
      sync_headline: async () => dead('no permission', 'Add the scope chat:write.'),
      set_topic: say,
      tell_setback: say,
    });
    const id = await quietIncident(store);
    await owe(store, id, minute(0), headline, topic);
    await worker.start();
    await waitUntilIdle();
    expect(delivered.sort()).toEqual(['set_topic', 'tell_setback']);
    expect(await store.dead(id)).toMatchObject([
      { effect: 'sync_headline', why: 'no permission', todo: 'Add the scope chat:write.', deadAt: minute(0) },
    ]);
    expect(await store.event(id, 2)).toMatchObject({
      by: { kind: 'bot' },
      event: {
        type: 'setback',
        effect: 'sync_headline',
        why: 'no permission',
        todo: 'Add the scope chat:write.',
      },
    });
    expect(parsed(lines)).toContainEqual(
      expect.objectContaining({
        level: 50,
        effect: `sync_headline:${id}`,
        todo: 'Add the scope chat:write.',
      }),
    );
  });

  test('that throws is retried for four minutes with growing waits, then fails permanently', async () => {
    const at: number[] = [];
    const { worker, store, clock } = await startTestBot({
      announce: async () => {
        at.push((clock.now() - minute(0)) / 1000);
        throw new TypeError('a bug with secret text');
      },
    });
    const id = await quietIncident(store);
    await owe(store, id, minute(0), announce);
    await worker.start();
    await waitUntilIdle();
    for (let next = clock.scheduled[0]; next !== undefined && next < second(700); next = clock.scheduled[0]) {
      clock.moveTo(millisSchema.parse(next));
      await waitUntilIdle();
    }
    expect(at).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183, 243]);
    expect(overhear(await store.dead(id))).toMatchObject([
      { effect: 'announce', todo: expect.stringMatching(/\.$/) },
    ]);
  });

  test('that throws once after a long Slack outage is retried', async () => {
    let tries = 0;
    const { worker, store, clock } = await startTestBot({
      announce: async () => {
        tries += 1;
        if (tries <= 20) return retryLater('Slack did not answer', clock.now() + 1_000);
        if (tries === 21) throw new Error('disk full');
        return done();
      },
    });
    await owe(store, await quietIncident(store), minute(0), announce);
    await worker.start();
    await waitUntilIdle();
    for (let passed = 1; passed <= 90; passed += 1) {
      clock.moveTo(second(passed));
      await waitUntilIdle();
    }
    expect(await store.dead()).toEqual([]);
    expect(tries).toBe(22);
  });

  test("that throws is logged by its class, without the error's words", async () => {
    const { worker, store, lines } = await startTestBot({
      announce: async () => {
        throw new TypeError('xoxb-secret');
      },
    });
    await owe(store, await quietIncident(store), minute(0), announce);
    await worker.start();
    await waitUntilIdle();
    expect(parsed(lines)).toContainEqual(
      expect.objectContaining({ level: 50, cause: 'TypeError', attempt: 1 }),
    );
    expect(lines.join('')).not.toContain('xoxb-secret');
  });

  test("whose incident can't be read waits without attempts for a version that can, and runs right away then", async () => {
    const { delivered, say } = written();
    const bench = await sqlite.bench();
    const broken = await quietIncident(bench.store);
    await owe(bench.store, broken, minute(0), announce);
    await bench.plantEvent(broken, 1, '{"type":"opened_v0"}');
    const { worker, store, clock } = await startTestBot({ announce: say }, { store: await bench.restart() });
    await owe(store, await quietIncident(store), minute(0), announce);
    await worker.start();
    await waitUntilIdle();
    expect(delivered).toEqual(['announce']);
    expect(overhear(await store.dead())).toMatchObject([
      {
        subject: { id: broken },
        why: expect.stringMatching(/^this version can't read the record of INC-/),
        todo: 'Run the version that wrote it.',
      },
    ]);
    clock.moveTo(minute(60));
    await waitUntilIdle();
    expect(delivered).toHaveLength(1);
    await worker.stop();
    await bench.plantEvent(broken, 1, JSON.stringify(opened()));
    const next = await startTestBot({ announce: say }, { store: await bench.restart() });
    await next.worker.start();
    await waitUntilIdle();
    expect(delivered).toHaveLength(2);
    expect(await next.store.dead()).toEqual([]);
  });
});

describe("An effect whose result can't be read back", () => {
  test('fails permanently and is reported, and its lane continues', async () => {
    const { worker, store, clock } = await startTestBot({
      sync_headline: async () =>
        done({ type: 'record_headline', channel, ts: 'not a ts' as ReturnType<typeof ts> }),
    });
    const id = await quietIncident(store);
    await owe(store, id, minute(0), headline, topic);
    await worker.start();
    await waitUntilIdle();
    clock.moveTo(second(1));
    await waitUntilIdle();
    expect(await store.pending(id)).toEqual([]);
    expect(overhear(await store.dead(id))).toMatchObject([
      {
        effect: 'sync_headline',
        why: "its outcome couldn't be recorded",
        todo: expect.stringMatching(/\.$/),
      },
    ]);
  });
});

describe('The worker, when the store fails', () => {
  test("to settle, retries in a moment and doesn't repeat the effect", async () => {
    let fails = true;
    const { delivered, say } = written();
    const { worker, store, clock, lines } = await startTestBot(
      { announce: say },
      {
        faults: (real) => ({
          settle: async (settling) => {
            if (fails) throw new Error('disk full');
            return real.settle(settling);
          },
        }),
      },
    );
    await owe(store, await quietIncident(store), minute(0), announce);
    await worker.start();
    await waitUntilIdle();
    fails = false;
    clock.moveTo(second(1));
    await waitUntilIdle();
    expect(delivered).toEqual(['announce']);
    expect(await store.pending()).toEqual([]);
    expect(parsed(lines)).toContainEqual(
      expect.objectContaining({ level: 50, msg: expect.stringMatching(/Couldn't record/) }),
    );
  });

  test("to settle, doesn't block a shutdown; the effect stays in the outbox", async () => {
    const { worker, store } = await startTestBot(
      {},
      {
        faults: () => ({
          settle: async () => {
            throw new Error('disk full');
          },
        }),
      },
    );
    await owe(store, await quietIncident(store), minute(0), announce);
    await worker.start();
    await waitUntilIdle();
    expect(await hasEnded(worker.stop())).toBe(true);
    expect(await store.pending()).toHaveLength(1);
  });

  test("to give claims, doesn't retry before a moment has passed", async () => {
    let asked = 0;
    const { worker, store, clock } = await startTestBot(
      {},
      {
        faults: () => ({
          claim: async () => {
            asked += 1;
            throw new Error('disk full');
          },
        }),
      },
    );
    await owe(store, await quietIncident(store), minute(0), announce);
    await worker.start();
    await waitUntilIdle();
    expect(asked).toBe(1);
    expect(clock.scheduled).toEqual([second(1)]);
  });

  test('to give claims, retries in a moment', async () => {
    let fails = true;
    const { delivered, say } = written();
    const { worker, store, clock, lines } = await startTestBot(
      { announce: say },
      {
        faults: (real) => ({
          claim: async (request) => {
            if (fails) throw new Error('database is locked');
            return real.claim(request);
          },
        }),
      },
    );
    await owe(store, await quietIncident(store), minute(0), announce);
    await worker.start();
    await waitUntilIdle();
    fails = false;
    clock.moveTo(second(5));
    await waitUntilIdle();
    expect(delivered).toEqual(['announce']);
    expect(parsed(lines)).toContainEqual(expect.objectContaining({ level: 50 }));
  });
});
