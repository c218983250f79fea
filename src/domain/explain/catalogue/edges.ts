import { documents as from, observed } from '../../sources.ts';
import { type CatalogueEntry, namedEntry, statusEntry } from '../entry.ts';

const throughTheProxy = 'Ask whoever runs the proxy or firewall; curl -v shows which one responds.';

/** Statuses that Intercom's API doesn't return: proxies, load balancers, and portals between us and it. */
const ours: readonly CatalogueEntry[] = [
  statusEntry(407, 'Proxy Authentication Required', {
    cause: "One of our proxies requires a login before it lets the request out. Intercom wasn't called.",
    fix: 'Set the user in HTTPS_PROXY, or name the host in NO_PROXY. The Intercom token has nothing to do with it.',
    from: [from.http],
  }),
  statusEntry(444, 'No Response', {
    cause: 'A rule in one of our nginx servers closed the connection without a response.',
    fix: 'Look for `return 444` in its configuration.',
    from: [from.nginx],
  }),
  statusEntry(460, 'Client Closed Connection', {
    cause: 'Our load balancer (AWS): the client hung up before the response came. Its timeout is too short.',
    fix: "Raise the client's timeout, or respond sooner. Intercom doesn't return this status.",
    from: [from.loadBalancer],
  }),
  statusEntry(463, 'Too Many X-Forwarded-For Addresses', {
    cause: 'Our load balancer (AWS): the header names more than 30 addresses, most likely a loop.',
    fix: 'Look for proxies that forward the request in a loop.',
    from: [from.loadBalancer],
  }),
  statusEntry(495, 'SSL Certificate Error', {
    cause: "One of our nginx servers rejected its client's certificate.",
    fix: 'Check the client certificate and the CA that this nginx trusts.',
    from: [from.nginx],
  }),
  statusEntry(496, 'SSL Certificate Required', {
    cause: 'One of our nginx servers requires a client certificate, and none was sent.',
    fix: "Send one, or call the right host: Intercom doesn't require one.",
    from: [from.nginx],
  }),
  statusEntry(497, 'HTTP Request Sent to HTTPS Port', {
    cause: 'Plain HTTP was sent to a port that speaks TLS.',
    fix: 'Use https:// in the base URL.',
    from: [from.nginx],
  }),
  statusEntry(499, 'Client Closed Request', {
    cause:
      "Our nginx: its client hung up before the response came. It isn't Intercom's status, though Intercom may have been slow.",
    fix: "Compare the request's duration with the client's timeout, and raise the timeout or request less.",
    from: [from.nginx],
  }),
  statusEntry(511, 'Network Authentication Required', {
    cause: "The network itself requires a login (a captive portal). Intercom wasn't called.",
    fix: 'Sign in to that network, or use another one.',
    from: [from.moreStatuses],
  }),
  statusEntry(561, 'Unauthorized by the Load Balancer', {
    cause: "Our load balancer (AWS) couldn't sign the user in with its identity provider.",
    fix: "Check the load balancer's authentication rule. Intercom doesn't return this status.",
    from: [from.loadBalancer],
  }),
];

/** Cloudflare's own statuses, for a host behind it. */
const cloudflare = (
  [
    [520, 'Unknown Error', "got a response that it couldn't read"],
    [521, 'Web Server Is Down', 'was refused the connection'],
    [522, 'Connection Timed Out', "couldn't connect in time"],
    [523, 'Origin Is Unreachable', 'found no route to it'],
    [524, 'A Timeout Occurred', 'waited too long for the response'],
    [525, 'SSL Handshake Failed', "couldn't start TLS"],
    [526, 'Invalid SSL Certificate', 'rejected the certificate'],
    [530, 'Origin Error', "couldn't reach it at all"],
  ] as const
).map(([status, name, what]) =>
  statusEntry(status, name, {
    owner: 'intercom',
    cause: `A CDN in front of the host (Cloudflare) ${what}. If the host is not Intercom's, neither is the problem.`,
    retry: 'once, with backoff',
    fix: 'Check which host it was. Retry once, then serve the stale cache; check the status page.',
    from: [from.cloudflare5xx],
  }),
);

/** What responds in Intercom's place, or is called in its place. */
const inBetween: readonly CatalogueEntry[] = [
  namedEntry('proxy_refused', 'proxy failure', {
    cause: "One of our proxies or web filters doesn't let the request through to Intercom.",
    fix: `Check HTTPS_PROXY, NO_PROXY, and the login at the proxy. ${throughTheProxy}`,
    from: [from.http, observed('the pages of Squid, Zscaler and FortiGuard')],
  }),
  namedEntry('blocked_on_the_way', 'blocked on the way', {
    cause:
      "Something in between refuses: a firewall, filter or gateway. It is not Intercom's error, and not the token.",
    fix: `Try from another network, and look at the \`server\` and \`via\` headers. ${throughTheProxy}`,
    from: [from.webFirewall, from.apiGateway, from.cloudflare1xxx],
  }),
  namedEntry('edge_limit', 'rate limited by Cloudflare (1015)', {
    cause: "Cloudflare limits our address in front of the host. It isn't the quota of Intercom's API.",
    retry: 'yes, later and slower',
    fix: 'Send less from this address, wait, and check which host was called.',
    from: [from.cloudflare1xxx],
  }),
  namedEntry('other_host', 'not Intercom', {
    owner: 'unknown',
    cause: "What failed isn't Intercom and says nothing about it: the fault is there, or on our way there.",
    fix: 'Check its status page, its log, and what we send it (key, quota, address). The Intercom token has nothing to do with it.',
    from: [observed('the host or the client that stands in the text')],
  }),
  namedEntry('own_host', 'not Intercom', {
    cause:
      'What failed is our own (this machine, our network, a system that we run) and says nothing about Intercom.',
    fix: "Check that it runs, its log, and its load, then what's in between. Its response may still hide an Intercom failure: paste that one.",
    from: [observed('the host or the client that stands in the text')],
  }),
  namedEntry('own_code', 'an error in our own code', {
    cause:
      'The 500 is from our own service: its code threw an exception, and nothing in it is from Intercom.',
    fix: "Read the first line of the stack that is ours, and compare it with the last release. Paste Intercom's response, if it was called.",
    from: [observed('the exception that stands in the text')],
  }),
  namedEntry('metric', 'a counter, not an error', {
    owner: 'unknown',
    cause: 'A metric counts what happened; it shows neither the last response nor who sent it.',
    fix: 'Paste one of the errors that it counts: the log line with its status and body. To see how Intercom is doing now, run `/intercom-incident triage`.',
    from: [observed('the form of Prometheus, StatsD and the like')],
  }),
];

/** Everything that isn't Intercom's API itself. */
export const edgeEntries: readonly CatalogueEntry[] = [...ours, ...cloudflare, ...inBetween];
