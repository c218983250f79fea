import { describe, expect, onTestFinished, test } from 'vitest';
import { startIntercom } from '../../../packages/intercom-sandbox/start.ts';
import type { HealthForm, HealthLevel, HealthState } from '../../../packages/intercom-sandbox/state.ts';
import { readOurHealth } from '../../../src/intercom/health/health.ts';
import { readHealth } from '../../../src/intercom/health/health-shapes.ts';
import { healthOf } from '../../../src/intercom/health/health-words.ts';
import { asking } from '../support/ask.ts';
import { now, serve } from '../support/server.ts';

async function read(health: HealthState) {
  const intercom = await startIntercom({ now });
  onTestFinished(() => intercom.stop());
  await intercom.set({ health });
  return readOurHealth(asking(500), intercom.healthUrl);
}

const withParts: HealthForm[] = ['services', 'health+json', 'actuator', 'actuator1'];
const spoken: HealthForm[] = ['status', 'flag', 'text', 'terminus', ...withParts];
const ours: Readonly<Record<HealthLevel, string>> = {
  ok: 'healthy',
  degraded: 'degraded',
  down: 'unhealthy',
};

describe.each(spoken)('A health body in the form %s', (form) => {
  test('that reports healthy is healthy', async () => {
    expect((await read({ kind: 'ok', form })).reading).toMatchObject({ overall: 'healthy' });
  });

  test('that reports down is unhealthy, also with a 503', async () => {
    expect((await read({ kind: 'down', form })).reading?.overall).toBe('unhealthy');
  });
});

test('An empty 200 from the health endpoint is healthy', async () => {
  expect((await read({ kind: 'ok', form: 'empty' })).reading?.overall).toBe('healthy');
});

test('An empty 503 from the health endpoint says only that the service fails', async () => {
  const { reading, exchange } = await read({ kind: 'down', form: 'empty' });
  expect(reading).toBeNull();
  expect(exchange).toMatchObject({ status: 503 });
});

describe.each(withParts)('The components of a health body in the form %s', (form) => {
  test.each(['ok', 'degraded', 'down'] as const)('say that Intercom is %s', async (intercom) => {
    expect((await read({ kind: 'ok', form, intercom })).reading?.intercom).toBe(ours[intercom]);
  });

  test('name the other components that fail', async () => {
    const { reading } = await read({
      kind: 'down',
      intercom: 'ok',
      form,
      parts: { database: 'down', cache: 'ok' },
    });
    expect(reading).toMatchObject({ overall: 'unhealthy', intercom: 'healthy', failing: ['database'] });
  });
});

describe('A health endpoint', () => {
  test("without a URL isn't checked, and the result says how to set it", async () => {
    const { exchange, reading } = await readOurHealth(asking(500), null);
    expect(exchange).toMatchObject({ kind: 'not_run', why: expect.stringContaining('HEALTH_CHECK_URL') });
    expect(reading).toBeNull();
  });

  test.each([
    ['an HTML page', { kind: 'html' }],
    ['404', { kind: 'not_found' }],
    ['no connection', { kind: 'unreachable' }],
    ['silence', { kind: 'hang' }],
  ] as const)('that returns %s has no reading', async (_name, state) => {
    expect((await read(state)).reading).toBeNull();
  });
});

describe('Reading a health body', () => {
  const of = (json: unknown, status = 200) => readHealth(JSON.stringify(json), status);

  test.each([
    [
      'a part that is not named says nothing',
      { status: 'ok', services: { database: { status: 'ok' } } },
      { overall: 'healthy', intercom: 'not_named' },
    ],
    [
      'parts alone are the whole, as of Dropwizard',
      { services: { database: { status: 'ok' } } },
      { overall: 'healthy', intercom: 'not_named' },
    ],
    [
      '"ok" over a failing part is degraded',
      { status: 'ok', checks: { db: { status: 'fail' } } },
      { overall: 'degraded', failing: ['db'] },
    ],
    [
      'a list of named parts',
      { services: [{ name: 'Intercom', status: 'DOWN' }] },
      { overall: 'unhealthy', intercom: 'unhealthy' },
    ],
    [
      'the worst of several measurements',
      { checks: { 'intercom:a': [{ status: 'pass' }, { status: 'fail' }] } },
      { intercom: 'unhealthy' },
    ],
    [
      'booleans',
      { healthy: true, dependencies: { intercom: false } },
      { overall: 'healthy', intercom: 'unhealthy' },
    ],
    ['Spring words', { status: 'OUT_OF_SERVICE' }, { overall: 'unhealthy' }],
    [
      'Terminus',
      {
        status: 'error',
        info: {},
        error: { intercom: { status: 'down' } },
        details: { intercom: { status: 'down' } },
      },
      { overall: 'unhealthy', intercom: 'unhealthy', failing: [] },
    ],
  ])('%s', (_name, json, expected) => {
    expect(of(json)).toMatchObject(expected);
  });

  test.each([
    ['an error page in JSON', { status: 404, error: 'Not Found', path: '/health' }],
    ['a list', [1, 2]],
    ['null', null],
    ['nothing', {}],
  ])('gives up on %s', (_name, json) => {
    expect(of(json)).toBeNull();
  });

  test('never takes a 5xx for healthy', () => {
    expect(of({ status: 'ok' }, 503)?.overall).toBe('unhealthy');
  });

  test.each([300, 400, 408, 410, 418, 451])('never takes a %i for healthy', (status) => {
    expect(of({ status: 'ok' }, status)).toBeNull();
    expect(of({ status: 'down' }, status)?.overall).toBe('unhealthy');
  });

  test.each([
    ['blank', ' '.repeat(1_100_000)],
    ['a good line', `OK\n${' '.repeat(1_100_000)}`],
    ['good parts', `{"status":"ok"}${' '.repeat(1_100_000)}`],
  ])('never takes a body for healthy of which only the beginning was read: %s', async (_name, start) => {
    const url = await serve((_request, response) => response.end(`${start}\ndown`));
    expect((await readOurHealth(asking(5_000), url)).reading).toBeNull();
  });

  test('never takes a long text for healthy whose end it does not read', () => {
    expect(readHealth(`OK\n${'all is fine here\n'.repeat(5_000)}down`, 200)).toBeNull();
    expect(readHealth(`down\n${'all is fine here\n'.repeat(5_000)}`, 200)?.overall).toBe('unhealthy');
  });

  test('never takes an HTML page for healthy', () => {
    expect(readHealth('<html>OK</html>', 200)).toBeNull();
  });

  test('leaves an unknown word undecided', () => {
    expect(of({ status: 'ok', intercom: 'unknown' })?.intercom).toBe('unknown');
  });

  test.each([
    ['UP', 'healthy'],
    [' Operational ', 'healthy'],
    ['no errors', 'healthy'],
    ['not failing', 'healthy'],
    ['WARN', 'degraded'],
    ['degraded: 3 of 10 requests failed', 'degraded'],
    ['out of service', 'unhealthy'],
    ['no connection errors', 'healthy'],
    ['no connection', 'unhealthy'],
    ['not responding', 'unhealthy'],
    ['HTTP 401', 'unhealthy'],
    ['took 450 ms', 'nothing'],
    ['not checked yet', 'unknown'],
    ['UNKNOWN', 'unknown'],
    ['purple', 'nothing'],
  ])('takes %j as %s', (reading, level) => {
    expect(healthOf(reading)).toBe(level);
  });
});
