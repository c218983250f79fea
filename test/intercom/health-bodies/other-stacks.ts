import { type Body, of } from '../health/bodies/body.ts';

/** What the health libraries of other stacks answer; labelled before any answer was looked at. */
export const otherStackBodies: Body[] = [
  ...of('well')(
    // Go, hellofresh/health-go
    { status: 'OK', timestamp: '2026-11-28T02:00:00Z', system: { version: 'go1.22', goroutines_count: 4 } },
    // Go, alexliesenfeld/health
    { status: 'up', details: { intercom: { status: 'up', timestamp: '2026-11-28T02:00:00Z' } } },
    // Python, django-health-check
    { 'Cache backend: default': 'working', DatabaseBackend: 'working', IntercomBackend: 'working' },
    // Node, @godaddy/terminus; express-healthcheck; Fastify under-pressure
    { status: 'ok', info: { intercom: 'fulfilled' }, details: { intercom: 'fulfilled' } },
    { uptime: 3.14 * 100, message: 'OK', timestamp: 1_795_831_200_000 },
    { status: 'ok', metrics: { eventLoopDelay: 11.2, rssBytes: 93_000_000 } },
    // Quarkus and Helidon (MicroProfile)
    { outcome: 'UP', status: 'UP', checks: [{ name: 'intercom', state: 'UP', status: 'UP' }] },
    // Micronaut
    { name: 'sync', status: 'UP', details: { intercom: { name: 'sync', status: 'UP' } } },
    // Dropwizard
    { deadlocks: { healthy: true, duration: 0 }, intercom: { healthy: true, message: null, error: null } },
    // Phoenix, plug_checkup
    [{ name: 'Intercom', time: 312, healthy: true, error: null }],
    // Laravel, spatie/laravel-health
    {
      finishedAt: 1_795_831_200,
      checkResults: [{ name: 'Intercom', label: 'Intercom', status: 'ok', notificationMessage: '' }],
    },
    // Symfony, liip/monitor
    {
      globalStatus: 'OK',
      checks: [{ checkName: 'Intercom', message: '', status: 0, status_name: 'check_result_ok' }],
    },
    // Consul and Nomad
    [{ CheckID: 'intercom', Name: 'Intercom API', Status: 'passing', Output: 'HTTP GET: 200 OK' }],
    // Kubernetes, verbose
    '[+]ping ok\n[+]intercom ok\nhealthz check passed\n',
  ),
  ...of('intercom down')(
    { IntercomBackend: 'unavailable: 401 Unauthorized', DatabaseBackend: 'working' },
    [
      {
        CheckID: 'intercom',
        Name: 'Intercom API',
        Status: 'critical',
        Output: 'Get "https://api.intercom.io/me": EOF',
      },
    ],
    {
      finishedAt: 1_795_831_200,
      checkResults: [{ name: 'Intercom', status: 'crashed', notificationMessage: 'Token expired' }],
    },
    '[+]ping ok\n[-]intercom failed: reason withheld\nhealthz check failed\n',
    { status: 'ok', info: {}, details: { intercom: 'rejected' } },
  ),
  ...of('intercom down', 503)(
    { status: 'Service Unavailable', failures: { intercom: 'context deadline exceeded' } },
    [{ name: 'Intercom', time: 5_000_000, healthy: false, error: 'timeout' }],
    { deadlocks: { healthy: true }, intercom: { healthy: false, message: 'HTTP 401 Unauthorized' } },
    { status: 'DOWN', checks: [{ name: 'intercom', status: 'DOWN', data: { statusCode: 401 } }] },
    {
      globalStatus: 'KO',
      checks: [{ checkName: 'Intercom', message: '401', status: 1, status_name: 'check_result_critical' }],
    },
  ),
  ...of('intercom degraded')(
    [{ CheckID: 'intercom', Name: 'Intercom API', Status: 'warning', Output: 'slow' }],
    {
      finishedAt: 1,
      checkResults: [{ name: 'Intercom', status: 'warning', notificationMessage: 'near the limit' }],
    },
  ),
  ...of('service down', 503)(
    { status: 'Service Unavailable', failures: { mysql: 'dial tcp: connection refused' } },
    { IntercomBackend: 'working', DatabaseBackend: 'unavailable: OperationalError' },
    '[+]intercom ok\n[-]etcd failed: reason withheld\nhealthz check failed\n',
  ),
  ...of('unclear')({ version: '1.4.2', commit: 'deadbeef' }, { name: 'sync', env: 'production' }),
];
