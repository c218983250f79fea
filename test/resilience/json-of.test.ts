import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import { jsonOf } from '../../src/resilience/json-of.ts';
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
