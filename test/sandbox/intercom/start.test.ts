import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Options, startIntercom } from '../../../packages/intercom-sandbox/start.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const at = Date.UTC(2026, 10, 21, 12);

async function start(options: Options = {}) {
  const intercom = await startIntercom({ now: () => at, ...options });
  onTestFinished(() => intercom.stop());
  const headers = { authorization: `Bearer ${intercom.token}`, 'content-type': 'application/json' };
  const api = (path: string, init: RequestInit = {}) =>
    fetch(`${intercom.apiUrl}${path}`, { headers, ...init });
  const search = (body: unknown) =>
    api('/conversations/search', { method: 'POST', body: JSON.stringify(body) });
  return { intercom, api, search };
}

describe('The simulated Intercom API', () => {
  test('identifies the admin, the app, and its region', async () => {
    const { api } = await start({ region: 'eu' });
    expect(await (await api('/me')).json()).toMatchObject({
      type: 'admin',
      app: { type: 'app', region: 'EU' },
    });
  });

  test('dates its responses by its own clock', async () => {
    const { api } = await start();
    expect((await api('/me')).headers.get('date')).toBe(new Date(at).toUTCString());
  });

  test('returns rate-limit headers and a request_id for a valid token', async () => {
    const { api, intercom } = await start();
    const { headers } = await api('/me');
    expect(headers.get('x-ratelimit-limit')).toBe('1667');
    expect(headers.get('x-ratelimit-reset')).toBe(String(at / 1000 + 7));
    expect(headers.get('x-request-id')).toMatch(uuid);
    expect(intercom.requests.at(-1)?.requestId).toBe(headers.get('x-request-id'));
  });

  test.each([
    ['none', {}],
    ['wrong', { authorization: 'Bearer other' }],
  ] as const)('refuses the token "%s" without rate-limit headers', async (token, headers) => {
    const { api, intercom } = await start();
    const response = await api('/me', { headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ type: 'error.list', errors: [{ code: 'unauthorized' }] });
    expect(response.headers.get('x-ratelimit-limit')).toBeNull();
    expect(intercom.requests.at(-1)?.token).toBe(token);
  });

  test('counts conversations', async () => {
    const { search, intercom } = await start();
    await intercom.set({ api: { kind: 'healthy', conversations: 321 } });
    const query = { operator: 'AND', value: [{ field: 'created_at', operator: '>', value: 1 }] };
    expect(await (await search({ query, pagination: { per_page: 1 } })).json()).toMatchObject({
      type: 'conversation.list',
      total_count: 321,
      pages: { per_page: 1 },
    });
  });

  test('refuses a search without a query', async () => {
    const { search } = await start();
    expect((await search({ nope: 1 })).status).toBe(400);
  });

  test("refuses an unknown path in Intercom's error format", async () => {
    const { api } = await start();
    const response = await api('/contacts/1');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ type: 'error.list', errors: [{ code: 'not_found' }] });
  });

  test('applies 4xx states to valid tokens only, and 5xx states to everyone', async () => {
    const { api, intercom } = await start();
    const both = async () => [(await api('/me')).status, (await api('/me', { headers: {} })).status];
    await intercom.set({ api: 'missing_scope' });
    expect(await both()).toEqual([403, 401]);
    await intercom.set({ api: 'unavailable' });
    expect(await both()).toEqual([503, 503]);
  });

  test('flaps on every third request', async () => {
    const { api, intercom } = await start();
    await intercom.set({ api: 'flapping' });
    const outcomes = [];
    for (let turn = 0; turn < 6; turn += 1) {
      outcomes.push(
        await api('/me').then(
          ({ status }) => status,
          () => 'reset',
        ),
      );
    }
    expect(outcomes).toEqual([200, 200, 'reset', 200, 200, 'reset']);
  });
});

describe('A fault that hits only some requests', () => {
  const query = { field: 'created_at', operator: '>', value: 1 };

  test("is counted per path, so one kind of request doesn't shift another", async () => {
    const { api, search, intercom } = await start();
    const fault = { kind: 'refuse', status: 503, code: 'service_unavailable', message: 'Sorry' } as const;
    await intercom.set({ api: { kind: 'flapping', every: 2, fault } });
    const asked = [
      () => api('/me'),
      () => search({ query }),
      () => api('/me'),
      () => api('/me'),
      () => search({ query }),
    ];
    const statuses = [];
    for (const ask of asked) statuses.push((await ask()).status);
    expect(statuses).toEqual([200, 200, 503, 200, 503]);
  });

  test.each([
    ['me', [503, 200, 401]],
    ['search', [200, 503, 401]],
    ['tokenless', [200, 200, 503]],
  ] as const)('hits only %s', async (on, statuses) => {
    const { api, search, intercom } = await start();
    await intercom.set({
      api: { kind: 'only', on, is: { kind: 'raw', status: 503, contentType: null, body: '' } },
    });
    const answers = [await api('/me'), await search({ query }), await api('/me', { headers: {} })];
    expect(answers.map(({ status }) => status)).toEqual(statuses);
  });
});

describe('The simulated status page', () => {
  const status = async (intercom: { statusUrl: string }) =>
    fetch(`${intercom.statusUrl}/api/v2/summary.json`).then(
      async (response) => JSON.parse(await response.text()),
      () => 'reset',
    );

  test('drops every n-th connection', async () => {
    const { intercom } = await start();
    await intercom.set({ status: { kind: 'reset', every: 2 } });
    expect([await status(intercom), await status(intercom)]).toEqual([expect.anything(), 'reset']);
  });

  test('lists planned maintenance while its status is green', async () => {
    const { intercom } = await start();
    const planned = { title: 'Database work', impact: 'maintenance', status: 'scheduled' } as const;
    await intercom.set({ status: { kind: 'posted', incidents: [planned] } });
    expect(await status(intercom)).toMatchObject({ status: { indicator: 'none' }, incidents: [] });
  });
});

test("The simulated Intercom answers a request that isn't HTTP with 400, as web servers do", async () => {
  const { intercom } = await start();
  const socket = connect(Number(new URL(intercom.apiUrl).port), '127.0.0.1');
  socket.write('\x16\x03\x01 hello\r\n\r\n');
  const [data] = await once(socket, 'data');
  expect(String(data)).toContain('HTTP/1.1 400');
});

describe("A simulated server's switch", () => {
  test('closes the server and reopens it on the same port', async () => {
    const { api, intercom } = await start();
    await intercom.set({ api: 'unreachable' });
    await expect(api('/me')).rejects.toThrow();
    await intercom.set({ api: 'healthy' });
    expect((await api('/me')).status).toBe(200);
  });

  test("leaves every part that isn't named unchanged", async () => {
    const { api, intercom } = await start();
    await intercom.set({ api: 'unavailable' });
    await intercom.set({ health: { kind: 'down' } });
    expect((await api('/me')).status).toBe(503);
  });
});

test('The simulated Intercom records every request with its time and host, and never its token', async () => {
  const { api, intercom } = await start({ token: 'very-secret-token' });
  await api('/me');
  await fetch(`${intercom.statusUrl}/api/v2/status.json`);
  await fetch(intercom.healthUrl);
  expect(intercom.requests.map(({ server, method, path, at: when }) => [server, method, path, when])).toEqual(
    [
      ['api', 'GET', '/me', at],
      ['status', 'GET', '/api/v2/status.json', at],
      ['health', 'GET', '/health', at],
    ],
  );
  expect(JSON.stringify(intercom.requests)).not.toContain('very-secret-token');
});

test('Stopping the simulated Intercom cuts hanging requests', async () => {
  const intercom = await startIntercom();
  await intercom.set({ api: 'hang' });
  const waiting = fetch(`${intercom.apiUrl}/me`).then(
    () => 'answered',
    () => 'cut',
  );
  while (intercom.requests.length === 0) await new Promise(setImmediate);
  await intercom.stop();
  expect(await waiting).toBe('cut');
});
