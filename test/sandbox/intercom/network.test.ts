import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openBlackHole } from '../../../packages/intercom-sandbox/black-hole.ts';
import { createAuthority, issue } from '../../../packages/intercom-sandbox/certificates.ts';
import { type ProxyMode, startProxy } from '../../../packages/intercom-sandbox/proxy.ts';
import { startIntercom } from '../../../packages/intercom-sandbox/start.ts';

const day = 86_400_000;

describe('A generated certificate', () => {
  const root = createAuthority('Root');

  test('is signed by its own authority only', () => {
    const leaf = new X509Certificate(issue(root, { names: ['api.example.com'] }).cert);
    expect(leaf.verify(new X509Certificate(root.cert).publicKey)).toBe(true);
    expect(leaf.verify(new X509Certificate(createAuthority('Root').cert).publicKey)).toBe(false);
  });

  test('names its hosts, including IP addresses, and no others', () => {
    const leaf = new X509Certificate(issue(root, { names: ['api.example.com', '127.0.0.1'] }).cert);
    expect(leaf.checkHost('api.example.com')).toBe('api.example.com');
    expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(leaf.checkHost('other.example.com')).toBeUndefined();
  });

  test('is valid between the given times', () => {
    const from = Date.UTC(2049, 11, 31);
    const leaf = new X509Certificate(issue(root, { names: ['a'], from, until: from + 40 * day }).cert);
    expect([Date.parse(leaf.validFrom), Date.parse(leaf.validTo)]).toEqual([from, from + 40 * day]);
  });

  test("from an intermediate authority comes with the authority's own certificate", () => {
    const between = createAuthority('Between', root);
    expect(issue(between, { names: ['a'] }).cert.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(new X509Certificate(between.cert).checkIssued(new X509Certificate(root.cert))).toBe(true);
  });

  test('is accepted in a real TLS handshake by clients that trust its authority', async () => {
    const tls = { api: issue(root, { names: ['127.0.0.1'] }) };
    const intercom = await startIntercom({ tls });
    onTestFinished(() => intercom.stop());
    expect(intercom.apiUrl).toMatch(/^https:/);
    const { port } = new URL(intercom.apiUrl);
    const socket = connectTls({ host: '127.0.0.1', port: Number(port), ca: root.cert });
    await once(socket, 'secureConnect');
    expect(socket.authorized).toBe(true);
    socket.destroy();
  });
});

describe('The simulated proxy', () => {
  /** The status that `CONNECT` gets, or that a request through the tunnel gets. */
  async function through(mode: ProxyMode, host = 'api.invalid') {
    const intercom = await startIntercom();
    const proxy = await startProxy(mode, { 'api.invalid': Number(new URL(intercom.apiUrl).port) });
    onTestFinished(async () => {
      await proxy.stop();
      await intercom.stop();
    });
    const { hostname, port } = new URL(proxy.url);
    const asked = request({ method: 'CONNECT', hostname, port, path: `${host}:443` }).end();
    const [answer, socket] = await once(asked, 'connect');
    if (answer.statusCode !== 200) return { connected: answer.statusCode, proxy };
    socket.write('GET /me HTTP/1.1\r\nhost: api.invalid\r\n\r\n');
    const [data] = await once(socket, 'data');
    socket.destroy();
    return { connected: 200, answer: String(data).slice(0, 12), proxy };
  }

  test('tunnels to the server behind a host name, and records it', async () => {
    const { connected, answer, proxy } = await through({ kind: 'forwards' });
    expect([connected, answer]).toEqual([200, 'HTTP/1.1 401']);
    expect(proxy.connects).toEqual([{ to: 'api.invalid:443', login: null }]);
  });

  test('returns 502 for an unknown host name', async () => {
    expect((await through({ kind: 'forwards' }, 'other.invalid')).connected).toBe(502);
  });

  test('refuses one host or all of them with the configured status', async () => {
    expect((await through({ kind: 'answers', status: 407 })).connected).toBe(407);
    expect((await through({ kind: 'answers', status: 403, only: 'other.invalid' })).connected).toBe(200);
  });
});

test('The black hole neither accepts nor refuses a connection', async () => {
  const intercom = await startIntercom();
  const hole = await openBlackHole();
  onTestFinished(async () => {
    await hole.stop();
    await intercom.stop();
  });
  const met: string[] = [];
  const socket = connect(hole.port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('connect', () => met.push('accepted')).on('error', () => met.push('refused'));
  // Whatever is there answers long before ten others that are asked after it.
  for (let others = 0; others < 10; others += 1) await fetch(intercom.apiUrl);

  expect([met, socket.connecting]).toEqual([[], true]);
});
