import nodeFetch from 'node-fetch';
import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import { jsonOf } from '../../src/resilience/json-of.ts';
import { retry } from '../../src/resilience/retry.ts';
import { intercomIn } from './intercom.ts';

const clients = { fetch, undici: request };

describe.each(['fetch', 'undici'] as const)('jsonOf() with a response from %s', (client) => {
  async function answerIn(api: Parameters<typeof intercomIn>[0]) {
    const { time, url, headers } = await intercomIn(api);
    const answer = await clients[client](url, { headers });
    const bodyUsed = () => ('bodyUsed' in answer ? answer.bodyUsed : answer.body.bodyUsed);
    return { json: jsonOf(answer, time.now), bodyUsed };
  }

  test('returns its JSON', async () => {
    const { json } = await answerIn('healthy');
    expect(await json).toMatchObject({ type: 'admin' });
  });

  test('throws a 429 with the time to come back', async () => {
    const { json } = await answerIn({ kind: 'rate_limit', resetInSeconds: 4 });
    await expect(json).rejects.toMatchObject({ verdict: { kind: 'limited', waitMs: 4_000 } });
  });

  test('throws on a failure and releases its body', async () => {
    const { json, bodyUsed } = await answerIn('bad_gateway');
    await expect(json).rejects.toMatchObject({ name: 'CallFailed', message: 'Intercom answered 502' });
    await expect.poll(bodyUsed).toBe(true);
  });

  test('treats an HTML page with status 200 as no usable answer', async () => {
    const { json } = await answerIn('captive_portal');
    await expect(json).rejects.toMatchObject({
      verdict: { kind: 'unavailable', because: 'Intercom answered with something that is not JSON' },
    });
  });

  test("throws the client's own error if the body is cut off", async () => {
    const { json } = await answerIn('truncated');
    await expect(json).rejects.toThrow(/terminated|other side closed/);
  });
});

describe('jsonOf()', () => {
  test.each([
    ['fetch, with the status 204', new Response(null, { status: 204 })],
    ['fetch, with the status 202', new Response('', { status: 202 })],
    ['fetch, with the status 200', new Response(' ', { status: 200 })],
    ['axios', { status: 204, headers: {}, data: '' }],
    ['got', { statusCode: 202, headers: {}, body: '' }],
  ])('returns undefined for a success without a body, of %s', async (_, answer) => {
    expect(await jsonOf(answer)).toBeUndefined();
  });

  test.each([
    ['axios, which has parsed it', { status: 200, headers: {}, data: { id: '1' } }],
    ['axios, as text', { status: 200, headers: {}, data: '{"id":"1"}' }],
    ['got, as text', { statusCode: 200, headers: {}, body: '{"id":"1"}' }],
    ['got, which has parsed it', { statusCode: 200, headers: {}, body: { id: '1' } }],
  ])('returns the JSON of %s', async (_, answer) => {
    expect(await jsonOf(answer)).toEqual({ id: '1' });
  });

  test.each([
    ['axios', { status: 200, headers: {}, data: '{"id":' }],
    ['got', { statusCode: 200, headers: {}, body: 'Please wait' }],
  ])("throws on a body of %s that isn't JSON", async (_, answer) => {
    await expect(jsonOf(answer)).rejects.toMatchObject({ verdict: { kind: 'unavailable' } });
  });

  test('throws on a node-fetch failure and releases its connection', async () => {
    const { url, headers } = await intercomIn('bad_gateway');
    const answer = await nodeFetch(url, { headers });
    await expect(jsonOf(answer)).rejects.toThrow('Intercom answered 502');
    expect(answer.body).toMatchObject({ destroyed: true });
  });

  test("doesn't cause a second call if there is no body", async () => {
    let calls = 0;
    const call = async () => {
      calls += 1;
      return jsonOf(new Response(null, { status: 204 }));
    };
    expect([await retry(call, { idempotent: true }), calls]).toEqual([undefined, 1]);
  });
});
