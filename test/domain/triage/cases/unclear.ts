import type { Health } from '../../../../src/domain/triage/observation.ts';
import { pastCheck } from '../../../../src/domain/triage/past-check.ts';
import {
  answer,
  broken,
  failure,
  fromIntercom,
  health,
  noon,
  notRun,
  page,
  refusal,
  refused,
  searched,
  unreadPage,
  unsearchable,
  wellMe,
} from '../support/observations.ts';
import { api, type Case, html, timeout, world } from '../support/world.ts';

const unwatched: Health = { exchange: notRun, reading: null };

/** Worlds that are well, or in which it cannot be told; and what can be told without a token. */
export const unclearCases: Case[] = [
  world('refused_in_part', 'the search works with the token, so the token is good', {
    ...refused(refusal(401, 'unauthorized')),
    searches: searched(wellMe, wellMe),
  }),
  world('refused_in_part', 'whoever refuses /me lets the search through', {
    ...refused(answer(403, html)),
    searches: searched(wellMe, wellMe),
  }),
  world(
    'refused_in_part',
    'revoked for the search and accepted by /me: not both are true',
    unsearchable(refusal(401, 'token_revoked')),
  ),
  world(
    'odd_answer',
    'half an answer, from whoever',
    refused(answer(200, { body: 'text', mislabelled: true })),
  ),
  world('refused_in_part', 'a redirect of /me alone', {
    ...refused(answer(302, { redirect: 'https://login.example.com/' })),
    searches: searched(wellMe, wellMe),
  }),
  world('odd_answer', 'too large to be read, from a host that is Intercom', {
    ...refused(fromIntercom(200, { body: 'text', cut: true, mislabelled: true })),
    searches: searched(wellMe, wellMe),
  }),
  world(
    'odd_answer',
    'too large to be read, without any marks',
    refused(answer(200, { body: 'text', cut: true })),
  ),
  world(
    'odd_answer',
    'a search too large to be read is no outage',
    unsearchable(answer(200, { body: 'text', cut: true })),
  ),
  world(
    'odd_answer',
    'a page for the search, from a host whose /me is Intercom',
    unsearchable(answer(200, html)),
  ),
  world('token_malformed', 'it was not sent, so nothing can be told', {
    me: notRun,
    identity: null,
    tokenFault: 'it contains a space',
  }),
  world('healthy', 'all is known and well', {}),
  world('healthy_unwatched', 'no health URL is no doubt, and is said', { health: unwatched }),
  world('healthy_page_unread', 'neither page nor health URL', { page: unreadPage(), health: unwatched }),
  world('service_unchecked', 'an HTML page under the health URL', {
    health: { exchange: answer(200, html), reading: null },
  }),
  world('service_unclear', 'it says of Intercom neither good nor bad', {
    health: health({ intercom: 'unknown' }),
  }),
  world('posted_but_answering', 'posted, and no health URL is no doubt', {
    page: page(api),
    health: unwatched,
  }),
  world('posted_unchecked', 'posted, and we asked about us in vain', {
    page: page(api),
    health: { exchange: answer(200, html), reading: null },
  }),
  world('healthy_page_unread', 'the page alone is no doubt', { page: unreadPage() }),
  world('recovered', 'nor is it after a failure', {
    page: unreadPage(),
    history: [pastCheck({ at: noon - 240_000, leaf: 'failing_unposted', owner: 'intercom' })],
  }),
  world('integration_unclear', 'the page would tell', {
    page: unreadPage(),
    health: health({ overall: 'unhealthy', intercom: 'unhealthy' }),
  }),
  world('slow_unclear', 'nothing to compare with', {
    me: answer(200, { ms: 3_200 }),
    page: unreadPage(timeout),
  }),
  world('token_missing', 'the edge is alive, more needs a token', { me: notRun, identity: null }),
  world('token_missing_posted', 'posted, unmeasured', { me: notRun, identity: null, page: page(api) }),
  world('service_down', 'no token, but our own fault is plain', {
    me: notRun,
    identity: null,
    health: health({ overall: 'unhealthy', failing: ['database'] }),
  }),
  world('failing_unposted', 'no token is needed to see a 503', {
    me: notRun,
    edge: answer(503),
    identity: null,
  }),
  world('odd_answer', 'JSON that /me never gives', { identity: { kind: 'other', region: null } }),
  world('odd_answer', 'a status that Intercom does not use', refused(refusal(451, 'something_new'))),
  world(
    'refused_unclear',
    'a refusal comes as easily from a firewall',
    broken(failure('connect', 'ECONNREFUSED')),
  ),
  world(
    'unreachable_unposted',
    'connecting times out while others answer: a firewall of ours, or a dead host of theirs',
    broken(failure('connect', 'TIMEOUT')),
  ),
  world('unreachable_unclear', 'no connection, no readable page', {
    ...broken(failure('connect', 'ECONNREFUSED')),
    page: unreadPage(),
  }),
  world('silent_alone', 'nothing to compare with', { ...broken(timeout), page: unreadPage(notRun) }),
  world('cannot_tell', 'the second request is missing', { edge: notRun }),
  world('cannot_tell', 'no data', {
    me: notRun,
    edge: notRun,
    identity: null,
    page: unreadPage(notRun),
    health: { exchange: notRun, reading: null },
  }),
];
