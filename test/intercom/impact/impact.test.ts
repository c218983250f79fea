import { describe, expect, onTestFinished, test } from 'vitest';
import type { Change } from '../../../packages/intercom-sandbox/start.ts';
import { startIntercom } from '../../../packages/intercom-sandbox/start.ts';
import { estimateImpact, impactCache } from '../../../src/intercom/impact/impact.ts';
import type { IntercomSettings } from '../../../src/intercom/triage.ts';
import type { Sleep } from '../../../src/resilience/timing.ts';
import { overhear } from '../../support/overhear.ts';
import { serve } from '../support/server.ts';

type Api = NonNullable<Change['api']>;

const noon = Date.UTC(2026, 10, 21, 12);
const minute = 60_000;
const window = { from: noon - 46 * minute, to: noon - 8 * minute };
const period = 'from 2026-11-21 11:14 to 11:52 UTC';
const text = 'POST /conversations/search, created_at > 1795259639 AND created_at < 1795261920';

/** A simulated Intercom and a fresh cache. The clock moves by the waits between tries, which pass at once. */
async function scene(api: Api, more: Partial<IntercomSettings> = {}) {
  const clock = { ms: noon };
  const now = () => clock.ms;
  const intercom = await startIntercom({ now });
  onTestFinished(() => intercom.stop());
  await intercom.set({ api });
  const { token, apiUrl, statusUrl } = intercom;
  const base: IntercomSettings = {
    token,
    region: 'us',
    apiUrl,
    statusUrl,
    healthUrl: null,
    timeoutMs: 5_000,
  };
  const cache = impactCache(now);
  const waits: number[] = [];
  const estimate = (during = window, onWait: () => Promise<void> = async () => {}) => {
    /** What comes with a signal guards a request under way: that one really takes its time. */
    const sleep: Sleep = async (ms, guarded) => {
      if (guarded !== undefined) return new Promise(() => {});
      waits.push(ms);
      clock.ms += ms;
      await onWait();
    };
    return estimateImpact({ ...base, ...more }, [during], cache, now, { sleep, random: () => 0 }).then(
      overhear,
    );
  };
  return { intercom, estimate, clock, waits };
}

const counting = (conversations: number): Api => ({ kind: 'healthy', conversations });

describe('An impact estimate', () => {
  test('is the number of conversations created in the window, with what was counted', async () => {
    const { estimate } = await scene(counting(17));
    expect(await estimate()).toEqual({
      conversations: 17,
      period,
      query: text,
      stale: false,
      at: noon,
      because: null,
    });
  });

  test('is 0 for a window without conversations', async () => {
    expect(await (await scene(counting(0))).estimate()).toMatchObject({ conversations: 0, because: null });
  });

  test('takes one search with our token', async () => {
    const { intercom, estimate } = await scene(counting(17));
    await estimate();
    expect(intercom.requests).toMatchObject([
      { method: 'POST', path: '/conversations/search', token: 'good' },
    ]);
  });

  test("is requested anew each time, because an open incident's window moves", async () => {
    const { intercom, estimate } = await scene(counting(17));
    await estimate();
    await intercom.set({ api: counting(21) });
    expect(await estimate({ ...window, to: noon })).toMatchObject({ conversations: 21, stale: false });
  });

  test('sends the window in UNIX seconds, and asks for a single conversation', async () => {
    const bodies: string[] = [];
    const paths: (string | undefined)[] = [];
    const apiUrl = await serve((request, response) => {
      request.setEncoding('utf8').on('data', (chunk) => bodies.push(String(chunk)));
      paths.push(request.url);
      request.on('end', () => response.end('{"total_count":3}'));
    });
    const { estimate } = await scene('healthy', { apiUrl: `${apiUrl}/` });
    await estimate();
    expect(paths).toEqual(['/conversations/search']);
    expect(bodies).toEqual([
      '{"query":{"operator":"AND","value":[{"field":"created_at","operator":">","value":1795259639},{"field":"created_at","operator":"<","value":1795261920}]},"pagination":{"per_page":1}}',
    ]);
  });
});

describe('An impact estimate while Intercom fails', () => {
  test.each<[string, Api, number]>([
    ['a 5xx, after a second', 'unavailable', 1_000],
    ['a 429, after the reset', { kind: 'rate_limit', resetInSeconds: 3 }, 3_000],
  ])('is asked again after %s', async (_, api, waitMs) => {
    const { intercom, estimate, waits } = await scene(api);
    const mended = () => intercom.set({ api: counting(17) });
    expect(await estimate(window, mended)).toMatchObject({ conversations: 17, stale: false });
    expect(waits).toEqual([waitMs]);
  });

  test("doesn't wait if the rate limit resets after the deadline", async () => {
    const { estimate, waits } = await scene({ kind: 'rate_limit', resetInSeconds: 8 });
    expect(await estimate()).toMatchObject({ conversations: null, because: expect.stringContaining('429') });
    expect(waits).toEqual([]);
  });

  test.each([
    ['unavailable', 'Intercom answered 503'],
    ['rate_limited', 'Intercom answered 429, too many requests'],
    ['captive_portal', 'Intercom returned 200 without a count (html)'],
    ['unreachable', "Intercom didn't respond (ECONNREFUSED)"],
  ] as const)('(%s) is the last good number, marked as stale with the reason', async (api, because) => {
    const { intercom, estimate, clock } = await scene(counting(17));
    await estimate();
    await intercom.set({ api });
    clock.ms += 10 * minute;
    expect(await estimate({ ...window, to: noon + 10 * minute })).toEqual({
      conversations: 17,
      period,
      query: text,
      stale: true,
      at: noon,
      because: `${because}. Showing the last good count, from 12:00 UTC.`,
    });
  });

  test('is missing if there was no earlier number, and says why', async () => {
    const { estimate } = await scene('unavailable');
    expect(await estimate()).toEqual({
      conversations: null,
      period,
      query: text,
      stale: false,
      at: null,
      because: 'Intercom answered 503.',
    });
  });

  test('ignores a count that comes with an error status', async () => {
    const body = '{"total_count":3}';
    const { estimate } = await scene({ kind: 'raw', status: 500, contentType: 'application/json', body });
    expect(await estimate()).toMatchObject({ conversations: null });
  });

  test("never uses another incident's number", async () => {
    const { intercom, estimate } = await scene(counting(17));
    await estimate();
    await intercom.set({ api: 'unavailable' });
    expect(await estimate({ ...window, from: window.from - minute })).toMatchObject({ conversations: null });
  });

  test('never uses a number older than a day', async () => {
    const { intercom, estimate, clock } = await scene(counting(17));
    await estimate();
    await intercom.set({ api: 'unavailable' });
    clock.ms += 24 * 60 * minute + 1;
    expect(await estimate()).toMatchObject({ conversations: null });
  });

  test.each(['hang', 'dripping_body'] as const)('(%s) takes no longer than the deadline', async (api) => {
    const { estimate } = await scene(api, { timeoutMs: 200 });
    const began = performance.now();
    expect(await estimate()).toMatchObject({ conversations: null });
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe('An impact estimate that fails on our side', () => {
  test.each([
    ['token_revoked', 'Intercom rejected the search (401 token_revoked): check INTERCOM_ACCESS_TOKEN'],
    [
      'missing_scope',
      'Intercom rejected the search (403 forbidden): the token needs the permission to read conversations',
    ],
    [
      'parameter_invalid',
      'Intercom rejected the search (422 parameter_invalid): run `/intercom-incident triage` to see why',
    ],
  ] as const)('(%s) says so instead of using an old number', async (api, because) => {
    const { intercom, estimate } = await scene(counting(17));
    await estimate();
    await intercom.set({ api });
    expect(await estimate()).toMatchObject({
      conversations: null,
      because: `${because}.`,
    });
  });

  test.each([null, '', 'two words', 'line\nbreak'])("doesn't send a malformed token (%j)", async (token) => {
    const { intercom, estimate } = await scene(counting(17), { token });
    expect(await estimate()).toMatchObject({
      conversations: null,
      because: expect.stringContaining("INTERCOM_ACCESS_TOKEN isn't set"),
    });
    expect(intercom.requests).toEqual([]);
  });

  test.each([{ apiUrl: 'not a url' }, { timeoutMs: 0 }])(
    'reports an unusable setting (%o) instead of throwing',
    async (more) => {
      const { estimate } = await scene(counting(17), more);
      expect(await estimate()).toMatchObject({
        conversations: null,
        because: expect.stringMatching(/[^.]\.$/u),
      });
    },
  );

  test.each([
    [{ from: noon, to: noon - 1 }],
    [{ from: Number.NaN, to: noon }],
    [{ from: noon, to: Number.POSITIVE_INFINITY }],
  ])('reports an invalid window (%o) instead of throwing', async (during) => {
    const { intercom, estimate } = await scene(counting(17));
    expect(await estimate(during)).toMatchObject({ conversations: null });
    expect(intercom.requests).toEqual([]);
  });

  test('never contains the token, even if Intercom echoes it', async () => {
    const token = 'dG9rOnNlY3JldA==';
    const apiUrl = await serve((request, response) => {
      const code = String(request.headers.authorization);
      response.writeHead(403, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ type: 'error.list', errors: [{ code, message: code }] }));
    });
    const { estimate } = await scene('healthy', { apiUrl, token });
    expect(JSON.stringify(await estimate())).not.toContain(token);
  });
});
