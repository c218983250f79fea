import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import { onTestFinished } from 'vitest';
import { createLog } from '../../../src/app/log.ts';
import { slackFailure } from '../../../src/slack/api/failures.ts';
import { clientOptions } from '../../../src/slack/transport/connect-slack.ts';
import { overhear } from '../../support/overhear.ts';

/** What a call throws that this Slack answers. The client is set up as the bot's, but waits only 200 ms. */
export async function failed(answer: RequestListener): Promise<unknown> {
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return called(`http://127.0.0.1:${port}/api/`);
}

/** What a call of this Slack's throws. */
export async function called(apiUrl: string): Promise<unknown> {
  const options = clientOptions({ apiUrl }, createLog('silent'));
  const client = new WebClient('xoxb-test', { ...options, timeout: 200 });
  return client.pins.add({ channel: 'C1', timestamp: '1.2' }).then(
    () => 'nothing',
    (error: unknown) => error,
  );
}

/** Slack refuses with its own word. `granted`: the token's scopes, where Slack says them. */
export const refused = (error: string, more: object = {}, granted: string | null = null): Promise<unknown> =>
  failed((_, response) => {
    response.setHeader('Content-Type', 'application/json');
    if (granted !== null) response.setHeader('X-OAuth-Scopes', granted);
    response.end(JSON.stringify({ ok: false, error, ...more }));
  });

/** UTC ms. */
export const now = 1_795_269_600_000;

/** What becomes of an effect that failed so, in words that a test has heard. */
export const outcome = (error: unknown, attempts = 1) => overhear(slackFailure(error, now, attempts));
