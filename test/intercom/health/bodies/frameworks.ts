import { type Body, of } from './body.ts';

/** What real services answer when all is well: by its library or framework where one is known. */
export const frameworkBodies: Body[] = [
  ...of('well')(
    '',
    'OK',
    'ok\n',
    'healthy',
    'Healthy',
    'pong',
    'success',
    'alive',
    "I'm alive!",
    'All systems operational',
    'OK - all checks passed | intercom=0.3s;1;2',
    { status: 'ok' },
    { status: 'UP', groups: ['liveness', 'readiness'] },
    { ok: true },
    { healthy: true, message: 'success' },
    { status: 'up', timestamp: '2026-11-21T12:00:00Z' },
    { status: 200, message: 'OK' },
    { code: 200, message: 'success', data: null },
    { status: 'pass', version: '1', releaseId: '1.2.2', notes: [''], output: '', serviceId: 'f03e522f' },
    true,
    'true',
    '"OK"',
  ),
  // Kubernetes, with ?verbose
  ...of('well')(
    '[+]ping ok\n[+]log ok\n[+]etcd ok\n[+]intercom ok\nhealthz check passed\n',
    '[+]ping ok\n[+]poststarthook/start-informers ok\nreadyz check passed',
  ),
  // Rails /up, Laravel /up
  ...of('well')(
    '<!DOCTYPE html><html><body style="background-color: green"></body></html>',
    '<!DOCTYPE html><html lang="en"><head><title>Shop</title></head><body><div><h2 class="text-xl">Application up</h2><p>HTTP request received. Response rendered in 14ms.</p></div></body></html>',
  ),
  // OkComputer, as text and as JSON
  ...of('well')(
    'default: PASSED Application is running (0s)\ndatabase: PASSED Schema version: 20261101000000 (0s)\nintercom: PASSED HTTP check successful (0.2s)\n',
    {
      default: {
        default: { message: 'default: PASSED Application is running (0s)', success: true, time: 5e-6 },
      },
    },
    {
      default: { message: 'Application is running', success: true, time: 0 },
      intercom: { message: 'HTTP check successful', success: true, time: 0.21 },
    },
  ),
  // ASP.NET (UIResponseWriter)
  ...of('well')({
    status: 'Healthy',
    totalDuration: '00:00:00.1537412',
    entries: {
      sqlserver: { data: {}, duration: '00:00:00.0334429', status: 'Healthy', tags: ['db'] },
      intercom: {
        data: {},
        description: 'Intercom answered in 128 ms',
        duration: '00:00:00.1283',
        status: 'Healthy',
        tags: ['external'],
      },
    },
  }),
  // Spring Actuator, with Resilience4j
  ...of('well')({
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
              slowCallRate: '-1.0%',
              slowCallRateThreshold: '100.0%',
              bufferedCalls: 0,
              slowCalls: 0,
              slowFailedCalls: 0,
              failedCalls: 0,
              notPermittedCalls: 0,
              state: 'CLOSED',
            },
          },
        },
      },
      db: { status: 'UP', details: { database: 'PostgreSQL', validationQuery: 'isValid()' } },
      discoveryComposite: {
        description: 'Discovery Client not initialized',
        status: 'UNKNOWN',
        components: {
          discoveryClient: { description: 'Discovery Client not initialized', status: 'UNKNOWN' },
        },
      },
      diskSpace: {
        status: 'UP',
        details: { total: 62725623808, free: 1503494144, threshold: 10485760, path: '/app/.', exists: true },
      },
      livenessState: { status: 'UP' },
      ping: { status: 'UP' },
      refreshScope: { status: 'UP' },
      ssl: { status: 'UP', details: { validChains: [], invalidChains: [] } },
    },
  }),
  // health+json
  ...of('well')({
    status: 'pass',
    description: 'health of the support service',
    checks: {
      'intercom:responseTime': [
        {
          componentId: 'api.intercom.io',
          componentType: 'system',
          observedValue: 503,
          observedUnit: 'ms',
          status: 'pass',
          time: '2026-11-21T12:00:00Z',
          output: '',
        },
      ],
      'cassandra:connections': [{ observedValue: 0, status: 'pass' }],
      uptime: [{ componentType: 'system', observedValue: 1209600.245, observedUnit: 's', status: 'pass' }],
    },
    links: { about: 'http://api.example.com/about/down' },
  }),
  // Spatie's Laravel Health
  ...of('well')({
    finishedAt: 1700000000,
    checkResults: [
      {
        name: 'Intercom',
        label: 'Intercom',
        notificationMessage: '',
        shortSummary: 'Reachable',
        status: 'ok',
        meta: {},
      },
      {
        name: 'UsedDiskSpace',
        label: 'Used disk space',
        notificationMessage: '',
        shortSummary: '42%',
        status: 'ok',
        meta: { disk_space_used_percentage: 42 },
      },
    ],
  }),
  // Terminus
  ...of('well')({
    status: 'ok',
    info: { intercom: { status: 'up' } },
    error: {},
    details: { intercom: { status: 'up' } },
  }),
  // MicroProfile, Dropwizard, django-health-check, Flask healthcheck, health-go, Consul
  ...of('well')(
    {
      status: 'UP',
      checks: [{ name: 'intercom', status: 'UP', data: { host: 'api.intercom.io', failures: 0 } }],
    },
    { deadlocks: { healthy: true, duration: 0 }, database: { healthy: true } },
    { deadlocks: { healthy: true }, intercom: { healthy: true, message: null, error: null } },
    { DatabaseBackend: 'working', IntercomBackend: 'working', 'Cache backend: default': 'working' },
    {
      hostname: 'web-1',
      status: 'success',
      timestamp: 1.7e9,
      results: [
        { output: 'intercom ok', checker: 'intercom', expires: 1.7e9, passed: true, timestamp: 1.7e9 },
      ],
    },
    {
      status: 'OK',
      timestamp: '2026-11-21T12:00:00Z',
      failures: {},
      system: { version: 'go1.23', goroutines_count: 8, total_alloc_bytes: 1 },
      component: { name: 'support', version: 'v1' },
    },
    [
      {
        Node: 'web-1',
        CheckID: 'service:intercom-bridge',
        Name: 'Intercom bridge',
        Status: 'passing',
        Output: 'HTTP GET http://10.0.0.7/: 200 OK Output: fine',
      },
    ],
  ),
];
