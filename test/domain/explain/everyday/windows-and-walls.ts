import type { Row } from './row.ts';

/** What Windows, .NET, Erlang and others print when no answer comes. */
export const moreNetworkRows: readonly Row[] = [
  [
    'unknown',
    'connection_reset',
    'retry',
    'System.Net.Http.HttpRequestException: An error occurred while sending the request.\n ---> System.IO.IOException: Unable to read data from the transport connection: An existing connection was forcibly closed by the remote host..\n ---> System.Net.Sockets.SocketException (10054)',
  ],
  [
    'unknown',
    'connection_reset',
    'retry',
    '[Errno 10054] An existing connection was forcibly closed by the remote host',
  ],
  [
    'unknown',
    'connection_reset',
    'retry',
    'System.IO.IOException: The response ended prematurely. (ResponseEnded)',
  ],
  [
    'unknown',
    'connection_reset',
    'retry',
    'System.Net.Http.HttpIOException: The response ended prematurely, with at least 503 additional bytes expected. (ResponseEnded)',
  ],
  [
    'unknown',
    'connection_reset',
    'retry',
    'java.io.IOException: unexpected end of stream on https://api.intercom.io/...\nCaused by: java.io.EOFException: \\n not found: limit=0 content=…',
  ],
  ['unknown', 'connection_reset', 'retry', '{:error, %Mint.TransportError{reason: :closed}}'],
  ['unknown', 'connection_reset', 'retry', '{:error, :closed}'],
  ['unknown', 'connection_reset', 'retry', 'hyper::Error(IncompleteMessage)'],
  [
    'unknown',
    'timed_out',
    'retry',
    '[WinError 10060] A connection attempt failed because the connected party did not properly respond after a period of time',
  ],
  [
    'unknown',
    'timed_out',
    'retry',
    'AggregateError [ETIMEDOUT]: \n    at internalConnectMultiple (node:net:1118:18)\n  [errors]: [ Error: connect ETIMEDOUT 34.1.2.3:443, Error: connect ENETUNREACH 2600:9000::1:443 ]',
  ],
  [
    'unknown',
    'connection_refused',
    'retry',
    'connect ECONNREFUSED 34.1.2.3:443; connect EHOSTUNREACH 2a05:d018::1:443',
  ],
  ['ours', 'no_route', 'no retry', 'connect ENETUNREACH 2600:9000::1:443 - Local (:::0)'],
  ['ours', 'name_not_found', 'no retry', '[Errno 11001] getaddrinfo failed'],
  [
    'ours',
    'name_not_found',
    'no retry',
    'java.nio.channels.UnresolvedAddressException: null\n\tat java.base/sun.nio.ch.Net.checkAddress(Net.java:149)',
  ],
  [
    'ours',
    'certificate_untrusted',
    'no retry',
    'System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: PartialChain',
  ],
  [
    'ours',
    'certificate_untrusted',
    'no retry',
    'The remote certificate was rejected by the provided RemoteCertificateValidationCallback.',
  ],
  [
    'ours',
    'certificate_untrusted',
    'no retry',
    'NSURLErrorDomain error -1202: The certificate for this server is invalid. You might be connecting to a server that is pretending to be “api.intercom.io”',
  ],
  [
    'unknown',
    'certificate_expired',
    'no retry',
    'The remote certificate is invalid because of errors in the certificate chain: NotTimeValid',
  ],
  ['unknown', 'tls_failed', 'retry', 'javax.net.ssl.SSLHandshake: Received fatal alert: handshake_failure'],
  ['unknown', 'tls_failed', 'retry', 'Received fatal alert: protocol_version'],
  ['unknown', 'tls_failed', 'retry', 'gnutls_handshake() failed: Error in the pull function.'],
  ['unknown', 'tls_failed', 'retry', 'The request was aborted: Could not create SSL/TLS secure channel.'],
];

/** Pages and bodies of firewalls and gateways, most without a status. */
export const wallRows: readonly Row[] = [
  [
    'ours',
    'blocked_on_the_way',
    'no retry',
    '<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.<br>Your support ID is: 4291503404291503404</body></html>',
  ],
  [
    'ours',
    'blocked_on_the_way',
    'no retry',
    'Request unsuccessful. Incapsula incident ID: 503000260404291503-429000200404',
  ],
  [
    'ours',
    'blocked_on_the_way',
    'no retry',
    'Sucuri WebSite Firewall - Access Denied\nBlock reason: Access from your Country was disabled by the administrator.',
  ],
  [
    'ours',
    'blocked_on_the_way',
    'no retry',
    '<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1>',
  ],
  [
    'ours',
    'blocked_on_the_way',
    'no retry',
    'Barracuda Web Application Firewall: access denied, attack ID 20000051',
  ],
  [
    'ours',
    'blocked_on_the_way',
    'no retry',
    '<title>Web Application Firewall</title> Request blocked. Support ID 404291503',
  ],
  ['ours', 'blocked_on_the_way', 'no retry', 'Your request has been blocked by Wordfence'],
  ['ours', 'blocked_on_the_way', 'no retry', 'The request is blocked. 0f8a3Z291503'],
  ['ours', 'blocked_on_the_way', 'no retry', 'RBAC: access denied'],
  ['ours', 'blocked_on_the_way', 'no retry', '403 Forbidden\nMicrosoft-Azure-Application-Gateway/v2'],
  [
    'ours',
    'blocked_on_the_way',
    'no retry',
    '{"message":"User is not authorized to access this resource with an explicit deny"}',
  ],
  [
    'ours',
    'blocked_on_the_way',
    'no retry',
    '{"message":"Invalid authentication credentials"}\nserver: kong/3.4',
  ],
  [
    'ours',
    'blocked_on_the_way',
    'no retry',
    '{"message":"You cannot consume this service","request_id":"4291503a404b4291503a404b42915030"}',
  ],
  [
    'ours',
    'proxy_refused',
    'no retry',
    'Palo Alto Networks: Web Page Blocked. Access to the web page you were trying to visit has been blocked in accordance with company policy.',
  ],
];
