import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { everyPage, SlackClient } from '../../../src/slack/api/slack-client.ts';

let workspace: Workspace;

beforeEach(async () => {
  workspace = await startWorkspace();
});

afterEach(() => workspace.stop());

const client = () =>
  new SlackClient(workspace.botToken, { slackApiUrl: workspace.apiUrl, retryConfig: { retries: 0 } });
const upload = () =>
  client().filesUploadV2({
    channel_id: workspace.channel('incidents').id,
    file_uploads: [
      { filename: 'a.md', content: '# A' },
      { filename: 'b.png', file: Buffer.from('png'), alt_text: 'Answer times' },
    ],
  });
const descriptions = () => workspace.channel('incidents').files.map(({ description }) => description);

test("A chart's upload has its description, and a file without one has none", async () => {
  await upload();
  expect(descriptions()).toEqual(['', 'Answer times']);
});

const listed = z.object({ channels: z.array(z.object({ name: z.string() })) });
const onePerPage = () => everyPage(listed, (at) => client().conversations.list({ limit: 1, ...at }));

test('A Slack list is read to its last page', async () => {
  const found: string[] = [];
  for await (const { channels } of onePerPage()) found.push(...channels.map(({ name }) => name));
  const there = workspace.channels.filter(({ kind }) => kind === 'public').map(({ name }) => name);
  expect(there.length).toBeGreaterThan(1);
  expect(found.toSorted()).toEqual(there.toSorted());
});

test("A page that nobody needs any more isn't read", async () => {
  for await (const { channels } of onePerPage()) if (channels.length > 0) break;
  expect(workspace.calls.filter(({ method }) => method === 'conversations.list')).toHaveLength(1);
});
