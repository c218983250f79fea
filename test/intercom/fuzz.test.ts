import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnosisSchema } from '../../src/domain/triage/diagnosis.ts';
import { runTriage } from '../../src/intercom/triage.ts';
import { now, serve } from './support/server.ts';
import { wildActs, wildServer } from './support/wild-server.ts';

const token = 'dG9rOnNlY3JldC/mb3ItdGVzdHM+MDEyMzQ1Njc4OQ==';
/** What this process may add to the deadline and its 10 %, in ms: thirteen sockets, JSON and zod on a shared machine. */
const noiseMs = 400;

/** No piece of the token that would help anybody: 16 signs in a row, as it is or percent-encoded. */
function leaks(text: string): string[] {
  return [token, encodeURIComponent(token)].flatMap((secret) =>
    Array.from({ length: secret.length - 15 }, (_, i) => secret.slice(i, i + 16)).filter((piece) =>
      text.includes(piece),
    ),
  );
}

describe('Whatever Intercom and its status page send,', () => {
  test("triage ends within 110% of its deadline, doesn't throw, and never leaks the token", async () => {
    const [api, page, health] = await Promise.all([wildServer(), wildServer(), wildServer()]);
    const timeoutMs = 120;
    const settings = {
      token,
      region: 'us',
      apiUrl: api.url,
      statusUrl: page.url,
      healthUrl: health.url,
      timeoutMs,
      network: { proxy: null },
    } as const;
    const wild = wildActs(token);
    await fc.assert(
      fc.asyncProperty(wild, wild, wild, async (one, two, three) => {
        api.behave(one);
        page.behave(two);
        health.behave(three);
        const began = performance.now();
        const diagnosis = await runTriage(settings, now);
        expect(performance.now() - began).toBeLessThan(timeoutMs * 1.1 + noiseMs);
        diagnosisSchema.parse(diagnosis);
        expect(leaks(JSON.stringify(diagnosis))).toEqual([]);
      }),
      { numRuns: 100, endOnFailure: true },
    );
  }, 120_000);
});

describe('A megabyte', () => {
  const many = (item: string) =>
    `[${Array.from({ length: Math.floor(900_000 / (item.length + 1)) }, () => item).join()}]`;
  const keys = Array.from({ length: 60_000 }, (_, i) => `"k${i}":{"a":1}`).join();

  test.each([
    ['of empty incidents', `{"incidents":${many('{}')},"components":${many('{}')}}`],
    ['of empty errors', `{"type":"error.list","errors":${many('{}')}}`],
    ['of keys', `{${keys}}`],
    ['of brackets', '['.repeat(1_000_000)],
    ['of brackets that close', `${'['.repeat(500_000)}${']'.repeat(500_000)}`],
    ['of what looks like tokens', 'dG9rOnNlY3JldC/'.repeat(60_000)],
  ])('of %s from each server costs less processor time than the deadline', async (_name, body) => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    });
    const timeoutMs = 5_000;
    const before = process.cpuUsage();
    const where = { apiUrl: url, statusUrl: url, healthUrl: url, network: { proxy: null } };
    const diagnosis = await runTriage({ token, region: 'us', timeoutMs, ...where }, now);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(timeoutMs);
    expect(['ours', 'unknown']).toContain(diagnosis.owner);
  });
});
