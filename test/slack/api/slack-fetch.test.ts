import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { WebClient } from '@slack/web-api';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createAuthority, issue } from '../../../packages/intercom-sandbox/certificates.ts';
import { createLog } from '../../../src/app/log.ts';
import { NothingSent } from '../../../src/slack/api/exchange.ts';
import { type CallObserver, noObserver, slackFetch } from '../../../src/slack/api/slack-fetch.ts';
import { boltLog } from '../../../src/slack/transport/bolt-log.ts';

/** A client whose calls go to a server that answers as told; what it hears of Slack's limits and time is in the lists. */
async function clientOf(answer: RequestListener, withinMs?: number, begins?: () => void) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const limited: unknown[] = [];
  const times: number[] = [];
  const observer: CallObserver = { limited: (call) => limited.push(call), answered: (at) => times.push(at) };
  const client = new WebClient('xoxb-test', {
    slackApiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLog(createLog('silent')),
    fetch: slackFetch(observer, withinMs, begins),
  });
  return { client, limited, times };
}

const unreachable = { code: 'slack_webapi_request_error' };

describe('a call to Slack', () => {
  test('sends the token and the arguments, and reads the response with its headers', async () => {
    const { client } = await clientOf(async (request, response) => {
      const body = new URLSearchParams((await request.setEncoding('utf8').toArray()).join(''));
      response
        .writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': 'chat:write,commands' })
        .end(JSON.stringify({ ok: true, by: request.headers.authorization, channel: body.get('channel') }));
    });
    expect(await client.apiCall('chat.postMessage', { channel: 'C0GÄ😀', text: 'Hello' })).toMatchObject({
      by: 'Bearer xoxb-test',
      channel: 'C0GÄ😀',
      response_metadata: { scopes: ['chat:write', 'commands'] },
    });
  });

  test("that may no longer be made once it's connected isn't sent, and says so", async () => {
    const received: (string | undefined)[] = [];
    let isOver = true;
    const { client } = await clientOf(
      ({ url }, response) => {
        received.push(url);
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
      },
      undefined,
      () => {
        if (isOver) throw new Error('over');
      },
    );
    await expect(client.auth.test()).rejects.toMatchObject({ original: expect.any(NothingSent) });
    isOver = false;
    await client.api.test();
    expect(received).toEqual(['/api/api.test']);
  });

  test('that gets no response ends at its deadline', async () => {
    const { client } = await clientOf(() => {}, 50);
    await expect(client.auth.test()).rejects.toMatchObject(unreachable);
  });

  test('whose response never completes ends at its deadline too', async () => {
    const { client } = await clientOf((_, response) => {
      response.writeHead(200).write('{"ok":');
      const drip = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(drip));
    }, 50);
    await expect(client.auth.test()).rejects.toMatchObject(unreachable);
  });

  test("that is redirected isn't followed, because that isn't Slack, and may pass", async () => {
    let asked = 0;
    const { client } = await clientOf((request, response) => {
      asked += 1;
      response.writeHead(302, { location: `http://${request.headers.host}/sign-in` }).end('Sign in');
    });
    await expect(client.auth.test()).rejects.toMatchObject(unreachable);
    expect(asked).toBe(1);
  });

  test('that Slack limits reports its method and for how long', async () => {
    const { client, limited } = await clientOf((_, response) => {
      response.writeHead(429, { 'retry-after': '7' }).end();
    });
    await expect(client.conversations.list()).rejects.toMatchObject({ retryAfter: 7 });
    expect(limited).toEqual([{ method: 'conversations.list', channel: null, waitMs: 7_000 }]);
  });

  test('that Slack limits for longer than a day, as no Slack does, is held back for a day', async () => {
    const { client, limited } = await clientOf((_, response) => {
      response.writeHead(429, { 'retry-after': '99999999999999999999' }).end();
    });
    await expect(client.conversations.list()).rejects.toThrow();
    expect(limited).toEqual([{ method: 'conversations.list', channel: null, waitMs: 86_400_000 }]);
  });

  test("that Slack limits reports the channel too, if it's for one", async () => {
    const { client, limited } = await clientOf((_, response) => {
      response.writeHead(429, { 'retry-after': 'soon' }).end();
    });
    await expect(client.chat.postMessage({ channel: 'C1', text: 'Hello' })).rejects.toThrow();
    expect(limited).toEqual([{ method: 'chat.postMessage', channel: 'C1', waitMs: 1_000 }]);
  });

  test("reports the time by Slack's clock, and not by that of a proxy that answers with a page", async () => {
    const dates = ['Sat, 21 Nov 2026 14:00:00 GMT', 'Sat, 21 Nov 2026 17:00:00 GMT'];
    const types = ['application/json; charset=utf-8', 'text/html'];
    const { client, times } = await clientOf((_, response) => {
      response.writeHead(200, { date: dates.shift(), 'content-type': types.shift() }).end('{"ok":true}');
    });
    await client.auth.test();
    await client.auth.test();
    expect(times).toEqual([Date.UTC(2026, 10, 21, 14)]);
  });

  test('that was cut off after it was sent may have arrived', async () => {
    const { client } = await clientOf((request) => request.socket.destroy());
    const error = await client.auth.test().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(unreachable);
    expect(error).not.toMatchObject({ original: expect.any(NothingSent) });
  });

  test('to a port that nobody listens on was not sent', async () => {
    const nowhere = new WebClient('xoxb-test', {
      slackApiUrl: 'http://127.0.0.1:1/api/',
      retryConfig: { retries: 0 },
      logger: boltLog(createLog('silent')),
      fetch: slackFetch(noObserver),
    });
    await expect(nowhere.auth.test()).rejects.toMatchObject({ original: expect.any(NothingSent) });
  });

  test('with a file sends it whole, as a form of several parts', async () => {
    const sent: string[] = [];
    const { client } = await clientOf(async (request, response) => {
      sent.push(String(request.headers['content-type']), Buffer.concat(await request.toArray()).toString());
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
    });
    await client.apiCall('files.test', { file: Buffer.from('# Postmortem\n') });
    const [type, body = ''] = sent;
    expect(type).toMatch(/^multipart\/form-data; boundary=/);
    expect(body).toContain('# Postmortem\n');
    expect(body).toContain(String(type?.split('boundary=')[1]));
  });
});

test('A call offers HTTP/1.1 only, whatever the other side speaks', async () => {
  const offered: string[] = [];
  const server = createTlsServer({
    ...issue(createAuthority('Test authority'), { names: ['localhost'] }),
    ALPNCallback: ({ protocols }) => {
      offered.push(...protocols);
      return protocols[0];
    },
  }).on('tlsClientError', () => {});
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  await expect(slackFetch(noObserver)(`https://localhost:${port}/api/auth.test`)).rejects.toBeInstanceOf(
    NothingSent,
  );
  expect(offered).toEqual(['http/1.1']);
});
