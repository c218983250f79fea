import { describe, expect, test } from 'vitest';
import { loginIn } from '../../../src/intercom/http/login.ts';
import { get, token } from '../support/ask.ts';
import { serve } from '../support/server.ts';

/** A server that tells which login it got, and the same address with a login in it. */
async function guarded() {
  const logins: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    logins.push(request.headers.authorization);
    if (request.url === '/moved') response.writeHead(302, { location: '/health' });
    response.end('{"status":"ok"}');
  });
  return { logins, url: url.replace('http://', 'http://ops:p%40ss@') };
}

const basic = `Basic ${Buffer.from('ops:p@ss').toString('base64')}`;

describe('Credentials in a URL', () => {
  test('are sent as HTTP Basic, also after a redirect to the same host', async () => {
    const { logins, url } = await guarded();
    await get(`${url}/moved`, { follow: 1 });
    expect(logins).toEqual([basic, basic]);
  });

  test("aren't sent on to another host", async () => {
    const other = await guarded();
    const elsewhere = new URL(other.url);
    const url = await serve((_request, response) =>
      response.writeHead(302, { location: `http://${elsewhere.host}/health` }).end(),
    );
    await get(url.replace('http://', 'http://ops:p%40ss@'), { follow: 1 });
    expect(other.logins).toEqual([undefined]);
  });

  test('give way to a token', async () => {
    const { logins, url } = await guarded();
    await get(url, { token });
    expect(logins).toEqual([`Bearer ${token}`]);
  });

  test('with a stray percent sign are sent as written', () => {
    expect(loginIn(new URL('http://ops:100%@127.0.0.1'))).toBe(
      `Basic ${Buffer.from('ops:100%').toString('base64')}`,
    );
    expect(loginIn(new URL('http://127.0.0.1'))).toBeNull();
  });
});
