import type { Row } from './row.ts';

/** What other clients and tools print. */
export const clientRows: readonly Row[] = [
  [
    'ours',
    'certificate_untrusted',
    'no retry',
    'Faraday::SSLError (SSL_connect returned=1 errno=0 state=error: certificate verify failed)',
  ],
  [
    'unknown',
    'connection_reset',
    'retry',
    'okhttp3.internal.http2.StreamResetException: stream was reset: INTERNAL_ERROR',
  ],
  [
    'unknown',
    'connection_reset',
    'retry',
    'org.apache.http.NoHttpResponseException: api.intercom.io:443 failed to respond',
  ],
  [
    'ours',
    'certificate_name',
    'no retry',
    'javax.net.ssl.SSLPeerUnverifiedException: Hostname api.intercom.io not verified',
  ],
  [
    'ours',
    'http_401',
    'no retry',
    'System.Net.WebException: The remote server returned an error: (401) Unauthorized.',
  ],
  [
    'unknown',
    'connection_refused',
    'retry',
    'System.Net.Sockets.SocketException (10061): No connection could be made because the target machine actively refused it.',
  ],
  [
    'ours',
    'certificate_name',
    'no retry',
    'The SSL connection could not be established, see inner exception. AuthenticationException: The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch',
  ],
  ['unknown', 'timed_out', 'retry', 'reqwest::Error { kind: Request, source: TimedOut }'],
  ['ours', 'name_not_found', 'no retry', '{:error, %HTTPoison.Error{id: nil, reason: :nxdomain}}'],
  ['ours', 'http_429', 'retry', 'retrofit2.HttpException: HTTP 429 '],
  [
    'ours',
    'rate_limit_exceeded',
    'retry',
    'StatusCodeError: 429 - {"type":"error.list","errors":[{"code":"rate_limit_exceeded"}]}',
  ],
  ['intercom', 'http_503', 'retry', 'Unhandled rejection IntercomError: 503'],
  ['unknown', 'fetch_failed', 'retry', 'Typhoeus response code 0'],
  ['unknown', 'fetch_failed', 'retry', 'HTTP 000'],
  [
    'ours',
    'blocked_on_the_way',
    'no retry',
    'HTTP/2 403\nserver: cloudflare\ncf-mitigated: challenge\n\n<!DOCTYPE html><title>Just a moment...</title>',
  ],
  ['ours', 'unauthorized', 'no retry', 'our token stopped working'],
  ['ours', 'rate_limit_exceeded', 'retry', 'X-RateLimit-Remaining: 0'],
  ['ours', 'http_429', 'retry', 'make.com [429] 429, Too Many Requests'],
  ['unknown', 'timed_out', 'retry', 'kotlinx TimeoutCancellationException: Timed out waiting for 5000 ms'],
];
