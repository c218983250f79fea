import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { createLog } from '../../../src/app/log.ts';
import { userIdSchema } from '../../../src/domain/incident/ids.ts';
import { Responders } from '../../../src/slack/access/responders.ts';

let workspace: Workspace;

beforeEach(async () => {
  workspace = await startWorkspace();
});
afterEach(() => workspace.stop());

test('a group that RESPONDERS lists twice is read once', async () => {
  const responders = new Responders({
    groups: ['S000ONCALL1', 'S000ONCALL1'],
    client: new WebClient(workspace.botToken, { slackApiUrl: workspace.apiUrl, retryConfig: { retries: 0 } }),
    now: () => workspace.clock.now(),
    log: createLog('silent'),
  });

  expect(await responders.has(userIdSchema.parse('U0MALLORY'))).toBe(false);
  expect(await responders.has(userIdSchema.parse(workspace.person('bob').id))).toBe(true);
  expect(workspace.calls.filter(({ method }) => method === 'usergroups.users.list')).toHaveLength(1);
});

test('after the clock was a day ahead once, the group is read again at the next question', async () => {
  let aheadMs = 86_400_000;
  const responders = new Responders({
    groups: ['S000ONCALL1'],
    client: new WebClient(workspace.botToken, { slackApiUrl: workspace.apiUrl, retryConfig: { retries: 0 } }),
    now: () => workspace.clock.now() + aheadMs,
    log: createLog('silent'),
  });
  const bob = userIdSchema.parse(workspace.person('bob').id);
  expect(await responders.has(bob)).toBe(true);
  aheadMs = 0;
  await responders.has(bob);
  await workspace.idle();
  await responders.has(bob);

  expect(workspace.calls.filter(({ method }) => method === 'usergroups.users.list')).toHaveLength(2);
});
