import { once } from 'node:events';
import { createServer } from 'node:https';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Certificate, createAuthority, issue } from '../../../packages/intercom-sandbox/certificates.ts';
import { get, token } from '../support/ask.ts';
import { now, portOf } from '../support/server.ts';

const day = 86_400_000;
const here = ['127.0.0.1'];
const root = createAuthority('Public Root');
const company = createAuthority('Company Proxy');
const past = { from: Date.now() - 40 * day, until: Date.now() - day };

/** One request with the token to a TLS server, and how many requests the server got. */
async function ask(certificate: Certificate, roots: readonly string[] = [root.cert]) {
  let arrived = 0;
  const server = createServer(certificate, (_request, response) => {
    arrived += 1;
    response.setHeader('date', new Date(now() + 90_000).toUTCString());
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `https://127.0.0.1:${portOf(server.address())}/me`;
  const { exchange } = await get(url, { token, network: { proxy: null, roots } });
  return { exchange, arrived };
}

describe('An accepted certificate', () => {
  test("lets the request through and reports the handshake's duration", async () => {
    const { exchange, arrived } = await ask(issue(root, { names: here }));
    expect(exchange).toMatchObject({ kind: 'answered', status: 200 });
    expect(Object.keys(exchange.stages).sort()).toEqual(['body', 'connect', 'dns', 'headers', 'tls']);
    expect(arrived).toBe(1);
  });

  test('can be issued by an intermediate authority that the server sends', async () => {
    const between = createAuthority('Public Intermediate', root);
    expect((await ask(issue(between, { names: here }))).exchange).toMatchObject({ kind: 'answered' });
  });
});

describe('A refused certificate', () => {
  test.each([
    ['self-signed', issue(null, { names: here }), 'DEPTH_ZERO_SELF_SIGNED_CERT', '127.0.0.1', false],
    [
      'of an unknown authority',
      issue(company, { names: here }),
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'Company Proxy',
      false,
    ],
    [
      'for another host',
      issue(root, { names: ['login.example.com'] }),
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'Public Root',
      true,
    ],
    ['out of date', issue(root, { names: here, ...past }), 'CERT_HAS_EXPIRED', 'Public Root', true],
    [
      'out of date and of an unknown authority',
      issue(company, { names: here, ...past }),
      'CERT_HAS_EXPIRED',
      'Company Proxy',
      false,
    ],
    [
      'out of date and self-signed',
      issue(null, { names: here, ...past }),
      'CERT_HAS_EXPIRED',
      '127.0.0.1',
      false,
    ],
    [
      'not valid yet',
      issue(root, { names: here, from: Date.now() + day }),
      'CERT_NOT_YET_VALID',
      'Public Root',
      true,
    ],
  ])(
    '%s: reports code, issuer, and whether a trusted authority issued it',
    async (_name, shown, code, issuer, vouched) => {
      const { exchange, arrived } = await ask(shown);
      expect(exchange).toMatchObject({
        kind: 'failed',
        stage: 'tls',
        code,
        certificate: { issuer, vouched },
      });
      expect(arrived).toBe(0);
    },
  );

  test('that expired is still traced to a trusted root through its intermediate', async () => {
    const between = createAuthority('Public Intermediate', root);
    const { exchange } = await ask(issue(between, { names: here, ...past }));
    expect(exchange).toMatchObject({ code: 'CERT_HAS_EXPIRED', certificate: { vouched: true } });
  });

  test('reports its hosts and its expiry', async () => {
    const { exchange } = await ask(issue(root, { names: ['login.example.com', '10.0.0.1'], ...past }));
    expect(exchange).toMatchObject({ certificate: { names: ['login.example.com', '10.0.0.1'] } });
    const until = exchange.kind === 'failed' ? (exchange.certificate?.until ?? 0) : 0;
    expect(Math.abs(until - past.until)).toBeLessThan(1_000);
  });

  test('trusted by this machine is refused if only other roots are configured', async () => {
    const { exchange } = await ask(issue(root, { names: here }), [company.cert]);
    expect(exchange).toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
  });
});

test("A failed TLS handshake compares the other side's clock with ours", async () => {
  const { exchange } = await ask(issue(root, { names: here }));
  expect(exchange).toMatchObject({ kind: 'answered', skewMs: 90_000 });
});
