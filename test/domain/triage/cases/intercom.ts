import {
  answer,
  broken,
  failure,
  fromOther,
  health,
  incident,
  noon,
  page,
  refusal,
  refused,
  searched,
  unreadPage,
  unsearchable,
  wellMe,
} from '../support/observations.ts';
import { api, type Case, fin, html, timeout, world } from '../support/world.ts';

/** Worlds in which it is Intercom's problem. */
export const intercomCases: Case[] = [
  world(
    'failing_unposted',
    '5xx without a word on the page is theirs, the page is often late',
    broken(refusal(503, 'service_unavailable')),
  ),
  world('failing_posted', "a proxy's own 503, while the API has an incident", {
    ...broken(fromOther(503, 'Squid')),
    page: page(api),
  }),
  world('auth_posted', 'they say that tokens are refused, whatever our service says', {
    ...refused(refusal(401, 'unauthorized')),
    health: health(),
    page: page(incident('API requests fail with authentication errors')),
  }),
  world('failing_unposted', 'an HTML 502 is as much a 5xx as a JSON one', broken(answer(502, html))),
  world(
    'failing_unposted',
    'a 5xx whose body breaks off still is a 5xx',
    broken(failure('body', 'ECONNRESET', { status: 503 })),
  ),
  world(
    'failing_unposted',
    'an error body under a 200 is an error',
    broken(refusal(200, 'service_unavailable')),
  ),
  world('failing_posted', 'a 5xx with an API incident', { ...broken(answer(500)), page: page(api) }),
  world('failing_posted', 'an incident too general to tell may explain a 5xx', {
    ...broken(answer(500)),
    page: page(incident('Elevated errors')),
  }),
  world('failing_other_posted', 'a Fin incident does not explain a 5xx, but it is still theirs', {
    ...broken(answer(500)),
    page: page(fin),
  }),
  world('failing_other_posted', "another region's incident is not ours", {
    ...broken(answer(500)),
    page: page(incident('Errors on the REST API in Australia')),
  }),
  world('failing_page_unread', 'a 5xx needs no page to be theirs', {
    ...broken(answer(500)),
    page: unreadPage(),
  }),
  world('silent_unposted', 'connections come about, answers do not', broken(timeout)),
  world('silent_unposted', 'the edge answers, so the line is good', {
    me: failure('connect', 'ECONNREFUSED'),
    identity: null,
  }),
  world('silent_page_unread', 'the edge is alive, the page unreadable', {
    me: timeout,
    identity: null,
    page: unreadPage(),
  }),
  world('failing_posted', 'no answer and an API incident', { ...broken(timeout), page: page(api) }),
  world('failing_posted', 'their DNS is down, as posted', {
    ...broken(failure('dns', 'ENOTFOUND')),
    page: page(api),
  }),
  world('overloaded', 'they call it overload of theirs', refused(refusal(429, 'too_many_requests'))),
  world('auth_posted', 'the search takes the token that /me refuses, as they post', {
    ...refused(refusal(401, 'unauthorized')),
    searches: searched(wellMe, wellMe),
    page: page(incident('API authentication errors')),
  }),
  world('auth_posted', '/me takes the token that the search refuses, as they post', {
    ...unsearchable(refusal(401, 'token_revoked')),
    page: page(incident('API authentication errors')),
  }),
  world('auth_posted', 'a plain 401 while a login incident of the API is posted', {
    ...refused(refusal(401, 'unauthorized')),
    page: page(incident('API authentication errors')),
  }),
  world('intermittent', 'one of two requests fails', { edge: failure('headers', 'ECONNRESET') }),
  world('api_slow', 'slow, while another host is quick', { me: answer(200, { ms: 3_200 }) }),
  world('partial_posted', 'our service cannot use the API that has an incident', {
    page: page(api),
    health: health({ overall: 'unhealthy', intercom: 'unhealthy' }),
  }),
  world('posted_but_answering', 'posted, but not for us right now', { page: page(api) }),
  world('posted_elsewhere', 'Fin is down, the API is not', { page: page(fin) }),
  world('posted_elsewhere', 'reports of errors are not the product Reporting', {
    page: page(incident('Fin: we are investigating reports of errors')),
  }),
  world('maintenance_answering', 'a planned window has begun, whatever the page calls it', {
    page: {
      ...page(),
      planned: [incident('API maintenance', { window: { from: noon - 60_000, until: null } })],
    },
  }),
];
