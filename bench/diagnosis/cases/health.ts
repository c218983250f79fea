import { type Case, type Verdict, verdict } from '../case.ts';

const well = verdict('nobody', 'false alarm', null, 'watch');
const broken = verdict('ours', 'integration failure', 'P1', 'check_health');
const slowed = verdict('ours', 'integration degradation', 'P2', 'check_health');
const down = verdict('ours', 'service failure', 'P1', 'check_health');
const degraded = verdict('ours', 'service degradation', 'P2', 'check_health');
const unclear = verdict('unknown', 'unexplained failure', null, 'check_health');

/** One response of our health endpoint while Intercom is healthy. */
const says = (name: string, right: Verdict, because: string, body: unknown, status = 200): Case => ({
  name: `health: ${name}`,
  world: { health: { kind: 'raw', body, status } },
  right,
  because,
});

/** What all kinds of services say about themselves and about Intercom. */
export const healthCases: readonly Case[] = [
  says('ASP.NET, well', well, 'Every entry is Healthy; durations and tags are no verdict.', {
    status: 'Healthy',
    totalDuration: '00:00:00.1537412',
    entries: { intercom: { status: 'Healthy', duration: '00:00:00.1283', data: {}, tags: ['external'] } },
  }),
  says(
    'ASP.NET, Intercom unhealthy',
    broken,
    'The entry says so, with a 503 of our own service.',
    {
      status: 'Unhealthy',
      entries: { intercom: { status: 'Unhealthy', description: 'canceled' }, db: { status: 'Healthy' } },
    },
    503,
  ),
  says(
    'Rails /up, green',
    well,
    'Green is all that Rails says.',
    '<!DOCTYPE html><html><body style="background-color: green"></body></html>',
  ),
  says(
    'Rails /up, red',
    down,
    'Red with a 500 is our service speaking.',
    '<!DOCTYPE html><html><body style="background-color: red"></body></html>',
    500,
  ),
  says(
    'Laravel /up',
    well,
    'Its own page says that the application is up.',
    '<!DOCTYPE html><html><body><h2>Application up</h2><p>HTTP request received.</p></body></html>',
  ),
  says(
    'OkComputer, Intercom failed',
    broken,
    'One check of several fails, the one that we ask about.',
    'default: PASSED Application is running (0s)\nintercom: FAILED Net::ReadTimeout (5.0s)\n',
    500,
  ),
  says(
    'Kubernetes, well',
    well,
    'Every line has a plus.',
    '[+]ping ok\n[+]intercom ok\nhealthz check passed\n',
  ),
  says(
    'Kubernetes, etcd failed',
    down,
    'A minus before a part of ours, and a 500.',
    '[+]ping ok\n[-]etcd failed: reason withheld\nhealthz check failed\n',
    500,
  ),
  says('200 without a body', well, 'It answers 200, which is what it promises.', ''),
  says('Spatie, Intercom warns', slowed, 'A warning is a warning.', {
    checkResults: [{ name: 'Intercom', label: 'Intercom', shortSummary: '4 s', status: 'warning', meta: {} }],
  }),
  says(
    'Resilience4j, breaker closed',
    well,
    'A closed breaker lets everything through; thresholds are settings.',
    {
      status: 'UP',
      components: {
        circuitBreakers: {
          status: 'UP',
          details: {
            intercom: {
              status: 'UP',
              details: {
                failureRate: '-1.0%',
                failureRateThreshold: '50.0%',
                failedCalls: 0,
                state: 'CLOSED',
              },
            },
          },
        },
      },
    },
  ),
  says('Resilience4j, breaker open under "UP"', broken, 'An open breaker means that nothing gets through.', {
    status: 'UP',
    components: { circuitBreakers: { status: 'UNKNOWN', details: { intercom: { status: 'CIRCUIT_OPEN' } } } },
  }),
  says('"ok" beside "intercom":"down"', broken, 'The part says what the whole hides.', {
    status: 'ok',
    intercom: 'down',
  }),
  says('"ok" with an error about Intercom', broken, 'Somebody was refused: our token, by our own service.', {
    status: 'ok',
    errors: ['intercom: 401 Unauthorized'],
  }),
  says('"ok" with a flag intercomOk', broken, 'False is false.', { status: 'ok', intercomOk: false }),
  says('"ok" with a word that nobody knows', broken, 'Not clearly good is not well.', {
    status: 'ok',
    integrations: [{ id: 'intercom', state: 'borked' }],
  }),
  says('Intercom unreachable in a list of parts', broken, 'By its name in the list.', {
    status: 'ok',
    dependencies: [{ component: 'Intercom API', status: 'unreachable' }],
  }),
  says('Intercom rate limited', slowed, 'Limited is degraded, not broken.', {
    status: 'ok',
    checks: { intercom: 'rate limited' },
  }),
  says(
    'Intercom degraded with a 503',
    slowed,
    'It calls itself degraded, whatever the status line says.',
    { status: 'degraded', intercom: 'degraded' },
    503,
  ),
  says('Intercom unknown', unclear, 'It says itself that it does not know.', {
    status: 'UP',
    components: { intercom: { status: 'UNKNOWN' } },
  }),
  says('figures only', well, 'A latency of 503 ms is no status 503.', {
    status: 'ok',
    intercom: { status: 'ok', latency_ms: 503, errors: 0, last_error: null },
  }),
  says('sentences that deny', well, 'No errors are good news.', {
    status: 'ok',
    intercom: { status: 'ok', message: 'No errors, not rate limited' },
  }),
  says('{"healthy":false}', down, 'Its own word for itself.', { healthy: false }),
  says('"ok" over a database that is down', degraded, 'It runs, without a part.', {
    status: 'ok',
    database: 'down',
  }),
  says(
    '200 with an error page in JSON',
    verdict('unknown', 'unexplained failure', null, 'set_health_url'),
    'A 404 in the body: the URL is wrong, which says nothing of the service.',
    { status: 404, error: 'Not Found', path: '/health' },
  ),
];
