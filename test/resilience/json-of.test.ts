import nodeFetch from 'node-fetch';
import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import { jsonOf } from '../../src/resilience/json-of.ts';
import { retry } from '../../src/resilience/retry.ts';
import { intercomIn } from './intercom.ts';

const clients = { fetch, undici: request };

describe.each(['fetch', 'undici'] as const)('the JSON of an answer of %s', (client) => {
  async function answerIn(api: Parameters<typeof intercomIn>[0]) {
    const { time, url, headers } = await intercomIn(api);
    const answer = await clients[client](url, { headers });
    const bodyUsed = () => ('bodyUsed' in answer ? answer.bodyUsed : answer.body.bodyUsed);
    return { json: jsonOf(answer, time.now), bodyUsed };
  }

  test('is given', async () => {
    const { json } = await answerIn('healthy');
    expect(await json).toMatchObject({ type: 'admin' });
  });

  test('that says when to come back is thrown with that time', async () => {
    const { json } = await answerIn({ kind: 'rate_limit', resetInSeconds: 4 });
    await expect(json).rejects.toMatchObject({ verdict: { kind: 'limited', waitMs: 4_000 } });
  });

  test('that is a failure is thrown, and its body let go', async () => {
    const { json, bodyUsed } = await answerIn('bad_gateway');
    await expect(json).rejects.toMatchObject({ name: 'CallFailed', message: 'Intercom answered 502' });
    await expect.poll(bodyUsed).toBe(true);
  });

  test('that is a page in spite of its status 200 counts as no answer', async () => {
    const { json } = await answerIn('captive_portal');
    await expect(json).rejects.toMatchObject({
      verdict: { kind: 'unavailable', because: 'Intercom answered with something that is not JSON' },
    });
  });

  test('that breaks off throws what the client throws', async () => {
    const { json } = await answerIn('truncated');
    await expect(json).rejects.toThrow(/terminated|other side closed/);
  });
});

describe('the JSON of an answer', () => {
  test.each([
    ['fetch, with the status 204', new Response(null, { status: 204 })],
    ['fetch, with the status 202', new Response('', { status: 202 })],
    ['fetch, with the status 200', new Response(' ', { status: 200 })],
    ['axios', { status: 204, headers: {}, data: '' }],
    ['got', { statusCode: 202, headers: {}, body: '' }],
  ])('without a body, of %s, is undefined, because it is a success', async (_, answer) => {
    expect(await jsonOf(answer)).toBeUndefined();
  });

  test.each([
    ['axios, which has parsed it', { status: 200, headers: {}, data: { id: '1' } }],
    ['axios, as text', { status: 200, headers: {}, data: '{"id":"1"}' }],
    ['got, as text', { statusCode: 200, headers: {}, body: '{"id":"1"}' }],
    ['got, which has parsed it', { statusCode: 200, headers: {}, body: { id: '1' } }],
  ])('of %s, is given', async (_, answer) => {
    expect(await jsonOf(answer)).toEqual({ id: '1' });
  });

  test.each([
    ['axios', { status: 200, headers: {}, data: '{"id":' }],
    ['got', { statusCode: 200, headers: {}, body: 'Please wait' }],
  ])('of %s, that is none is thrown', async (_, answer) => {
    await expect(jsonOf(answer)).rejects.toMatchObject({ verdict: { kind: 'unavailable' } });
  });

  test('of node-fetch, that is a failure is thrown, and its connection let go', async () => {
    const { url, headers } = await intercomIn('bad_gateway');
    const answer = await nodeFetch(url, { headers });
    await expect(jsonOf(answer)).rejects.toThrow('Intercom answered 502');
    expect(answer.body).toMatchObject({ destroyed: true });
  });

  test('without a body does not end in a second call', async () => {
    let calls = 0;
    const call = async () => {
      calls += 1;
      return jsonOf(new Response(null, { status: 204 }));
    };
    expect([await retry(call, { idempotent: true }), calls]).toEqual([undefined, 1]);
  });
});
