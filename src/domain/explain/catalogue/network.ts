import { documents as from, observed } from '../../sources.ts';
import { type CatalogueEntry, namedEntry } from '../entry.ts';

const compare = 'Try the same host from another network: if it responds there, the problem is ours.';

/** DNS, connections, and timeouts: no response came, or not all of it. */
const connectionEntries: readonly CatalogueEntry[] = [
  namedEntry('name_not_found', 'DNS: name not found', {
    cause: "The host name wasn't found: our resolver, no network, or a mistyped base URL.",
    fix: 'Check the base URL, then the name in our resolver and in a public one.',
    example: { language: 'sh', code: 'dig +short api.intercom.io; dig +short api.intercom.io @1.1.1.1' },
    from: [from.nodeErrors, from.curlErrors, from.sockets],
  }),
  namedEntry('name_not_now', 'DNS: no response', {
    cause:
      "The resolver didn't respond in time: it's overloaded or unreachable. The name itself may be fine.",
    retry: 'once, with backoff',
    fix: 'Check the resolver where the service runs. Cache names, since many lookups at once make it worse.',
    from: [from.nodeErrors, from.sockets],
  }),
  namedEntry('connection_refused', 'connection refused', {
    owner: 'unknown',
    cause: 'The connection was refused: one of our firewalls or proxies, or an outage.',
    retry: 'once, with backoff',
    fix: compare,
    from: [from.sockets],
  }),
  namedEntry('refused_here', 'connection refused, in our own network', {
    cause: "The refused address is our own (this machine or a private network), not Intercom's.",
    fix: 'Start what should listen there, or fix the base URL or proxy that points to it.',
    from: [from.sockets, observed('the address that stands in the text')],
  }),
  namedEntry('connection_reset', 'connection dropped', {
    owner: 'unknown',
    cause:
      'The connection was closed before the response was complete: by Intercom, or by our proxy, NAT, or firewall.',
    retry: 'once, with backoff',
    fix: `Retry reads once; a write may have succeeded. ${compare}`,
    from: [from.sockets, observed('undici 7.30.2 on Node 20: ECONNRESET, UND_ERR_SOCKET')],
  }),
  namedEntry('timed_out', 'timed out', {
    owner: 'unknown',
    cause:
      'No response came in time: Intercom is slow or unresponsive, our network is, or the timeout is too short.',
    retry: 'once, with backoff',
    fix: `Run triage: it compares with other hosts. ${compare} For a search, request less.`,
    from: [from.sockets, observed('undici 7.30.2 on Node 20: UND_ERR_HEADERS_TIMEOUT, UND_ERR_BODY_TIMEOUT')],
  }),
  namedEntry('no_route', 'no route', {
    cause: "There's no route from here to that address: our network, or IPv6 without a route.",
    fix: 'Check egress and routes where the service runs; try IPv4 alone (`curl -4`).',
    from: [from.sockets],
  }),
  namedEntry('out_of_sockets', 'out of sockets or files', {
    cause:
      'Our process or machine has no free socket, port, or file left, most likely because connections were never closed.',
    fix: 'Reuse connections (keep-alive), limit how many are open at once, and restart the process to recover now.',
    from: [from.sockets],
  }),
];

/** Certificates and TLS. */
const tlsEntries: readonly CatalogueEntry[] = [
  namedEntry('certificate_expired', 'certificate out of date', {
    owner: 'unknown',
    cause: "A certificate has expired: Intercom's or a proxy's in between, or our clock is wrong.",
    fix: 'Check whose it is and when it expires, and check the clock. Never turn off verification.',
    example: {
      language: 'sh',
      code: `openssl s_client -connect api.intercom.io:443 -servername api.intercom.io </dev/null | openssl x509 -noout -issuer -dates; date -u`,
    },
    from: [from.nodeErrors, from.curlErrors],
  }),
  namedEntry('certificate_untrusted', 'certificate not trusted', {
    cause: "The certificate isn't signed by a trusted authority: one of our TLS proxies, or missing CAs.",
    fix: "Add the proxy's CA (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE) or exempt the host. Never turn off verification.",
    from: [from.nodeErrors, from.curlErrors],
  }),
  namedEntry('certificate_name', 'certificate for another host', {
    cause:
      'The certificate is for another name: a proxy, a login page, or a wrong address responds in its place.',
    fix: 'Check the base URL, our DNS, and the proxy.',
    from: [from.nodeErrors, from.curlErrors],
  }),
  namedEntry('not_tls', 'no TLS on the other side', {
    cause: "The other end doesn't speak TLS: a proxy in between, a wrong port, or http instead of https.",
    fix: 'Check the base URL and its port, and whether the proxy is an http:// one.',
    from: [from.nodeErrors, observed('undici 7.30.2 on Node 20: ERR_SSL_WRONG_VERSION_NUMBER')],
  }),
  namedEntry('tls_failed', 'TLS handshake failed', {
    owner: 'unknown',
    cause: 'The TLS handshake failed: one of our firewalls or proxies, an old TLS library, or an outage.',
    retry: 'once, with backoff',
    fix: compare,
    from: [from.curlErrors, from.nodeErrors],
  }),
];

/** Errors that hide what happened, cut-off bodies, and webhooks. */
const hiddenEntries: readonly CatalogueEntry[] = [
  namedEntry('not_json', 'no JSON in the response', {
    owner: 'unknown',
    cause:
      'HTML or nothing came where JSON was expected: an error page from Intercom, or from something in between.',
    retry: 'once, with backoff',
    fix: 'Look at the status and the first line of the body; paste those here.',
    from: [observed('502 pages of nginx, labelled as JSON (intercom-ruby, pull request 52)')],
  }),
  namedEntry('not_http', 'not an HTTP response', {
    owner: 'unknown',
    cause: "The other end doesn't speak proper HTTP: a proxy or another service in between, or a wrong port.",
    fix: compare,
    from: [observed('undici 7.30.2 on Node 20: HTTPParserError for bytes that are no HTTP')],
  }),
  namedEntry('cancelled', 'request canceled on our side', {
    cause:
      'Our own code ended the request before a response came: its deadline passed, or its caller went away.',
    fix: 'Compare the deadline with how long the request usually takes.',
    from: [observed('Go, axios and OkHttp report an end that their caller asked for in these words')],
  }),
  namedEntry('cors', 'refused by the browser (CORS)', {
    cause:
      "The browser doesn't let the page read the response. A page would also expose the token to everyone.",
    fix: 'Call the API from one of our servers, and let the page call that one.',
    from: [from.cors],
  }),
  namedEntry('fetch_failed', 'the client hides the cause', {
    owner: 'unknown',
    cause: "No response came, and the message doesn't say why: name, connection, TLS, or timeout.",
    retry: 'once, with backoff',
    fix: 'Print `error.cause` (its `code` says why) and paste it here. intercom-client 7 drops it: try curl.',
    from: [from.nodeErrors, observed('intercom-client 7.0.3: “fetch failed”, without a cause')],
  }),
  namedEntry('body_cut_off', 'error body cut off', {
    owner: 'unknown',
    cause: "It's an Intercom error, cut off before its code.",
    fix: 'Paste more of it, up to the code, or with the status.',
    from: [observed('the text ends within the body')],
  }),
  namedEntry('webhooks', 'webhooks', {
    owner: 'unknown',
    cause:
      'Over 1000 errors in a row in 15 min pause a topic for 15 min; 7 days of errors suspend a private app. Responses over 500 ms delay deliveries; without a 200 in 5 s, Intercom resends.',
    fix: 'Return 200 at once and do the work afterwards; our 429 throttles for 1 min to 2 h. After a suspension, click `Set live` (Developer Hub > Webhooks).',
    from: [from.webhooks],
  }),
];

/** Errors without an HTTP status: network failures, and what hides them. */
export const networkEntries: readonly CatalogueEntry[] = [
  ...connectionEntries,
  ...tlsEntries,
  ...hiddenEntries,
];
