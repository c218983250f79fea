import { type Case, verdict } from '../case.ts';

const egress = verdict('ours', 'network failure', 'P1', 'check_egress');
const dns = verdict('ours', 'DNS failure', 'P1', 'check_dns');
const proxy = verdict('ours', 'proxy failure', 'P1', 'check_proxy');
const unconnected = verdict('unknown', 'connection failure', 'P1', 'other_network');
const slowNetwork = verdict('ours', 'slow network', 'P2', 'check_dns');
const slow = (ms: number) => ({ kind: 'slow', ms }) as const;

/** DNS, egress, proxy, speed. */
export const networkCases: readonly Case[] = [
  {
    name: 'nothing can be connected to',
    world: { api: 'unreachable', status: 'unreachable' },
    right: egress,
    because: 'Two hosts of two companies at once: our egress (scenario 13).',
  },
  {
    name: 'everything takes connections and is silent',
    world: { api: 'hang', status: { kind: 'hang' } },
    right: egress,
    because: 'Two companies silent at once: a proxy or firewall that swallows what we send.',
  },
  {
    name: 'no name is known',
    world: { noName: ['api', 'status'] },
    right: dns,
    because: 'Two zones at once: our resolver is slow.',
  },
  {
    name: "the API's name is not known",
    world: { noName: ['api'] },
    right: dns,
    because: 'Other names are found; the base URL or our resolver (scenario 13: ours).',
  },
  {
    name: "the API's name is not known, and an API incident is posted",
    world: { noName: ['api'], status: 'api_outage' },
    right: verdict('intercom', 'API outage', 'P1', 'serve_stale'),
    because: 'Their zone can be part of their outage, and they say that the API is hit.',
  },
  {
    name: 'the API refuses connections, the page answers',
    world: { api: 'unreachable' },
    right: unconnected,
    because: 'A firewall of ours refuses just like a dead balancer of theirs; another network tells.',
  },
  {
    name: 'the API refuses connections, an API incident is posted',
    world: { api: 'unreachable', status: 'api_outage' },
    right: verdict('intercom', 'API outage', 'P1', 'serve_stale'),
    because: 'Posted for the API, and the API is gone.',
  },
  {
    name: 'the API refuses connections, the page is HTML',
    world: { api: 'unreachable', status: 'html' },
    right: unconnected,
    because: 'Nothing to tell a firewall from an outage.',
  },
  {
    name: 'connecting to the API times out',
    world: { blackHole: true },
    right: unconnected,
    because: 'intercom-ruby 528: it was the own network then; it can be theirs as well.',
  },
  {
    name: 'connecting to the API times out, an API incident is posted',
    world: { blackHole: true, status: 'api_outage' },
    right: verdict('intercom', 'API outage', 'P1', 'serve_stale'),
    because: 'They post that the API is hit, and it is.',
  },
  {
    name: 'the API is silent, and there is no status page to compare with',
    world: { api: 'hang', without: ['page'] },
    right: unconnected,
    because: 'One host alone: our line and their outage look the same.',
  },
  {
    name: 'some connections to the API break off, and there is nothing to compare with',
    world: { api: 'flapping', without: ['page'] },
    right: verdict('unknown', 'intermittent failure', 'P2', 'other_network'),
    because: 'A bad line of ours and a bad server of theirs look the same.',
  },
  {
    name: 'connections to the API and to the page break off now and then',
    world: { api: 'flapping', status: { kind: 'reset', every: 3 } },
    right: verdict('ours', 'network failure', 'P2', 'check_egress'),
    because: 'Two hosts of two companies drop connections at once: our line.',
  },
  {
    name: 'some connections to the API break off, and one to the page',
    world: { api: 'flapping', status: { kind: 'reset', every: 6 } },
    right: verdict('unknown', 'intermittent failure', 'P2', 'other_network'),
    because: 'One of six elsewhere may be chance or the same bad line: too little to accuse either.',
  },
  {
    name: 'all connections to the API break off, and some to the page',
    world: { api: 'reset', status: { kind: 'reset', every: 2 } },
    right: verdict('ours', 'network failure', 'P2', 'check_egress'),
    because: 'The other company loses every second one as well.',
  },
  {
    name: 'a proxy that lets through, all is well',
    world: { proxy: { kind: 'forwards' } },
    right: verdict('nobody', 'false alarm', null, 'watch'),
    because: 'As the service goes, so do the probes: through HTTPS_PROXY.',
  },
  {
    name: 'a proxy that lets through, the API returns 503',
    world: { proxy: { kind: 'forwards' }, api: 'unavailable' },
    right: verdict('intercom', 'API outage', 'P1', 'serve_stale'),
    because: 'The 503 came through TLS, so it is not the proxy that says it.',
  },
  {
    name: 'the proxy wants a login',
    world: { proxy: { kind: 'answers', status: 407 } },
    right: proxy,
    because: '407 is said by the proxy, before anything left us.',
  },
  {
    name: 'the proxy forbids the API',
    world: { proxy: { kind: 'answers', status: 403, only: 'api.intercom.invalid' } },
    right: proxy,
    because: 'The page passes, the API is forbidden: a rule of our proxy.',
  },
  {
    name: 'the proxy is down',
    world: { proxy: 'unreachable' },
    right: proxy,
    because: 'We never leave the house.',
  },
  {
    name: 'the proxy cannot reach the API, the page passes',
    world: { proxy: { kind: 'answers', status: 502, only: 'api.intercom.invalid' } },
    right: unconnected,
    because: 'The proxy tried in vain: its line or their outage.',
  },
  {
    name: 'the proxy cannot reach anything',
    world: { proxy: { kind: 'answers', status: 502 } },
    right: egress,
    because: 'Neither company can be reached from the proxy: our egress behind it.',
  },
  {
    name: 'the API takes 2.3 s to answer, the page is quick',
    world: { api: slow(2_300) },
    right: verdict('intercom', 'slow API', 'P2', 'serve_stale'),
    because: 'Connected at once, waited for the answer; the other host is quick.',
  },
  {
    name: 'the API and the page take 2.3 s',
    world: { api: slow(2_300), status: slow(2_300) },
    right: verdict('ours', 'slow network', 'P3', 'check_egress'),
    because: 'Two companies slow at once: the line or the host we run on.',
  },
  {
    name: 'the API takes 2.3 s, the page cannot be reached',
    world: { api: slow(2_300), status: 'unreachable' },
    right: verdict('unknown', 'slow API', 'P2', 'other_network'),
    because: 'Nothing to compare with.',
  },
  {
    name: "looking up the API's name takes 2.3 s",
    world: { slowNames: 2_300 },
    right: slowNetwork,
    because: 'The time went into the resolver; once connected, the API is quick.',
  },
  {
    name: 'the search takes 2.3 s, /me is quick',
    world: { api: { kind: 'only', on: 'search', is: slow(2_300) } },
    right: verdict('intercom', 'slow search', 'P3', 'smaller_search'),
    because: 'Same host, same line, same moment; only the search is slow.',
  },
];
