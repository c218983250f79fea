import type { Row } from './row.ts';

/** What people paste that is not Intercom's: other hosts, other systems, our own, and metrics. */
export const foreignRows: readonly Row[] = [
  // Hosts of others
  [
    'unknown',
    'other_host',
    'no retry',
    '401 Client Error: Unauthorized for url: https://api.stripe.com/v1/charges',
  ],
  ['unknown', 'other_host', 'no retry', 'Error: getaddrinfo ENOTFOUND api.stripe.com'],
  [
    'unknown',
    'other_host',
    'no retry',
    'POST https://slack.com/api/chat.postMessage 429 (Too Many Requests)',
  ],
  [
    'unknown',
    'other_host',
    'no retry',
    "HTTPSConnectionPool(host='api.openai.com', port=443): Read timed out. (read timeout=60)",
  ],
  [
    'unknown',
    'other_host',
    'no retry',
    'Get "https://api.github.com/user": dial tcp: lookup api.github.com: no such host',
  ],
  [
    'unknown',
    'other_host',
    'no retry',
    'curl: (7) Failed to connect to api.twilio.com port 443 after 3 ms: Connection refused',
  ],
  ['unknown', 'other_host', 'no retry', '> Host: hooks.zapier.com\n< HTTP/2 502'],
  ['unknown', 'other_host', 'no retry', 'connect ETIMEDOUT smtp.gmail.com:587'],
  ['unknown', 'other_host', 'no retry', 'java.net.UnknownHostException: api.hubapi.com'],
  ['unknown', 'other_host', 'no retry', 'https://sqs.eu-west-1.amazonaws.com returned 503'],
  [
    'unknown',
    'other_host',
    'no retry',
    '{"message":"Bad credentials","documentation_url":"https://docs.github.com/rest","status":"401"}',
  ],
  ['unknown', 'other_host', 'no retry', 'certificate has expired for api.example.org'],
  // Ours
  [
    'ours',
    'own_host',
    'no retry',
    'GET http://intercom-sync.default.svc.cluster.local:8080/health 503 Service Unavailable',
  ],
  ['ours', 'own_host', 'no retry', 'getaddrinfo ENOTFOUND postgres'],
  ['ours', 'own_host', 'no retry', 'dial tcp: lookup redis on 10.96.0.10:53: no such host'],
  ['ours', 'own_host', 'no retry', 'connect ETIMEDOUT 10.0.3.7:5432'],
  ['ours', 'own_host', 'no retry', 'http://localhost:3000/intercom answered 500'],
  ['ours', 'own_host', 'no retry', 'postgres://app:[secret]@db.internal:5432/app timeout expired'],
  ['ours', 'refused_here', 'no retry', 'redis: dial tcp 127.0.0.1:6379: connect: connection refused'],
  // Systems without a host
  ['ours', 'own_host', 'no retry', 'psycopg2.OperationalError: canceling statement due to statement timeout'],
  [
    'ours',
    'own_host',
    'no retry',
    'SequelizeConnectionAcquireTimeoutError [SequelizeConnectionAcquireTimeoutError]: Operation timeout',
  ],
  [
    'ours',
    'own_host',
    'no retry',
    'HikariPool-1 - Connection is not available, request timed out after 30000ms.',
  ],
  [
    'ours',
    'own_host',
    'no retry',
    'ActiveRecord::ConnectionTimeoutError: could not obtain a connection from the pool within 5.000 seconds',
  ],
  ['ours', 'own_host', 'no retry', 'MongoServerSelectionError: connection timed out'],
  ['ours', 'own_host', 'no retry', 'redis.exceptions.TimeoutError: Timeout reading from socket'],
  [
    'ours',
    'own_host',
    'no retry',
    'ERROR 1205 (HY000): Lock wait timeout exceeded; try restarting transaction',
  ],
  ['unknown', 'other_host', 'no retry', 'SMTPServerDisconnected: Connection unexpectedly closed'],
  ['unknown', 'other_host', 'no retry', '550 5.7.1 Relaying denied'],
  [
    'unknown',
    'other_host',
    'no retry',
    'botocore.exceptions.ClientError: An error occurred (ThrottlingException) when calling the GetSecretValue operation: Rate exceeded',
  ],
  ['unknown', 'other_host', 'no retry', 'Stripe::AuthenticationError: Invalid API Key provided'],
  ['unknown', 'other_host', 'no retry', 'openai.error.RateLimitError: Rate limit reached'],
  ['unknown', 'other_host', 'no retry', '{"ok":false,"error":"ratelimited"}'],
  [
    'ours',
    'own_code',
    'no retry',
    "GET /dashboard 500 12ms\nTypeError: Cannot read properties of undefined (reading 'map')\n    at render (/app/src/views.js:40:12)",
  ],
  // Counters
  ['unknown', 'metric', 'no retry', 'http_requests_total{code="500",service="intercom"} 42'],
  [
    'unknown',
    'metric',
    'no retry',
    '# HELP intercom_errors_total Errors\n# TYPE intercom_errors_total counter\nintercom_errors_total{status="429"} 17',
  ],
  ['unknown', 'metric', 'no retry', 'intercom.api.5xx:503|c|#env:prod'],
  [
    'unknown',
    'metric',
    'no retry',
    'sum(rate(http_client_requests_seconds_count{status="503"}[5m])) by (host)',
  ],
  ['unknown', 'metric', 'no retry', 'intercom_http_503_total 12'],
  // Intercom's all the same
  ['intercom', 'http_503', 'retry', 'web-1.prod.internal sync: GET https://api.intercom.io/me answered 503'],
  ['ours', 'http_429', 'retry', 'sidekiq on redis.internal:6379: POST https://api.intercom.io/contacts 429'],
  [
    'ours',
    'http_401',
    'no retry',
    "httpx.HTTPStatusError: Client error '401 Unauthorized' for url 'https://api.eu.intercom.io/me'\nFor more information check: https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/401",
  ],
];
