import { WebClient } from '@slack/web-api';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type Sandbox,
  type SandboxOptions,
  startSandbox,
} from '../../packages/slack-sandbox/start-sandbox.ts';
import { errorOf, silent } from './slack/support/client.ts';

let sandbox: Sandbox;
async function start(options: SandboxOptions = {}): Promise<WebClient> {
  sandbox = await startSandbox({ port: 0, ...options });
  const { apiUrl: slackApiUrl, botToken } = sandbox;
  return new WebClient(botToken, { slackApiUrl, retryConfig: { retries: 0 }, logger: silent });
}
afterEach(() => sandbox.stop());

const manifest = new URL('server/tiny-app.manifest.yml', import.meta.url);
const midnight = Date.UTC(2026, 2, 1);

describe("startSandbox(), for an app's own tests,", () => {
  test('has people who see what the app posts', async () => {
    const slack = await start({ people: ['erin'] });
    await slack.chat.postMessage({ channel: 'incidents', text: 'Lunch?' });
    expect(sandbox.channel('incidents').posts.at(-1)).toMatchObject({
      text: 'Lunch?',
      author: 'incident_bot',
    });
    sandbox.person('erin').post('incidents', 'Yes');
    expect(sandbox.transcript('incidents')).toContain('Yes');
  });

  test('fails as planned, and starts fresh after a reset', async () => {
    const slack = await start();
    sandbox.faults.add({ method: 'chat.postMessage', answer: { error: 'internal_error' } });
    expect(await errorOf(slack.chat.postMessage({ channel: 'incidents', text: 'Lunch?' }))).toBe(
      'internal_error',
    );
    await slack.chat.postMessage({ channel: 'incidents', text: 'Lunch?' });
    sandbox.reset();
    expect(sandbox.channel('incidents').posts).toEqual([]);
    expect(sandbox.calls).toEqual([]);
  });

  test('has a clock that starts and moves as the test says', async () => {
    await start({ startAt: midnight, still: true });
    sandbox.clock.advance(60_000);
    sandbox.person('alice').post('incidents', 'Good morning');
    expect(sandbox.channel('incidents').posts.at(-1)?.ts).toBe('1772323260.000000');
  });

  test('installs the app with the scopes of its manifest only', async () => {
    const slack = await start({ manifest });
    expect((await slack.auth.test()).user).toBe('tiny');
    expect(await errorOf(slack.chat.postMessage({ channel: 'incidents', text: 'Hi' }))).toBe('missing_scope');
  });
});
