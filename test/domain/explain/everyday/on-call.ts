/**
 * A third round: what people on call paste at night, from alarms, tickets, pipelines and chats. Labelled before any
 * answer was looked at.
 */
export const onCallPastes = {
  intercom: [
    '[FIRING:1] IntercomApi5xx (prod sync) 503 from api.intercom.io for 5m',
    'PagerDuty: #8123 TRIGGERED: Intercom sync failing - HTTP 502 Bad Gateway',
    'Datadog: [P2] Intercom errors: service_unavailable on POST /conversations/search',
    'aws lambda: {"errorType":"AxiosError","errorMessage":"Request failed with status code 503","config":{"url":"https://api.intercom.io/contacts"}}',
    'sidekiq: Intercom::ServiceUnavailableError: Sorry, the API service is temporarily unavailable',
    'celery[412]: intercom.errors.ServerError: 500 Internal Server Error',
    'Zapier: The app returned "Internal Server Error" (500) from Intercom',
    'github actions: curl: (22) The requested URL returned error: 503 https://api.intercom.io/me',
    'com.intercom.api.core.IntercomApiApiException: Error with status code 504',
    'Temporal: activity SyncContacts failed: intercom: unexpected status 502',
    '{"level":50,"time":1795831200000,"pid":429,"msg":"intercom request failed","statusCode":500}',
    'k6 http_req_failed: GET https://api.eu.intercom.io/me status=504',
  ],
  ours: [
    'Argo job intercom-sync-28401: Error 401 {"type":"error.list","request_id":"000abc","errors":[{"code":"unauthorized","message":"Access Token Invalid"}]}',
    'vault agent: rendered secret; then Intercom says token_not_found',
    'Segment destination Intercom: 429 rate_limit_exceeded, will retry',
    'Fivetran: Intercom connector: 403 Forbidden - You do not have the required scope (read_companies)',
    'Terraform: Error: intercom: Get "https://api.intercom.io/me": x509: certificate signed by unknown authority',
    'java.net.UnknownHostException: api.intercom.io: Temporary failure in name resolution',
    'Hightouch: api_plan_restricted: Active subscription needed.',
    'CensusSync: {"errors":[{"code":"parameter_invalid","message":"Custom attribute \'plan\' does not exist"}]}',
    'NoMethodError? no: Intercom::AuthenticationError: Unauthorized',
    'msg="create contact" err="A contact matching those details already exists with id=5f7f0d217289f8d2f4262080" code=conflict',
    'Error: 415 Unsupported Media Type from POST https://api.intercom.io/contacts',
    'Intercom API: 406 Not Acceptable',
    'Ansible: fatal: [app-1]: FAILED! => {"status": 401, "url": "https://api.intercom.io/me", "msg": "Status code was 401 and not [200]: HTTP Error 401: Unauthorized"}',
    'gRPC gateway: rpc error: code = Unauthenticated desc = intercom: 401',
    'Squid: ERR_ACCESS_DENIED while trying to retrieve https://api.intercom.io/',
    'X-Cache-Lookup: NONE; proxy page: ERR_CACHE_ACCESS_DENIED api.intercom.io:443',
    'curl: (35) error:0A00010B:SSL routines::wrong version number',
    'PHP Fatal error: Uncaught GuzzleHttp\\Exception\\ClientException: Client error: `GET https://api.intercom.io/me` resulted in a `401 Unauthorized` response',
  ],
  unknown: [
    'envoy: upstream connect error or disconnect/reset before headers. reset reason: connection timeout',
    'dial tcp 34.237.73.95:443: i/o timeout',
    'Net::OpenTimeout: Failed to open TCP connection to api.intercom.io:443 (execution expired)',
    'read tcp 10.1.2.3:52344->34.1.2.3:443: read: connection reset by peer',
    'asyncio.exceptions.TimeoutError while calling api.intercom.io',
  ],
  elsewhere: [
    'botocore.exceptions.ClientError: An error occurred (ThrottlingException) when calling the GetSecretValue operation: Rate exceeded',
    'Datadog API 403 Forbidden https://api.datadoghq.com/api/v1/series',
  ],
  own: [
    'redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.',
    'psycopg2.OperationalError: could not connect to server: Connection refused. Is the server running on host "10.0.0.12" and accepting TCP/IP connections on port 5432?',
  ],
  nothing: [
    'synced 500 contacts in 503 ms, 401 skipped',
    'Deployment intercom-sync scaled to 429 replicas at 10:05',
  ],
} as const;
