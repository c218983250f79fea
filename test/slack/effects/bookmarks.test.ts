import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { channelIdSchema, incidentIdSchema } from '../../../src/domain/incident/ids.ts';
import { syncBookmarks } from '../../../src/slack/effects/bookmarks.ts';
import type { EffectContext } from '../../../src/slack/effects/effect-context.ts';
import { quickStore } from '../../store/support/sqlite.ts';
import { firstClaim } from '../support/claim.ts';
import { effectContextFor } from '../support/effect-context.ts';
import { incident } from '../support/incidents.ts';

const channel = channelIdSchema.parse('C0INCIDENTS');
let slack: Workspace;

beforeEach(async () => {
  slack = await startWorkspace();
});
afterEach(() => slack.stop());

/** Syncs the bookmarks of an incident in the one channel. */
function syncing(context: EffectContext) {
  const sync = syncBookmarks(context);
  const effect = { type: 'sync_bookmarks' } as const;
  return (id: number) =>
    sync({
      claim: firstClaim(slack.clock.now(), { key: `sync_bookmarks:${id}`, lane: `slack:${id}`, effect }),
      effect,
      incident: incident({ id: incidentIdSchema.parse(id), channel: { id: channel, name: 'incidents' } }),
    });
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
  expect(await sync(8)).toEqual({
    kind: 'retry',
    why: "waiting for another incident's bookmarks in the channel",
    at: slack.clock.now() + 1_000,
    untried: true,
  });
});
