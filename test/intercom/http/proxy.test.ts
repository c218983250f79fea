import { describe, expect, onTestFinished, test } from 'vitest';
import { createAuthority, issue } from '../../../packages/intercom-sandbox/certificates.ts';
import { type ProxyMode, startProxy } from '../../../packages/intercom-sandbox/proxy.ts';
import { startIntercom } from '../../../packages/intercom-sandbox/start.ts';
import { get, token } from '../support/ask.ts';
import { now } from '../support/server.ts';

const name = 'api.intercom.invalid';
const root = createAuthority('Public Root');

/** `/me` by TLS through a proxy that alone knows where the name is. */
async function ask(mode: ProxyMode, { login = '', shut = false, timeoutMs = 2_000, noProxy = '' } = {}) {
  const intercom = await startIntercom({ token, now, tls: { api: issue(root, { names: [name] }) } });
  const proxy = await startProxy(mode, { [name]: Number(new URL(intercom.apiUrl).port) });
  onTestFinished(async () => {
    await proxy.stop();
    await intercom.stop();
  });
  if (shut) await proxy.stop();
  const network = { proxy: proxy.url.replace('http://', `http://${login}`), noProxy, roots: [root.cert] };
  const { exchange } = await get(`https://${name}/me`, { token, network, timeoutMs });
  return { exchange, proxy, intercom };
}

describe('A request through a proxy', () => {
  test('arrives over its own TLS, with the time of each stage', async () => {
    const { exchange, proxy, intercom } = await ask({ kind: 'forwards' });
    expect(exchange).toMatchObject({ kind: 'answered', status: 200 });
    expect(Object.keys(exchange.stages)).toEqual(
      expect.arrayContaining(['proxy', 'connect', 'tls', 'headers']),
    );
    expect(proxy.connects).toEqual([{ to: `${name}:443`, login: null }]);
    expect(intercom.requests).toMatchObject([{ path: '/me', token: 'good' }]);
  });

  test("sends the URL's credentials to the proxy only", async () => {
    const { proxy } = await ask({ kind: 'forwards' }, { login: 'bot:p%40ss@' });
    expect(proxy.connects[0]?.login).toBe(`Basic ${Buffer.from('bot:p@ss').toString('base64')}`);
  });

  test("isn't made for a host in NO_PROXY", async () => {
    const { exchange, proxy } = await ask({ kind: 'forwards' }, { noProxy: '.intercom.invalid' });
    expect(exchange).toMatchObject({ kind: 'failed', stage: 'dns' });
    expect(proxy.connects).toEqual([]);
  });
});

describe('A proxy that', () => {
  test.each([407, 403])('refuses with %i fails at stage proxy', async (status) => {
    const { exchange } = await ask({ kind: 'answers', status });
    expect(exchange).toMatchObject({ kind: 'failed', stage: 'proxy', code: `PROXY_${status}` });
  });

  test.each([502, 504])(
    "can't connect and says %i fails at stage connect, because it tried",
    async (status) => {
      const { exchange } = await ask({ kind: 'answers', status });
      expect(exchange).toMatchObject({ kind: 'failed', stage: 'connect', code: `PROXY_${status}` });
    },
  );

  test('is down fails at stage proxy', async () => {
    const { exchange } = await ask({ kind: 'forwards' }, { shut: true });
    expect(exchange).toMatchObject({ kind: 'failed', stage: 'proxy', code: 'ECONNREFUSED' });
  });

  test('never responds fails at stage connect, at the deadline', async () => {
    const { exchange } = await ask({ kind: 'hangs' }, { timeoutMs: 150 });
    expect(exchange).toMatchObject({ kind: 'failed', stage: 'connect', code: 'TIMEOUT', timedOut: true });
    expect(exchange.ms).toBeLessThan(400);
  });
});
