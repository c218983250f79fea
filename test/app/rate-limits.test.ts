import { expect, test } from 'vitest';
import { done, postponed } from '../../src/app/worker/outcome.ts';
import { type IncidentId, millisSchema } from '../../src/domain/incident/ids.ts';
import { type CallFor, RateLimiter } from '../../src/slack/api/rate-limiter.ts';
import type { Claim } from '../../src/store/claims.ts';
import { minute } from '../domain/support/fixtures.ts';
import { quietIncident } from '../store/support/orders.ts';
import { startTestBot } from './support/test-bot.ts';
import { waitUntilIdle } from './support/wait-until-idle.ts';

const second = 1_000;

test('what a person did reaches Slack within seconds while checks edit all they may', async () => {
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
