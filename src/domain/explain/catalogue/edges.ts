import { documents as from, observed } from '../../sources.ts';
import { type CatalogueEntry, namedEntry, statusEntry } from '../entry.ts';

const throughTheProxy = 'Ask whoever runs the proxy or firewall; curl -v shows which one answers.';

/** Statuses that Intercom's API does not give: proxies, load balancers and portals between us and it. */
const ours: readonly CatalogueEntry[] = [
  statusEntry(407, 'Proxy Authentication Required', {
    cause: 'A proxy of ours wants a login before it lets the request out. Intercom was not asked.',
    fix: 'Set the user in HTTPS_PROXY, or name the host in NO_PROXY. The Intercom token has nothing to do with it.',
    from: [from.http],
  }),
  statusEntry(444, 'No Response', {
    cause: 'A rule in an nginx of ours closed the connection without an answer.',
    fix: 'Look for `return 444` in its configuration.',
    from: [from.nginx],
  }),
  statusEntry(460, 'Client Closed Connection', {
    cause: 'Our load balancer (AWS): the client hung up before the answer came. Its timeout is too short.',
    fix: "Raise the client's timeout, or answer sooner. Intercom does not give this status.",
    from: [from.loadBalancer],
  }),
  statusEntry(463, 'Too Many X-Forwarded-For Addresses', {
    cause: 'Our load balancer (AWS): the header names more than 30 addresses, most likely a loop.',
    fix: 'Look for proxies that hand the request round in a circle.',
    from: [from.loadBalancer],
  }),
  statusEntry(495, 'SSL Certificate Error', {
    cause: 'An nginx of ours did not accept the certificate that its client showed.',
    fix: 'Check the client certificate and the CA that this nginx trusts.',
    from: [from.nginx],
  }),
  statusEntry(496, 'SSL Certificate Required', {
    cause: 'An nginx of ours wants a client certificate, and none was sent.',
    fix: 'Send one, or ask the right host: Intercom wants none.',
    from: [from.nginx],
  }),
  statusEntry(497, 'HTTP Request Sent to HTTPS Port', {
    cause: 'Plain HTTP was sent to a port that speaks TLS.',
    fix: 'Use https:// in the base URL.',
    from: [from.nginx],
  }),
  statusEntry(499, 'Client Closed Request', {
    cause:
      "Our nginx: its client hung up before the answer came. Not Intercom's status; its answer may have been slow.",
    fix: 'Compare the time the request took with the timeout of the client, and raise it or ask for less.',
    from: [from.nginx],
  }),
  statusEntry(511, 'Network Authentication Required', {
    cause: 'The network itself wants a login (a captive portal). Intercom was not asked.',
    fix: 'Sign in to that network, or use another one.',
    from: [from.moreStatuses],
  }),
  statusEntry(561, 'Unauthorized by the Load Balancer', {
    cause: 'Our load balancer (AWS) could not sign the user in with its identity provider.',
    fix: "Check the load balancer's authentication rule. Intercom does not give this status.",
    from: [from.loadBalancer],
  }),
];

/** Cloudflare's own statuses, for a host that stands behind it. */
const cloudflare = (
  [
    [520, 'Unknown Error', 'got an answer that it could not read'],
    [521, 'Web Server Is Down', 'was refused the connection'],
    [522, 'Connection Timed Out', 'could not connect in time'],
    [523, 'Origin Is Unreachable', 'found no way'],
    [524, 'A Timeout Occurred', 'waited too long for the answer'],
    [525, 'SSL Handshake Failed', 'could not begin TLS'],
    [526, 'Invalid SSL Certificate', 'did not accept the certificate'],
    [530, 'Origin Error', 'could not reach it at all'],
  ] as const
).map(([status, name, what]) =>
  statusEntry(status, name, {
    owner: 'intercom',
    cause: `A CDN in front of the host (Cloudflare) ${what}. If the host is not Intercom's, neither is the problem.`,
    retry: 'once, with backoff',
    fix: 'Check which host it was. Retry once, then serve the stale cache; look at the status page.',
    from: [from.cloudflare5xx],
  }),
);

/** What answers in Intercom's place, or is asked in its place. */
const inBetween: readonly CatalogueEntry[] = [
  namedEntry('proxy_refused', 'proxy failure', {
    cause: 'A proxy or web filter of ours does not let the request through to Intercom.',
    fix: `Check HTTPS_PROXY, NO_PROXY and the login at the proxy. ${throughTheProxy}`,
    from: [from.http, observed('the pages of Squid, Zscaler and FortiGuard')],
  }),
  namedEntry('blocked_on_the_way', 'blocked on the way', {
    cause:
      "Something in between refuses: a firewall, filter or gateway. It is not Intercom's error, and not the token.",
    fix: `Ask from another network, and look at the headers \`server\` and \`via\`. ${throughTheProxy}`,
    from: [from.webFirewall, from.apiGateway, from.cloudflare1xxx],
  }),
  namedEntry('edge_limit', 'rate limited by Cloudflare (1015)', {
    cause: "Cloudflare limits our address in front of the host. It is not the quota of Intercom's API.",
    retry: 'yes, later and slower',
    fix: 'Send less from this address, wait, and check which host was asked.',
    from: [from.cloudflare1xxx],
  }),
  namedEntry('other_host', 'not Intercom', {
    owner: 'unknown',
    cause: 'What failed is not Intercom, and says nothing of it: it is there, or on our way there.',
    fix: 'Look at it: its status page, its log, and what we send it (key, quota, address). The Intercom token has nothing to do with it.',
    from: [observed('the host or the client that stands in the text')],
  }),
  namedEntry('own_host', 'not Intercom', {
    cause:
      'What failed is our own (this machine, our network, a system that we run), and says nothing of Intercom.',
    fix: 'Look whether it runs, at its log and its load, then at what lies between. Its answer may still hide a failure of Intercom: paste that one.',
    from: [observed('the host or the client that stands in the text')],
  }),
  namedEntry('own_code', 'an error of our own code', {
    cause:
      'The 500 is of our own service: its code broke off with an exception, and nothing in it is of Intercom.',
    fix: 'Read the first line of the stack that is ours, and compare with the last release. Paste what Intercom answered, if it was asked.',
    from: [observed('the exception that stands in the text')],
  }),
  namedEntry('metric', 'a counter, not an error', {
    owner: 'unknown',
    cause: 'A metric counts what happened; it tells neither what was answered last, nor by whom.',
    fix: 'Paste one of the errors that it counts: the line of the log with its status and body. For how Intercom is now, run `/intercom-incident triage`.',
    from: [observed('the form of Prometheus, StatsD and the like')],
  }),
];

/** All that is not Intercom's API itself. */
export const edgeEntries: readonly CatalogueEntry[] = [...ours, ...cloudflare, ...inBetween];
