import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import type { Outcome } from '../../../src/app/worker/outcome.ts';
import type { Effect } from '../../../src/domain/effects/effects.ts';
import { channelIdSchema, incidentIdSchema } from '../../../src/domain/incident/ids.ts';
import { syncBookmarks } from '../../../src/slack/effects/bookmarks.ts';
import type { EffectContext } from '../../../src/slack/effects/effect-context.ts';
import { takeBack } from '../../../src/slack/effects/take-back.ts';
import { quickStore } from '../../store/support/sqlite.ts';
import { overhear } from '../../support/overhear.ts';
import { firstClaim } from '../support/claim.ts';
import { effectContextFor } from '../support/effect-context.ts';
import { incident } from '../support/incidents.ts';

const channel = channelIdSchema.parse('C0INCIDENTS');
let slack: Workspace;

beforeEach(async () => {
  slack = await startWorkspace();
});
afterEach(() => slack.stop());

/** An incident in the one channel, and what an effect about it comes with. */
function jobOf<E extends Effect>(number: number, effect: E) {
  const lane = `${effect.type}:${number}`;
  return {
    claim: firstClaim(slack.clock.now(), { key: lane, lane, effect }),
    effect,
    incident: incident({ id: incidentIdSchema.parse(number), channel: { id: channel, name: 'incidents' } }),
  };
}

/** Syncs the bookmarks of an incident in the one channel. */
function syncing(context: EffectContext) {
  const sync = syncBookmarks(context);
  return (number: number) => sync(jobOf(number, { type: 'sync_bookmarks' }));
}

test('Incidents that share a channel add its bookmarks once, even if all are synced at the same moment', async () => {
  const sync = syncing(effectContextFor(slack, quickStore()));
  const outcomes = await Promise.all([7, 8, 9].map(sync));
  expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done', 'done']);
  expect(slack.calls.filter(({ method }) => method === 'bookmarks.add')).toHaveLength(1);
});

test('Bookmarks that hang in Slack delay those of another incident in the channel, but hold no slot for long', async () => {
  const context = effectContextFor(slack, quickStore());
  const sync = syncing(context);
  const { list } = context.client.bookmarks;
  context.client.bookmarks.list = () => new Promise(() => {});
  void sync(7);
  context.client.bookmarks.list = list;
  expect(overhear(await sync(8))).toEqual({
    kind: 'retry',
    why: "waiting for other work on the channel's bookmarks",
    at: expect.closeTo(slack.clock.now() + 1_000, -3),
    untried: true,
  });
});

test('An incident misses no bookmark that another one takes along from its channel at that moment', async () => {
  const context = effectContextFor(slack, quickStore());
  const { bookmarks } = context.client;
  const sync = syncing(context);
  await sync(7);
  const { remove } = bookmarks;
  const meanwhile: Outcome[] = [];
  bookmarks.remove = async (one) => {
    meanwhile.push(await sync(8));
    return remove(one);
  };
  await takeBack(context)(jobOf(7, { type: 'take_back', from: { kind: 'channel', channel, whole: false } }));
  expect(meanwhile).toMatchObject([{ kind: 'retry', untried: true }]);
  expect(await sync(8)).toMatchObject({ kind: 'done' });
  expect(slack.channel('incidents').bookmarks.map(({ title }) => title)).toEqual(['Intercom status']);
});
