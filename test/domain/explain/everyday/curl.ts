import type { Row } from './row.ts';

const list = (code: string, message: string) =>
  `{"type":"error.list","request_id":"b4lgfoceq2b4v78dj4k0","errors":[{"code":"${code}","message":"${message}"}]}`;

/** What curl and other tools of the shell print. */
export const curlRows: readonly Row[] = [
  ['ours', 'name_not_found', 'no retry', 'curl: (6) Could not resolve host: api.intercom.io'],
  ['ours', 'proxy_refused', 'no retry', 'curl: (5) Could not resolve proxy: proxy.corp.local'],
  [
    'unknown',
    'connection_refused',
    'retry',
    'curl: (7) Failed to connect to api.intercom.io port 443 after 503 ms: Connection refused',
  ],
  [
    'ours',
    'refused_here',
    'no retry',
    "curl: (7) Failed to connect to localhost port 8080 after 0 ms: Couldn't connect to server",
  ],
  [
    'unknown',
    'timed_out',
    'retry',
    'curl: (28) Operation timed out after 5002 milliseconds with 0 bytes received',
  ],
  [
    'unknown',
    'timed_out',
    'retry',
    'curl: (28) Failed to connect to api.eu.intercom.io port 443 after 130404 ms: Connection timed out',
  ],
  [
    'unknown',
    'tls_failed',
    'retry',
    'curl: (35) OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to api.intercom.io:443',
  ],
  [
    'ours',
    'not_tls',
    'no retry',
    'curl: (35) error:1408F10B:SSL routines:ssl3_get_record:wrong version number',
  ],
  ['unknown', 'connection_reset', 'retry', 'curl: (52) Empty reply from server'],
  ['unknown', 'connection_reset', 'retry', 'curl: (56) Recv failure: Connection reset by peer'],
  ['ours', 'proxy_refused', 'no retry', 'curl: (56) Received HTTP code 407 from proxy after CONNECT'],
  ['ours', 'proxy_refused', 'no retry', 'curl: (56) CONNECT tunnel failed, response 403'],
  [
    'ours',
    'certificate_untrusted',
    'no retry',
    'curl: (60) SSL certificate problem: unable to get local issuer certificate\nMore details here: https://curl.se/docs/sslcerts.html',
  ],
  [
    'ours',
    'certificate_untrusted',
    'no retry',
    'curl: (60) SSL certificate problem: self-signed certificate in certificate chain',
  ],
  [
    'unknown',
    'certificate_expired',
    'no retry',
    'curl: (60) SSL certificate problem: certificate has expired',
  ],
  [
    'ours',
    'certificate_name',
    'no retry',
    "curl: (60) SSL: no alternative certificate subject name matches target host name 'api.intercom.io'",
  ],
  ['ours', 'http_401', 'no retry', 'curl: (22) The requested URL returned error: 401'],
  ['intercom', 'http_503', 'retry', 'curl: (22) The requested URL returned error: 503 Service Unavailable'],
  [
    'unknown',
    'connection_reset',
    'retry',
    'curl: (92) HTTP/2 stream 1 was not closed cleanly: INTERNAL_ERROR (err 2)',
  ],
  ['unknown', 'connection_reset', 'retry', 'curl: (18) transfer closed with 503 bytes remaining to read'],
  [
    'ours',
    'unauthorized',
    'no retry',
    `HTTP/2 401 \ndate: Fri, 27 Nov 2026 10:02:03 GMT\ncontent-type: application/json; charset=utf-8\ncontent-length: 404\nx-request-id: b4lgfoceq2b4v78dj4k0\n\n${list('unauthorized', 'Access Token Invalid')}`,
  ],
  [
    'ours',
    'rate_limit_exceeded',
    'retry',
    `HTTP/1.1 429 Too Many Requests\nX-RateLimit-Limit: 503\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: 1764237740\n\n${list('rate_limit_exceeded', 'Exceeded rate limit of 503 in 10_seconds')}`,
  ],
  [
    'intercom',
    'http_502',
    'retry',
    '* Trying 34.1.2.3:443...\n* Connected to api.intercom.io (34.1.2.3) port 443 (#0)\n> GET /me HTTP/2\n> Host: api.intercom.io\n< HTTP/2 502\n< content-length: 404\n<',
  ],
  [
    'intercom',
    'http_503',
    'retry',
    '< HTTP/1.1 200 Connection established\n< \n* Proxy replied 200 to CONNECT request\n< HTTP/2 503\n< retry-after: 30',
  ],
  [
    'ours',
    'not_found',
    'no retry',
    `HTTP/1.1 301 Moved Permanently\nLocation: https://api.eu.intercom.io/contacts/404\n\nHTTP/1.1 404 Not Found\n\n${list('not_found', 'User Not Found')}`,
  ],
  ['ours', '3xx', 'no retry', 'HTTP/1.1 302 Found\nLocation: https://login.example.com/'],
  ['nobody', '2xx', 'no retry', 'HTTP/2 200\ncontent-type: application/json\nx-ratelimit-remaining: 404'],
  ['ours', 'http_403', 'no retry', '403'],
  ['ours', 'http_403', 'no retry', '403 https://api.intercom.io'],
  [
    'intercom',
    'http_504',
    'retry',
    'HTTP/1.1 504 Gateway Time-out\nContent-Length: 0\nConnection: keep-alive',
  ],
  ['ours', 'name_not_found', 'no retry', "wget: unable to resolve host address 'api.intercom.io'"],
  [
    'ours',
    'name_not_found',
    'no retry',
    ';; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 40404\n;; QUESTION SECTION:\n;api.intercom.io. IN A',
  ],
  [
    'intercom',
    'http_500',
    'retry',
    '--2026-11-27 10:02:03--  https://api.intercom.io/companies\nHTTP request sent, awaiting response... 500 Internal Server Error\n2026-11-27 10:02:04 ERROR 500: Internal Server Error.',
  ],
  ['ours', 'http_401', 'no retry', 'http: error: HTTP 401 Unauthorized (from https://api.intercom.io/me)'],
  ['ours', 'no_route', 'no retry', 'connect: Network is unreachable'],
  [
    'ours',
    'certificate_untrusted',
    'no retry',
    'verify error:num=19:self-signed certificate in certificate chain',
  ],
];
