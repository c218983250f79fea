import { readFileSync } from 'node:fs';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWorkspace, type Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { SlackClient } from '../../../src/slack/api/slack-client.ts';

let workspace: Workspace;

beforeEach(async () => {
  workspace = await startWorkspace();
});

afterEach(() => workspace.stop());

const upload = (Client: typeof WebClient) =>
  new Client(workspace.botToken, {
    slackApiUrl: workspace.apiUrl,
    retryConfig: { retries: 0 },
  }).filesUploadV2({
    channel_id: workspace.channel('incidents').id,
    file_uploads: [
      { filename: 'a.md', content: '# A' },
      { filename: 'b.png', file: Buffer.from('png'), alt_text: 'Answer times' },
    ],
  });
const descriptions = () => workspace.channel('incidents').files.map(({ description }) => description);

test('a picture has its description, and a file without one has none', async () => {
  await upload(SlackClient);
  expect(descriptions()).toEqual(['', 'Answer times']);
});

test('@slack/web-api 8.2.0 itself sends a description that Slack does not know', async () => {
  const { version } = JSON.parse(readFileSync('node_modules/@slack/web-api/package.json', 'utf8'));
  await upload(WebClient);
  // With another version, look whether SlackClient is still needed.
  expect({ version, descriptions: descriptions() }).toEqual({ version: '8.2.0', descriptions: ['', ''] });
});
