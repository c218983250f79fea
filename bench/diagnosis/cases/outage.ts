import { type Case, verdict } from '../case.ts';

const outage = verdict('intercom', 'API outage', 'P1', 'serve_stale');
const partial = verdict('intercom', 'partial API outage', 'P2', 'serve_stale');
const flaky = verdict('intercom', 'intermittent API failure', 'P2', 'retry_backoff');

/** The API fails: entirely, for one endpoint, or for some requests. */
export const outageCases: readonly Case[] = [
  {
    name: '503 for all, page silent',
    world: { api: 'unavailable' },
    right: outage,
    because: 'Nobody but Intercom sends its 503; the page was 23 minutes late in April 2026.',
  },
  {
    name: '503 without a request_id, page silent',
    world: { api: 'unavailable_without_id' },
    right: outage,
    because: 'The body of 2018: Intercom leaves the request_id out in outages.',
  },
  {
    name: '500 for all, page silent',
    world: { api: 'server_error' },
    right: outage,
    because: 'A generic error of its servers, for every request.',
  },
  {
    name: '502 in HTML from the edge, page red',
    world: { api: 'bad_gateway', status: 'api_outage' },
    right: outage,
    because: 'The full outage of the reference: HTML, no request_id, posted.',
  },
  {
    name: '502 in HTML labelled JSON, page red',
    world: { api: 'bad_gateway_as_json', status: 'api_outage' },
    right: outage,
    because: 'The label lies, the status does not.',
  },
  {
    name: '503 in plain text',
    world: { api: 'unavailable_text' },
    right: outage,
    because: 'A load balancer of theirs; a body is not needed to know a 5xx.',
  },
  {
    name: '504 with an empty body',
    world: { api: 'gateway_timeout' },
    right: outage,
    because: 'Their gateway waits for their servers.',
  },
  {
    name: '522 page of a CDN',
    world: { api: 'cdn_timeout' },
    right: outage,
    because: 'The CDN in front of them cannot reach them; it reached us.',
  },
  {
    name: '503, page unreachable',
    world: { api: 'unavailable', status: 'unreachable' },
    right: outage,
    because: 'The 503 alone proves it, and proves our egress.',
  },
  {
    name: '503, page answers HTML after a move',
    world: { api: 'unavailable', status: 'html' },
    right: outage,
    because: 'The page tells nothing; the 503 does.',
  },
  {
    name: '503 while Fin has an incident',
    world: { api: 'unavailable', status: 'fin_outage' },
    right: outage,
    because: 'The posted incident is another one, but a 5xx is theirs all the same.',
  },
  {
    name: '503 here while only Australia has an incident',
    world: { api: 'unavailable', status: 'au_api_outage' },
    right: outage,
    because: 'Not the posted one, and still their 5xx.',
  },
  {
    name: '503 under an indicator "none" with an open incident',
    world: { api: 'unavailable', status: 'indicator_none' },
    right: outage,
    because: 'Incidents count, not the indicator (seen at GitHub).',
  },
  {
    name: '503 during posted maintenance',
    world: { api: 'unavailable', status: 'maintenance' },
    right: verdict('intercom', 'planned maintenance', 'P1', 'serve_stale'),
    because: 'Intercom announced: "Developers will receive 503 … responses to API requests".',
  },
  {
    name: '503, no token',
    world: { api: 'unavailable', without: ['token'] },
    right: outage,
    because: 'A 5xx needs no token to be seen.',
  },
  {
    name: '200 that carries service_unavailable',
    world: {
      api: {
        kind: 'refuse',
        status: 200,
        code: 'service_unavailable',
        message: 'Sorry, temporarily unavailable',
      },
    },
    right: outage,
    because: 'An error.list is an error whatever the status line says (intercom-ruby does the same).',
  },
  {
    name: 'headers never come, page silent',
    world: { api: 'hang' },
    right: outage,
    because: 'Connected in time, the page answers: our line is good. AU on 27 April began like this.',
  },
  {
    name: 'headers never come, page posts',
    world: { api: 'hang', status: 'api_outage' },
    right: outage,
    because: 'Timeouts and a posted incident about the API.',
  },
  {
    name: 'headers never come, page in HTML',
    world: { api: 'hang', status: 'html' },
    right: outage,
    because: 'The page answers something, so our egress is good; the API takes connections and is silent.',
  },
  {
    name: 'headers drip',
    world: { api: 'dripping_headers' },
    right: outage,
    because: 'Bytes come, so the line is good; an answer never does.',
  },
  {
    name: 'body drips',
    world: { api: 'dripping_body' },
    right: outage,
    because: 'It begins to answer and never ends, for every request.',
  },
  {
    name: 'reset before headers by TLS',
    world: { api: 'reset', tls: { api: 'good', status: 'good' } },
    right: outage,
    because: 'The certificate proved that it is Intercom, then it hung up on every request.',
  },
  {
    name: 'hung up before headers',
    world: { api: 'hang_up' },
    right: outage,
    because: 'It takes connections and ends them; others answer.',
  },
  {
    name: 'reset within the body',
    world: { api: 'reset_in_body' },
    right: outage,
    because: 'It answers and breaks off each time; others answer to the end.',
  },
  {
    name: 'truncated body',
    world: { api: 'truncated' },
    right: outage,
    because: 'Shorter than it promised, each time.',
  },
  {
    name: 'bytes that are no HTTP, by TLS',
    world: { api: 'not_http', tls: { api: 'good', status: 'good' } },
    right: outage,
    because: 'Behind its own certificate, so it is their edge that speaks nonsense.',
  },
  {
    name: 'some of /me are reset',
    world: { api: 'flapping' },
    right: flaky,
    because: 'Equal requests at once, some well; another host is steady, so the line is.',
  },
  {
    name: 'half of all requests get 503',
    world: {
      api: {
        kind: 'flapping',
        every: 2,
        fault: { kind: 'refuse', status: 503, code: 'service_unavailable', message: 'Sorry' },
      },
    },
    right: flaky,
    because: 'Half of their servers are out of order.',
  },
  {
    name: 'some of /me time out',
    world: { api: { kind: 'flapping', every: 3, fault: { kind: 'hang' } } },
    right: flaky,
    because: 'One in three hangs while another host answers all of six requests.',
  },
  {
    name: '5xx for those without a token only',
    world: {
      api: {
        kind: 'only',
        on: 'tokenless',
        is: { kind: 'raw', status: 502, contentType: 'text/html', body: '<html></html>' },
      },
    },
    right: flaky,
    because: 'Part of their edge fails; our own requests work at this moment.',
  },
  {
    name: 'search gives 503, /me is well',
    world: { api: 'search_down' },
    right: partial,
    because: '/me proves token and line; the search is a part of theirs that is down.',
  },
  {
    name: 'search is reset, /me is well',
    world: { api: { kind: 'only', on: 'search', is: { kind: 'reset', at: 'headers' } } },
    right: partial,
    because: 'Same host, same token, same moment: only the search hangs up.',
  },
  {
    name: '/me gives 500, search is well',
    world: {
      api: {
        kind: 'only',
        on: 'me',
        is: { kind: 'refuse', status: 500, code: 'server_error', message: 'Oops' },
      },
    },
    right: partial,
    because: 'One endpoint of theirs; the search with the same token proves the rest.',
  },
  {
    name: '/me hangs, search is well',
    world: { api: { kind: 'only', on: 'me', is: { kind: 'hang' } } },
    right: partial,
    because: 'The search with the same token answers on the same host, so the line is good.',
  },
  {
    name: 'search times out, /me is well',
    world: { api: 'search_hangs' },
    right: verdict('intercom', 'slow search', 'P3', 'smaller_search'),
    because: 'The runbook names search timeouts as P3; the rest works.',
  },
];
