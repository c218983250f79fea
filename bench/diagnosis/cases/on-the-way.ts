import { type Case, verdict } from '../case.ts';

const html = 'text/html; charset=utf-8';
const json = 'application/json';
const page = (title: string, text = '') =>
  `<html><head><title>${title}</title></head><body><h1>${title}</h1>${text}</body></html>`;

const block = verdict('ours', 'network block', 'P1', 'check_proxy');
const odd = verdict('unknown', 'unexplained failure', 'P3', 'read_error');

/** Something in between responds in Intercom's place, or Intercom returns something unexpected. */
export const onTheWayCases: readonly Case[] = [
  {
    name: "a gateway's 401 page",
    world: { api: { kind: 'raw', status: 401, contentType: html, body: page('401 Authorization Required') } },
    right: block,
    because: 'Intercom refuses tokens in JSON; a gateway wants a login of its own.',
  },
  {
    name: '401 that asks for a Windows login',
    world: {
      api: {
        kind: 'raw',
        status: 401,
        contentType: null,
        body: '',
        headers: { 'www-authenticate': 'Negotiate' },
      },
    },
    right: block,
    because: 'Intercom knows no Kerberos: a proxy of the company asks.',
  },
  {
    name: 'IIS 403.6',
    world: {
      api: {
        kind: 'raw',
        status: 403,
        contentType: html,
        body: page('403 - Forbidden', '<h2>HTTP Error 403.6 - Forbidden: IP address rejected</h2>'),
        headers: { server: 'Microsoft-IIS/10.0' },
      },
    },
    right: block,
    because: "It speaks of an address, but Intercom has no IIS, and its allowlist's refusal is JSON.",
  },
  {
    name: 'a firewall’s 403 in JSON',
    world: { api: { kind: 'raw', status: 403, contentType: json, body: '{"message":"Forbidden"}' } },
    right: block,
    because: 'No error.list, no request_id, no rate headers: not a word of it is Intercom’s.',
  },
  {
    name: '403 of an API gateway that speaks of authorisation',
    world: {
      api: {
        kind: 'raw',
        status: 403,
        contentType: json,
        body: '{"Message":"User is not authorized to access this resource with an explicit deny"}',
        headers: { 'x-amzn-errortype': 'AccessDeniedException' },
      },
    },
    right: block,
    because: 'That is AWS’s sentence about its own policy; Intercom would name a scope.',
  },
  {
    name: 'Squid denies',
    world: {
      api: {
        kind: 'raw',
        status: 403,
        contentType: html,
        body: page('ERROR: The requested URL could not be retrieved', '<p>Access Denied. (squid/5.7)</p>'),
        headers: { server: 'squid/5.7', 'x-squid-error': 'ERR_ACCESS_DENIED 0' },
      },
    },
    right: block,
    because: 'The proxy names itself and its rule.',
  },
  {
    name: 'Squid cannot connect',
    world: {
      api: {
        kind: 'raw',
        status: 503,
        contentType: html,
        body: page('ERROR: The requested URL could not be retrieved'),
        headers: { server: 'squid/5.7', 'x-squid-error': 'ERR_DNS_FAIL 0' },
      },
    },
    right: verdict('ours', 'proxy failure', 'P1', 'check_proxy'),
    because: 'The 503 is Squid’s: its resolver does not find the name.',
  },
  {
    name: 'Squid cannot connect while the API has an incident',
    world: {
      api: {
        kind: 'raw',
        status: 503,
        contentType: html,
        body: page('ERROR: The requested URL could not be retrieved'),
        headers: { 'x-squid-error': 'ERR_CONNECT_FAIL 111' },
      },
      status: 'api_outage',
    },
    right: verdict('intercom', 'API outage', 'P1', 'serve_stale'),
    because: 'The proxy reports what they post: it cannot reach them.',
  },
  {
    name: 'Zscaler blocks with a page',
    world: {
      api: {
        kind: 'raw',
        status: 403,
        contentType: html,
        body: page('Internet Security by Zscaler', 'Your organization has selected Zscaler'),
      },
    },
    right: block,
    because: 'The web filter of the company says so itself.',
  },
  {
    name: 'Zscaler warns with a 200',
    world: {
      api: { kind: 'raw', status: 200, contentType: html, body: page('Caution', 'gateway.zscloud.net') },
    },
    right: verdict('ours', 'network block', 'P1', 'check_proxy'),
    because: 'A page of the web filter in place of the answer.',
  },
  {
    name: '407',
    world: { api: { kind: 'raw', status: 407, contentType: html, body: page('Proxy login') } },
    right: block,
    because: 'Only a proxy answers 407.',
  },
  {
    name: '511',
    world: { api: { kind: 'raw', status: 511, contentType: html, body: page('Log in to the network') } },
    right: verdict('ours', 'proxy failure', 'P1', 'check_proxy'),
    because: 'RFC 6585: a network that wants a login; though 5xx, it is never the API’s.',
  },
  {
    name: '/me too large, the search works',
    world: {
      api: {
        kind: 'only',
        on: 'me',
        is: {
          kind: 'raw',
          status: 200,
          contentType: json,
          body: `{"type":"admin","name":"${'x'.repeat(1_200_000)}"}`,
          marked: true,
        },
      },
    },
    right: odd,
    because: 'Plainly Intercom; what it is about cannot be told from a megabyte that was not read.',
  },
  {
    name: '/me cut off, the search works',
    world: {
      api: {
        kind: 'only',
        on: 'me',
        is: { kind: 'raw', status: 200, contentType: json, body: '{"type":"admin","id":"1', marked: true },
      },
    },
    right: verdict('intercom', 'partial API outage', 'P2', 'serve_stale'),
    because: 'Request_id and rate headers are Intercom’s, so the half answer is, too.',
  },
  {
    name: '/me refused, the search works',
    world: {
      api: {
        kind: 'only',
        on: 'me',
        is: { kind: 'refuse', status: 401, code: 'unauthorized', message: 'Access Token Invalid' },
      },
    },
    right: verdict('unknown', 'unexplained failure', 'P3', 'watch'),
    because: 'The token is accepted in the same moment: a new one mends nothing.',
  },
  {
    name: '401 while our service says that Intercom works',
    world: { api: 'token_revoked', health: 'ok' },
    right: verdict('ours', 'authentication failure', 'P4', 'set_bot_token'),
    because: 'The service has another token, so no user is hit; whoever makes a new one now may end it.',
  },
  {
    name: '401 while our service is cut off as well',
    world: { api: 'token_revoked', health: 'intercom_down' },
    right: verdict('ours', 'authentication failure', 'P1', 'verify_token'),
    because: 'Both are refused: the token was revoked for all.',
  },
  {
    name: 'a token with “Bearer” in front',
    world: { token: 'Bearer dG9rOmJlbmNoLXRva2VuLTQ3MTE=' },
    right: verdict('unknown', 'monitoring gap', null, 'set_bot_token'),
    because: 'It cannot be sent as it is; of Intercom and of us nothing is known.',
  },
];
