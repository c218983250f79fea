import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWorkspace, type Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { SlackClient } from '../../../src/slack/api/slack-client.ts';

let workspace: Workspace;

beforeEach(async () => {
  workspace = await startWorkspace();
});

afterEach(() => workspace.stop());

const upload = () =>
  new SlackClient(workspace.botToken, {
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

test('a chart has its description, and a file without one has none', async () => {
  await upload();
  expect(descriptions()).toEqual(['', 'Answer times']);
});
