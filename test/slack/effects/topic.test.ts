import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { channelIdSchema } from '../../../src/domain/incident/ids.ts';
import { type PlainText, plainText } from '../../../src/domain/text/text.ts';
import { setTopic } from '../../../src/slack/effects/channel.ts';
import { openSqlite } from '../../../src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { firstClaim } from '../support/claim.ts';
import { effectContextFor } from '../support/effect-context.ts';
import { longText, textKinds } from '../support/extremes/texts.ts';
import { incident } from '../support/incidents.ts';
import { strayMarkup } from '../support/markup.ts';

const channel = channelIdSchema.parse('C0INCIDENTS');
let folder: string;
let store: Store;
let slack: Workspace;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'topic-'));
  store = openSqlite(`file:${join(folder, 'incidents.db')}`);
  slack = await startWorkspace();
});
afterEach(async () => {
  await slack.stop();
  await store.close();
  await rm(folder, { recursive: true });
});

/** The topic that Slack was asked for, of an incident with this title. */
async function topicOf(title: PlainText): Promise<unknown> {
  const effect = { type: 'set_topic' } as const;
  const outcome = await setTopic(effectContextFor(slack, store))({
    claim: firstClaim(slack.clock.now(), { key: 'set_topic:7', lane: 'set_topic:7', effect }),
    effect,
    incident: incident({ title, channel: { id: channel, name: 'incidents' } }),
  });
  expect(outcome).toMatchObject({ kind: 'done' });
  return slack.calls.findLast(({ method }) => method === 'conversations.setTopic')?.args.topic;
}

test('The topic names severity, incident, and title', async () => {
  expect(await topicOf(plainText('Inbox <down>'))).toBe('[P1] INC-7: Inbox &lt;down&gt;');
});

test.each(textKinds)('The topic for the longest title fits and cuts nothing in half: %s', async (kind) => {
  const topic = String(await topicOf(longText(kind, 150)));
  expect([...topic].length).toBeLessThanOrEqual(250);
  expect(strayMarkup(topic)).toEqual([]);
});
