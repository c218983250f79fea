import { describe, expect, test } from 'vitest';
import { done, postponed, retryLater } from '../../../src/app/worker/outcome.ts';
import { alice, byAlice, channel, minute, ts } from '../../domain/support/fixtures.ts';
import { changed, open, owe, quietIncident, tell } from '../../store/support/orders.ts';
import { announce, headline, topic, written } from '../support/effects.ts';
import { expectCalm, parsed } from '../support/listening-log.ts';
import { startTestBot } from '../support/test-bot.ts';
import { gate, waitUntilIdle } from '../support/wait-until-idle.ts';

describe('The worker', () => {
  test("delivers a command's effects once it's committed", async () => {
    const delivered: unknown[] = [];
    const {
      worker,
      commander: commandBus,
      store,
      lines,
    } = await startTestBot({
      ensure_channel: async ({ claim: { subject } }) => {
        delivered.push((await store.events(subject.id)).map(({ event }) => event.type));
        return done();
      },
    });
    await worker.start();
    const change = await commandBus.execute({ target: 'new', command: open(), by: byAlice, inboxId: null });
    expect(delivered).toEqual([]);
    await waitUntilIdle();
    expect(delivered).toEqual([['opened']]);
    expect((await store.pending(changed(change).id)).map(({ key }) => key).sort()).toEqual([
      'check_comms_lead:1',
      'check_response:1',
      'wake:1',
    ]);
    expectCalm(lines);
  });

  test('logs that an effect for which nothing was sent is postponed, not that it failed', async () => {
    const { worker, store, lines } = await startTestBot({
      set_topic: async () => postponed("waiting for Slack's rate limits", minute(9)),
      announce: async () => retryLater('Slack is down', minute(9)),
    });
    const id = await quietIncident(store);
    for (const effect of [topic, announce]) await owe(store, id, minute(0), effect);
    await worker.start();
    await waitUntilIdle();
    expect(parsed(lines)).toMatchObject([
      { msg: 'Effect postponed.', why: "waiting for Slack's rate limits" },
      { msg: 'Effect failed; will retry.', why: 'Slack is down' },
    ]);
  });

  test('gives a handler its effect, its claim, and the current incident', async () => {
    const delivered: unknown[] = [];
    const { worker, store } = await startTestBot({
      set_topic: async (job) => {
        delivered.push(job);
        return done();
      },
    });
    const id = await quietIncident(store);
    await owe(store, id, minute(0), topic);
    await worker.start();
    await waitUntilIdle();
    expect(delivered).toMatchObject([
      { effect: topic, claim: { attempts: 1, lane: `set_topic:${id}` }, incident: { id, seq: 1 } },
    ]);
  });

  test('runs one effect per lane at a time, in order', async () => {
    const delivered: number[] = [];
    const first = gate();
    const { worker, store } = await startTestBot({
      post_change: async ({ effect: { of } }) => {
        if (of === 1) await first.passed;
        delivered.push(of);
        return done();
      },
    });
    const changes = [1, 2, 3].map((of) => ({ type: 'post_change', of }) as const);
    await owe(store, await quietIncident(store), minute(0), ...changes);
    await worker.start();
    await waitUntilIdle();
    expect(delivered).toEqual([]);
    first.open();
    await waitUntilIdle();
    expect(delivered).toEqual([1, 2, 3]);
    expect(await store.pending()).toEqual([]);
  });

  test("makes nobody wait for other incidents' checks that hang", async () => {
    const held = gate();
    const { delivered, say } = written();
    const { worker, store } = await startTestBot({
      check_again: async () => {
        await held.passed;
        return done();
      },
      announce: say,
    });
    for (let i = 0; i < 20; i += 1)
      await owe(store, await quietIncident(store), minute(0), { type: 'check_again' });
    await worker.start();
    await waitUntilIdle();
    await owe(store, await quietIncident(store), minute(0), announce);
    worker.nudge();
    await waitUntilIdle();
    expect(delivered).toEqual(['announce']);
    held.open();
    await waitUntilIdle();
    expect(await store.pending()).toEqual([]);
  });

  test('waits without polling while there is no room for what is due', async () => {
    const held = gate();
    const { worker, store, clock } = await startTestBot({
      check_again: async () => {
        await held.passed;
        return done();
      },
    });
    for (let i = 0; i < 20; i += 1)
      await owe(store, await quietIncident(store), minute(0), { type: 'check_again' });
    await worker.start();
    await waitUntilIdle();
    expect(clock.scheduled).toEqual([minute(0) + 5_000]);
    held.open();
    await waitUntilIdle();
  });

  test('silently drops what is no longer wanted', async () => {
    const { delivered, say } = written();
    const { worker, store } = await startTestBot({ call_out: say });
    const { id } = changed(await tell(store, { ...open(), commander: alice }));
    await owe(store, id, minute(0), { type: 'call_out', of: 2 });
    await worker.start();
    await waitUntilIdle();
    expect(delivered).toEqual([]);
    expect((await store.pending()).map(({ key }) => key)).not.toContain(`call_out:${id}:2`);
    expect(await store.dead()).toEqual([]);
  });

  test('runs 16 lanes at once, and the next one when one is free', async () => {
    const gates: (() => void)[] = [];
    const { worker, store } = await startTestBot({
      announce: async () => {
        const held = gate();
        gates.push(held.open);
        await held.passed;
        return done();
      },
    });
    for (let i = 0; i < 18; i += 1) await owe(store, await quietIncident(store), minute(0), announce);
    await worker.start();
    await waitUntilIdle();
    expect(gates).toHaveLength(16);
    gates[0]?.();
    await waitUntilIdle();
    expect(gates).toHaveLength(17);
    for (const open of gates) open();
    await waitUntilIdle();
    for (const open of gates) open();
  });

  test('records what an effect learned', async () => {
    const { worker, store, lines } = await startTestBot({
      sync_headline: async () => done({ type: 'record_headline', channel, ts: ts('1.1') }),
    });
    const id = await quietIncident(store);
    await owe(store, id, minute(0), headline);
    await worker.start();
    await waitUntilIdle();
    expect(await store.event(id, 2)).toMatchObject({
      by: { kind: 'bot' },
      event: { type: 'headline_posted' },
    });
    expect(await store.pending(id)).toEqual([]);
    expectCalm(lines);
  });

  test('records what a run learned even if its effect was queued again meanwhile, and runs it again', async () => {
    const held = gate();
    const attempts: number[] = [];
    const { worker, store } = await startTestBot({
      sync_headline: async ({ claim: { attempts: tries } }) => {
        attempts.push(tries);
        if (tries === 1) await held.passed;
        return done({ type: 'record_headline', channel, ts: ts('1.1') });
      },
    });
    const id = await quietIncident(store);
    await owe(store, id, minute(0), headline);
    await worker.start();
    await waitUntilIdle();
    await owe(store, id, minute(0), headline);
    worker.nudge();
    await waitUntilIdle();
    expect(attempts).toEqual([1]);
    held.open();
    await waitUntilIdle();
    expect(attempts).toEqual([1, 2]);
    expect(await store.incident(id)).toMatchObject({ incident: { headline: { ts: '1.1' } } });
    expect(await store.pending(id)).toEqual([]);
  });
});
