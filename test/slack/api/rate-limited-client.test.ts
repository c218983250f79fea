import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { createLog } from '../../../src/app/log.ts';
import { OnlyAsked, RateLimitedClient } from '../../../src/slack/api/rate-limited-client.ts';
import { RateLimiter } from '../../../src/slack/api/rate-limiter.ts';
import { clientOptions } from '../../../src/slack/transport/connect-slack.ts';
import { calledMethods } from '../support/source.ts';

const methods = await calledMethods();
const reading = /^auth\.test$|\.(?:conversations|history|info|list|members|replies)$/u;

let slack: Workspace;
let client: RateLimitedClient;

beforeEach(async () => {
  slack = await startWorkspace();
  const limiter = new RateLimiter(() => slack.clock.now());
  const options = clientOptions({ apiUrl: slack.apiUrl }, createLog('silent'));
  client = new RateLimitedClient(slack.botToken, options, {
    limiter,
    callFor: 'people',
    took: () => {},
    assertDelivers: () => {},
  });
});
afterEach(() => slack.stop());

describe('When its response is lost', () => {
  test.each(methods.filter((method) => reading.test(method)))('%s has only asked', async (method) => {
    slack.faults.add({ method, answer: 'reset_after' });
    await expect(client.apiCall(method)).rejects.toBeInstanceOf(OnlyAsked);
  });

  test('chat.postMessage may have arrived', async () => {
    slack.faults.add({ method: 'chat.postMessage', answer: 'reset_after' });
    await expect(client.apiCall('chat.postMessage')).rejects.not.toBeInstanceOf(OnlyAsked);
  });
});
