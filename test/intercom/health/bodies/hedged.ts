import { type Body, of } from './body.ts';

const intercom = (part: unknown) => ({ status: 'ok', services: { database: 'ok', intercom: part } });

/** A good word that something beside it takes back; and good words that nothing takes back. */
export const hedgedBodies: Body[] = [
  ...of('intercom down')(
    ...[
      'giving up',
      'gave up after 3 tries',
      'locked up',
      'far from ok',
      'success: false',
      'healthy=false',
      'ok:false',
      'reachable: no',
      '0/3 healthy',
      '0 of 3 nodes ok',
      '20% available',
      { read: true, write: false },
      { canRead: true, canWrite: false },
      { primary: { ok: true }, fallback: { ok: false } },
      { status: 'UP', details: { state: 'FORCED_OPEN' }, circuitBreaker: 'FORCED_OPEN' },
    ].map(intercom),
    { status: 'ok', failures: { intercom: {} } },
    { status: 'ok', errors: { intercom: {} } },
    {
      status: 'ok',
      checks: [
        ['repo', 'ok'],
        ['intercom', 'error'],
      ],
    },
    { summary: '3/4 checks passing', failing: 'intercom' },
    {
      globalStatus: 'OK',
      checks: [{ checkName: 'Intercom API', message: '', status: 2, status_name: 'check_result_critical' }],
    },
    { v: 1, ok: true, checks: [{ dep: 'intercom', up: false }] },
  ),
  ...of('intercom degraded')(
    ...[
      'backed up',
      'piling up',
      'catching up',
      'held up',
      'clogged up',
      'barely working',
      'hardly reachable',
      'works sometimes',
      'mostly ok',
      'ok-ish',
      'running out of quota',
      'running hot',
      '1 of 3 ok',
      '2/3 healthy',
      '2 out of 3 nodes are up',
      '80% available',
      { status: 'ok', lastError: { at: '2026-11-21T11:59:00Z', message: 'timeout' } },
    ].map(intercom),
  ),
  ...of('unclear')(
    ...['spinning up', 'ok?', 'probably ok', 'should be up', 'was ok until 10:00', {}].map(intercom),
    { status: 'ok', skipIntercom: true },
  ),
  ...of('service degraded')({ status: 'ok', summary: '3/4 checks passing' }),
  ...of('well')(
    ...[
      'back up',
      'back online',
      'started up',
      'up for 3 days',
      'HTTP/2 200',
      'HTTP/1.1 200 OK',
      '3/3 healthy',
      '3 of 3 nodes are ok',
      '100% available',
      '99.9% available',
      'token valid until 2027-01-01',
      'running in 3 zones',
      { status: 'ok', details: {} },
      { read: true, write: true },
      { primary: { ok: true }, fallback: { ok: true } },
      { status: 'UP', details: { circuitBreaker: { state: 'DISABLED' } } },
    ].map(intercom),
    {
      globalStatus: 'OK',
      checks: [{ checkName: 'Intercom API', message: '', status: 0, status_name: 'check_result_ok' }],
    },
    { status: 'ok', errors: { intercom: [] } },
    {
      status: 'ok',
      checks: [
        ['repo', 'ok'],
        ['intercom', 'ok'],
      ],
    },
    { status: 'ok', incidents: [{ name: 'Intercom API outage', status: 'resolved' }] },
    { status: 'ok', alerts: [{ source: 'intercom', state: 'resolved', severity: 'critical' }] },
  ),
];
