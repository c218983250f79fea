import { describe, expect, test } from 'vitest';
import type { EffectTable } from '../../src/app/worker/attempt.ts';
import { done, type Outcome, postponed } from '../../src/app/worker/outcome.ts';
import { type IncidentId, millisSchema } from '../../src/domain/incident/ids.ts';
import { plainText } from '../../src/domain/text/text.ts';
import { type CallFor, RateLimiter } from '../../src/slack/api/rate-limiter.ts';
import type { Claim } from '../../src/store/claims.ts';
import { outage } from '../domain/support/diagnoses.ts';
import { byAlice, byBot, channel, minute, ts } from '../domain/support/fixtures.ts';
import { quietIncident } from '../store/support/orders.ts';
import { quickStore } from '../store/support/sqlite.ts';
import { startTestBot } from './support/test-bot.ts';
import { waitUntilIdle } from './support/wait-until-idle.ts';

const second = 1_000;

test("a person's command reaches Slack within seconds while checks use up their share of edits", async () => {
  const edited: { key: string; at: number }[] = [];
  const edit = async ({ claim }: { claim: Claim }) => {
    const callFor: CallFor = claim.background ? 'background' : 'people';
    const wait = limiter.take('chat.update', null, callFor);
    if (wait > 0) return postponed('paced', clock.now() + wait);
    edited.push({ key: claim.key, at: clock.now() });
    return done();
  };
  const { worker, store, clock } = await startTestBot({
    sync_checks: edit,
    sync_headline: edit,
    announce: edit,
  });
  const limiter = new RateLimiter(() => clock.now());
  const owe = (id: IncidentId, ...types: ('sync_checks' | 'sync_headline' | 'announce')[]) =>
    store.change({
      target: id,
      inboxId: null,
      at: clock.now(),
      decide: (_id, incident) => ({
        incident,
        recorded: [],
        owed: types.map((type) => ({ owe: { type }, due: clock.now() })),
      }),
    });
  const ids: IncidentId[] = [];
  for (let n = 0; n < 100; n += 1) ids.push(await quietIncident(store));
  const mine = await quietIncident(store);
  await worker.start();
  // Two edits a second, where Slack lets 50 a minute pass.
  for (let passed = 0; passed < 180; passed += 1) {
    clock.moveTo(millisSchema.parse(minute(0) + passed * second));
    for (const id of ids.slice((passed * 2) % 100, ((passed * 2) % 100) + 2)) await owe(id, 'sync_checks');
    if (passed === 150) await owe(mine, 'sync_headline', 'announce');
    worker.nudge();
    await waitUntilIdle();
  }
  const own = edited.filter(({ key }) => !key.startsWith('sync_checks'));
  expect(own).toHaveLength(2);
  for (const { at } of own) expect(at - minute(0) - 150 * second).toBeLessThan(5 * second);
});

/** A hundred incidents in their channels, whose verdicts and details take of Slack's messages what they may. */
async function flappingIncidents() {
  const posted: { key: string; at: number }[] = [];
  const post = async (claim: Claim, outcome: Outcome): Promise<Outcome> => {
    const wait = limiter.take('chat.postMessage', claim.key, claim.background ? 'background' : 'people');
    if (wait > 0) return postponed('paced', clock.now() + wait);
    posted.push({ key: claim.key, at: clock.now() });
    return outcome;
  };
  const handlers: Partial<EffectTable> = {
    sync_diagnosis: ({ claim, effect: { of } }) =>
      post(claim, done({ type: 'record_diagnosis_post', of, ts: ts(`${of}.1`) })),
    sync_details: ({ claim }) => post(claim, done()),
    post_change: ({ claim }) => post(claim, done()),
  };
  const { worker, store, clock, commander } = await startTestBot(handlers, { store: quickStore() });
  const limiter = new RateLimiter(() => clock.now());
  const incidents: IncidentId[] = [];
  for (let n = 0; n < 100; n += 1) {
    const id = await quietIncident(store);
    const facts = [
      { type: 'record_channel', channel, name: 'inc' },
      { type: 'record_headline', channel, ts: ts('1.1') },
    ] as const;
    for (const command of facts) await commander.execute({ target: id, command, by: byBot, inboxId: null });
    incidents.push(id);
  }
  await worker.start();
  await waitUntilIdle();
  const check = async (id: IncidentId, leaf: 'intercom_5xx' | 'intercom_slow', asked = false) => {
    const command = { type: 'record_diagnosis', diagnosis: { ...outage, leaf }, asked } as const;
    await commander.execute({ target: id, command, by: byBot, inboxId: null });
  };
  return { worker, clock, commander, incidents, posted, check };
}

describe('While the verdicts of a hundred incidents change', () => {
  /** Two waves of verdicts, of which Slack's limit has no room for the second; one incident of them. */
  async function waves() {
    const flapping = await flappingIncidents();
    for (const leaf of ['intercom_5xx', 'intercom_slow'] as const) {
      for (const id of flapping.incidents) await flapping.check(id, leaf);
      await waitUntilIdle();
    }
    expect(flapping.posted.length).toBeGreaterThan(150);
    const mine = flapping.incidents.at(-1);
    if (!mine) throw new Error('There are incidents.');
    return { ...flapping, mine };
  }

  test('what a person says is in Slack within a second, however many people say something', async () => {
    const { clock, commander, incidents, posted } = await waves();
    const command = { type: 'change_severity', to: 'P2', why: plainText('Few are concerned') } as const;
    const changed = incidents.slice(-20);
    for (const target of changed) await commander.execute({ target, command, by: byAlice, inboxId: null });
    await waitUntilIdle();
    const changes = posted.filter(({ key }) => key.startsWith('post_change'));
    expect(changes.map(({ at }) => at)).toEqual(changed.map(() => clock.now()));
  });

  test("a diagnosis that a person asked for doesn't wait for those of the same incident that nobody asked for", async () => {
    const { mine, posted, check } = await waves();
    const before = posted.length;
    await check(mine, 'intercom_slow', true);
    await waitUntilIdle();
    expect(posted.slice(before).map(({ key }) => key.split(':', 2).join(':'))).toEqual([
      `sync_diagnosis:${mine}`,
      // What is behind the one before it, which had waited, and what is behind this one.
      `sync_details:${mine}`,
      `sync_details:${mine}`,
    ]);
  });

  test('the severity button disappears right away when a person changes the severity, though its verdict was waiting', async () => {
    const { commander, mine, posted } = await waves();
    const before = posted.length;
    await commander.execute({
      target: mine,
      command: { type: 'change_severity', to: 'P2', why: null },
      by: byAlice,
      inboxId: null,
    });
    await waitUntilIdle();
    expect(posted.slice(before).map(({ key }) => key.split(':', 1).join())).toContain('sync_diagnosis');
  });

  test('every verdict arrives with its details within minutes', async () => {
    const { clock, incidents, posted } = await waves();
    for (let passed = 0; passed < 180; passed += 1) {
      clock.moveTo(millisSchema.parse(clock.now() + second));
      await waitUntilIdle();
    }
    expect(posted).toHaveLength(4 * incidents.length);
  });
});
