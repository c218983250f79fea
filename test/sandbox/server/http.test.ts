import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Opened, openServer, postAction } from './open-server.ts';

let place: Opened;
let port: string;

beforeAll(async () => {
  place = await openServer();
  port = new URL(place.url).port;
});

afterAll(() => place.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  request(`http://127.0.0.1:${port}${path}`, { headers });
const post = (headers: Record<string, string>, body: string) =>
  request(`http://127.0.0.1:${port}/act`, { method: 'POST', headers, body });
const json = { 'content-type': 'application/json' };
const hello = JSON.stringify({ as: 'U00000ALICE', do: 'openMessages' });

describe("The sandbox's page server", () => {
  test.each(['evil.example', 'localhost.evil.example', '', `192.168.0.1`])(
    'refuses a request for the host "%s"',
    async (host) => {
      expect((await get('/', { host })).statusCode).toBe(403);
    },
  );

  test.each(['localhost', '127.0.0.1'])('accepts a browser that calls it %s', async (host) => {
    expect((await get('/', { host: `${host}:${port}` })).statusCode).toBe(200);
  });

  test.each(['http://evil.example', 'http://localhost:1', 'null'])(
    'refuses an action from a page on %s',
    async (origin) => {
      expect((await post({ ...json, origin }, hello)).statusCode).toBe(403);
    },
  );

  test('accepts an action from its own page', async () => {
    const answer = await post({ ...json, origin: `http://127.0.0.1:${port}` }, hello);
    expect(answer.statusCode).toBe(200);
  });

  test("refuses an action that another page's form could send", async () => {
    expect((await post({ 'content-type': 'text/plain' }, hello)).statusCode).toBe(403);
  });
});

describe("The sandbox's page", () => {
  test('is served with a content security policy', async () => {
    const page = await get('/');
    expect(await page.body.text()).toContain('<title>Sandbox</title>');
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
  });

  test.each(['/..%2fbeside.txt', '/%2e%2e%2fbeside.txt', '/x/..%2f..%2fbeside.txt', '/%00.html', '/%'])(
    'is the only thing served: %s is not found',
    async (path) => {
      const answer = await get(path);
      expect(answer.statusCode).toBe(404);
      expect(await answer.body.text()).toBe('There is nothing here.\n');
    },
  );
});

describe("A file on the sandbox's page", () => {
  test('is served with its type, and cannot run', async () => {
    const { files } = place.workspace.person('alice').upload('random', 'notes.md', '# Notes');
    const file = await get(`/file/${files[0]?.id}`);
    expect(await file.body.text()).toBe('# Notes');
    expect(file.headers).toMatchObject({
      'content-type': 'text/markdown; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  test('of an unknown type is not served as a page', async () => {
    const { files } = place.workspace.person('alice').upload('random', 'x.html', '<script>1</script>');
    const file = await get(`/file/${files[0]?.id}`);
    expect(file.headers['content-type']).toBe('application/octet-stream');
  });

  test("that doesn't exist is not found", async () => {
    expect((await get('/file/F404')).statusCode).toBe(404);
  });
});

describe("The inspector's details", () => {
  test('contain a whole call or delivery', async () => {
    await postAction(place.url, 'U00000ALICE', {
      do: 'command',
      channel: 'C00GENERAL1',
      command: '/x',
      text: 'y',
    });
    const delivery = await get(`/inspect/deliveries/${place.workspace.deliveries.length}`);
    expect(await delivery.body.json()).toMatchObject({
      kind: 'slash_commands',
      payload: { command: '/x', text: 'y' },
      attempts: [{ answer: { kind: 'lost' } }],
    });
  });

  test.each(['/inspect/calls/0', '/inspect/calls/99', '/inspect/calls/x', '/inspect/tokens/1'])(
    'are not found for %s',
    async (path) => {
      expect((await get(path)).statusCode).toBe(404);
    },
  );
});

describe('The body of an action', () => {
  test.each(['', '{', '[]', '{"as":"U00000ALICE","do":"fly"}', '{"do":"calm"}'])(
    'is refused: %s',
    async (body) => {
      expect((await post(json, body)).statusCode).toBe(400);
    },
  );

  test("is refused if it's too large", async () => {
    const text = 'x'.repeat(1_100_000);
    expect((await post(json, JSON.stringify({ as: 'U00000ALICE', do: 'say', text }))).statusCode).toBe(400);
  });
});
