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

test.each([
  ['is not set again, because each time is a line in the channel', 'Inbox & <down>', {}, 1],
  ['is set again if it has another one by now', 'Inbox <down>', {}, 2],
  ['is set again where Slack does not show it', 'Inbox & <down>', { error: 'channel_not_found' }, 2],
] as const)('A topic that may have been set (%s)', async (_what, before, answer, times) => {
  const effect = { type: 'set_topic' } as const;
  const first = firstClaim(slack.clock.now(), { key: 'set_topic:7', lane: 'set_topic:7', effect });
  const attempt = (title: string, maybeSent: boolean) =>
    setTopic(effectContextFor(slack, store))({
      claim: { ...first, maybeSent },
      effect,
      incident: incident({ title: plainText(title), channel: { id: channel, name: 'incidents' } }),
    });
  slack.faults.add({ method: 'conversations.setTopic', answer: 'reset_after' });
  expect(await attempt(before, false)).toMatchObject({ kind: 'retry', maybeSent: true });
  if ('error' in answer) slack.faults.add({ method: 'conversations.info', answer });
  expect(await attempt('Inbox & <down>', true)).toMatchObject({ kind: 'done' });
  expect(slack.calls.filter(({ method }) => method === 'conversations.setTopic')).toHaveLength(times);
  expect(slack.channel('incidents').topic).toBe('[P1] INC-7: Inbox &amp; &lt;down&gt;');
});

test('The topic names severity, incident, and title', async () => {
  expect(await topicOf(plainText('Inbox <down>'))).toBe('[P1] INC-7: Inbox &lt;down&gt;');
});

test.each(textKinds)('The topic for the longest title fits and cuts nothing in half: %s', async (kind) => {
  const topic = String(await topicOf(longText(kind, 150)));
  expect([...topic].length).toBeLessThanOrEqual(250);
  expect(strayMarkup(topic)).toEqual([]);
});
