import { describe, expect, onTestFinished, test } from 'vitest';
import { type Change, startIntercom } from '../../packages/intercom-sandbox/start.ts';
import { diagnosisLines } from '../../src/domain/triage/format.ts';
import { type IntercomSettings, runTriage } from '../../src/intercom/triage.ts';
import { triageExitCode } from '../../src/terminal/triage.ts';
import { overhear } from '../support/overhear.ts';
import { now, serve } from './support/server.ts';

const token = 'dG9rOnNlY3JldC1mb3ItdGVzdHM=';

async function triage(change: Change, settings: Partial<IntercomSettings> = {}) {
  const intercom = await startIntercom({ token, now });
  onTestFinished(() => intercom.stop());
  await intercom.set(change);
  const { apiUrl, statusUrl, healthUrl } = intercom;
  const where = { token, region: 'us', apiUrl, statusUrl, healthUrl, timeoutMs: 1_000 } as const;
  const diagnosis = overhear(await runTriage({ ...where, ...settings }, now));
  return { diagnosis, intercom };
}

describe('Triage against a simulated Intercom', () => {
  test("reports a 503 with nothing posted in the contract's five lines", async () => {
    const { diagnosis } = await triage({ api: 'unavailable' });
    expect(diagnosisLines(diagnosis)).toEqual([
      'Whose problem: Intercom',
      "Cause: Intercom's API returns 503; nothing is posted on its status page yet",
      'Do now: Serve cached data, retry with backoff, keep the request_ids',
      'Confidence: high',
      'Suggested severity: P1',
    ]);
  });

  test('ends at the deadline if the API hangs', async () => {
    const started = performance.now();
    const { diagnosis } = await triage(
      { api: 'hang', status: { kind: 'hang' }, health: { kind: 'hang' } },
      { timeoutMs: 300 },
    );
    expect(performance.now() - started).toBeLessThan(600);
    expect(diagnosis.leaf).toBe('egress_suspect');
  });

  test('ends at the deadline if responses trickle in', async () => {
    const started = performance.now();
    // Time enough for each head: the first requests of a process take longest.
    const { diagnosis } = await triage({ api: 'dripping_body' }, { timeoutMs: 1_500 });
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(diagnosis.leaf).toBe('silent_unposted');
  });

  test('runs all checks at once', async () => {
    const slow = { kind: 'slow', ms: 150 } as const;
    const started = performance.now();
    await triage({ api: slow, status: slow, health: slow });
    expect(performance.now() - started).toBeLessThan(400);
  });

  test('reports the request_ids that Intercom gave', async () => {
    const { diagnosis, intercom } = await triage({ api: 'server_error' });
    const given = intercom.requests.flatMap(({ requestId }) => requestId ?? []);
    const kept = diagnosis.probes.flatMap(({ requestIds = [] }) => requestIds);
    expect(kept.sort()).toEqual(given.sort());
    const firsts = diagnosis.probes.flatMap(({ requestId }) => requestId ?? []);
    expect(firsts).toHaveLength(4);
    expect(given).toEqual(expect.arrayContaining(firsts));
  });

  test('pins the API version and sends the token to the API only', async () => {
    const asked: Record<string, string | undefined>[] = [];
    const apiUrl = await serve((request, response) => {
      asked.push({
        what: `${request.method} ${request.url}`,
        version: String(request.headers['intercom-version']),
        auth: request.headers.authorization,
      });
      response.end();
    });
    const { intercom } = await triage({}, { apiUrl });
    const search = 'POST /conversations/search';
    expect(asked.map(({ what }) => what).sort()).toEqual([...Array(4).fill('GET /me'), search, search]);
    expect(new Set(asked.map(({ version }) => version))).toEqual(new Set(['2.14']));
    expect(asked.filter(({ auth }) => auth === `Bearer ${token}`)).toHaveLength(5);
    expect(asked.filter(({ auth }) => auth === undefined).map(({ what }) => what)).toEqual(['GET /me']);
    expect(intercom.requests.every((request) => request.token === 'none')).toBe(true);
  });
});

describe('Triage without a token', () => {
  test('says so, says how to set one, and runs the checks that need none', async () => {
    const { diagnosis, intercom } = await triage({}, { token: null });
    expect(diagnosis).toMatchObject({ leaf: 'token_missing', owner: 'unknown' });
    expect(diagnosis.action).toContain('INTERCOM_ACCESS_TOKEN');
    expect(diagnosis.probes.map(({ probe, outcome }) => [probe, outcome])).toEqual([
      ['api_me', 'not_run'],
      ['api_again', 'ok'],
      ['api_search', 'not_run'],
      ['api_edge', 'ok'],
      ['status_page', 'ok'],
      ['status_incidents', 'ok'],
      ['rate_limit', 'not_run'],
      ['health', 'ok'],
    ]);
    const api = intercom.requests.filter(({ server }) => server === 'api');
    expect(api.map((request) => request.token)).toEqual(['none', 'none', 'none']);
  });

  test('still detects an Intercom outage', async () => {
    expect((await triage({ api: 'unavailable' }, { token: null })).diagnosis.leaf).toBe('failing_unposted');
  });

  test('treats a token that no header can carry as missing', async () => {
    const { diagnosis } = await triage({}, { token: 'broken\ntoken' });
    expect(diagnosis.leaf).toBe('token_malformed');
    expect(diagnosis.probes[0]?.summary).toContain('line break');
  });
});

describe('Triage without a health URL', () => {
  test("finds nothing wrong, and says that our own service wasn't checked", async () => {
    const { diagnosis } = await triage({}, { healthUrl: null });
    expect(diagnosis).toMatchObject({
      leaf: 'healthy_unwatched',
      owner: 'nobody',
      confidence: 'medium',
      cause: expect.stringContaining("HEALTH_CHECK_URL isn't set"),
    });
    expect(diagnosis.probes.at(-1)).toMatchObject({
      outcome: 'not_run',
      summary: expect.stringContaining('HEALTH_CHECK_URL'),
    });
  });
});

describe('Triage with only a token, and a healthy API,', () => {
  test.each([
    ['has nothing posted', 'none'],
    ['is HTML', 'html'],
    ['is missing', 'not_found'],
    ['is unreachable', 'unreachable'],
    ['hangs', 'hang'],
    ['is two megabytes long', { kind: 'huge' }],
    ['redirects in a loop', { kind: 'redirect_loop' }],
    ['is cut off', 'unparsable'],
    ['returns 503', 'error'],
    ["lists another region's incident", 'au_api_outage'],
  ] as const)(
    "says that it's nobody's problem and exits with 0 if the status page %s",
    async (_name, status) => {
      const { diagnosis } = await triage({ status }, { healthUrl: null });
      expect(diagnosis).toMatchObject({ owner: 'nobody', confidence: 'medium' });
      expect(triageExitCode(diagnosis)).toBe(0);
    },
  );
});

describe('Triage output', () => {
  test("never contains the token, or a URL's credentials or query", async () => {
    const apiUrl = await serve((request, response) => {
      response
        .writeHead(500, { 'content-type': 'application/json' })
        .end(`{"message":"${request.headers.authorization}"}`);
    });
    const secret = `${apiUrl.replace('http://', 'http://user:hunter2@')}?key=hunter2`;
    const healthUrl = 'http://user:hunter2@127.0.0.1:9/health?key=hunter2';
    const { diagnosis } = await triage({}, { apiUrl, statusUrl: secret, healthUrl });
    expect(JSON.stringify(diagnosis)).not.toMatch(/hunter2|dG9rOnNlY3JldC/);
  });
});
