import type { PastCheck } from '../../../../src/domain/triage/observation.ts';
import { pastCheck } from '../../../../src/domain/triage/past-check.ts';
import {
  admin,
  answer,
  asked,
  broken,
  failure,
  fromIntercom,
  health,
  incident,
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
import { type Case, html, timeout, world } from '../support/world.ts';

const reset = failure('headers', 'ECONNRESET');
const webhooks = incident('Delays in webhooks', { components: ['Webhooks'] });
const maintenance = incident('Database maintenance', { impact: 'maintenance', status: 'in_progress' });
const flaky = { again: [asked(wellMe), asked(reset)] };
const dropping = { ...page(), dropped: 2 };

/** Checks of every two minutes until now, oldest first, by their verdicts. */
const checks = (...leaves: [leaf: string, owner: PastCheck['owner']][]): PastCheck[] =>
  leaves.map(([leaf, owner], i) => pastCheck({ at: noon - (leaves.length - i) * 120_000, leaf, owner }));

/** Worlds in which requests, endpoints or moments differ. */
export const partialCases: Case[] = [
  world('answer_broken', "cut off, with Intercom's marks, and the search works", {
    ...refused(fromIntercom(200, { body: 'text', mislabelled: true })),
    searches: searched(wellMe, wellMe),
  }),
  world('answer_broken', "a page with Intercom's marks, on both", {
    ...refused(fromIntercom(200, html)),
    identity: null,
  }),
  world(
    'answer_broken',
    'nothing in it, on the search alone',
    unsearchable(fromIntercom(200, { body: 'empty' })),
  ),
  world('intermittent', 'one of three equal requests breaks off', flaky),
  world('intermittent', 'a 5xx among good answers', { again: [asked(wellMe), asked(answer(502))] }),
  world('intermittent', 'one of two searches fails', { searches: searched(wellMe, answer(503)) }),
  world('intermittent', 'some tokens are refused while they post that logins fail', {
    again: [asked(wellMe), asked(refusal(401, 'unauthorized'))],
    page: page(incident('API authentication errors')),
  }),
  world('network_flaky', 'the status page loses connections as well', { ...flaky, page: dropping }),
  world('network_flaky', 'all to the API, and some to the page', { ...broken(reset), page: dropping }),
  world('intermittent_unclear', 'one of six to the page as well may be chance, or our line', {
    ...flaky,
    page: { ...page(), dropped: 1 },
  }),
  world('silent_unposted', 'one of six to the page is no match for all to the API', {
    ...broken(reset),
    page: { ...page(), dropped: 1 },
  }),
  world('intermittent_unclear', 'nothing to compare with', { ...flaky, page: unreadPage(notRun) }),
  world('own_quota', 'some get through at the edge of the window', {
    again: [asked(wellMe), asked(refusal(429, 'rate_limit_exceeded'))],
  }),
  world('mixed_answers', 'the same token accepted and refused at once', {
    again: [asked(wellMe), asked(refusal(401, 'unauthorized'))],
  }),
  world('endpoint_failing', 'the search fails, /me works', unsearchable(answer(503))),
  world('endpoint_failing', 'the search breaks off, /me works', unsearchable(reset)),
  world('endpoint_failing', '/me fails, the search works', {
    ...refused(answer(500)),
    searches: searched(wellMe, wellMe),
  }),
  world('endpoint_failing', '/me is silent, the search works', {
    me: timeout,
    identity: null,
    searches: searched(wellMe, wellMe),
  }),
  world('search_slow', 'the search runs into the deadline', unsearchable(timeout)),
  world('search_slow', 'the search takes its time', unsearchable(answer(200, { ms: 3_000 }))),
  world(
    'permission_missing',
    'a scope that /me does not need',
    unsearchable(refusal(403, 'forbidden', 'You do not have the required scope (read_conversations)')),
  ),
  world('token_scope', 'a 401 for the search only', unsearchable(refusal(401, 'token_unauthorized'))),
  world(
    'plan_restricted',
    'a plan that /me does not need',
    unsearchable(refusal(403, 'api_plan_restricted')),
  ),
  world('odd_answer', 'a search that gives JSON but no list', {
    searches: [answer(200), answer(200)].map((exchange) => ({ exchange, list: false })),
  }),
  world('limit_unclear', 'a 429 that says nothing', refused(answer(429, { body: 'html' }))),
  world('maintenance_answering', 'planned work runs, and the API answers all the same', {
    page: page(maintenance),
  }),
  world('maintenance', 'a 503 during posted maintenance', {
    ...broken(answer(503)),
    page: page(maintenance),
  }),
  world('failing_other_posted', 'late webhooks do not explain a 503', {
    ...broken(answer(503)),
    page: page(webhooks),
  }),
  world('async_posted', 'workers lag, the API does not', { page: page(webhooks) }),
  world('async_posted', 'we see it as well', {
    page: page(webhooks),
    health: health({ overall: 'degraded', failing: ['webhooks'] }),
  }),
  world('webhooks_unclear', 'we see it, nobody posts it', {
    health: health({ overall: 'degraded', failing: ['webhooks'] }),
  }),
  world('service_degraded', 'a queue is our own', {
    health: health({ overall: 'degraded', failing: ['job_queue'] }),
  }),
  world('async_posted', 'a webhook delay explains a degraded Intercom part', {
    page: page(webhooks),
    health: health({ overall: 'degraded', intercom: 'degraded' }),
  }),
  world('async_posted', 'and webhooks that are late beside it', {
    page: page(webhooks),
    health: health({ overall: 'degraded', intercom: 'degraded', failing: ['webhooks'] }),
  }),
  world('partial_posted', 'a data store that fails explains a degraded Intercom part', {
    page: page(incident('Elevated errors from one of our database clusters')),
    health: health({ overall: 'degraded', intercom: 'degraded' }),
  }),
  world('integration_unclear', 'degraded, and the page would tell', {
    page: unreadPage(),
    health: health({ intercom: 'degraded' }),
  }),
  world('posted_other_region', 'not on the page of our region: not ours', {
    page: page(incident('Errors on the REST API', { here: false })),
  }),
  world('recovered', 'well after a failure, while another region has an incident', {
    page: page(incident('Errors on the REST API', { here: false })),
    history: checks(['failing_unposted', 'intercom']),
  }),
  world('region_mismatch', 'all well, but set to another region', {
    identity: { kind: 'admin', region: 'eu' },
  }),
  world('partial_posted', 'no token, but the service is hit by what is posted', {
    me: notRun,
    page: page(incident()),
    health: health({ overall: 'unhealthy', intercom: 'unhealthy' }),
  }),
  world('token_missing', 'no token, the service is hit, nothing is posted', {
    me: notRun,
    health: health({ overall: 'unhealthy', intercom: 'unhealthy' }),
  }),
  world('token_missing', 'no token, and the host was asked once', {
    me: notRun,
    again: [],
    health: health({ overall: 'unhealthy', intercom: 'unhealthy' }),
  }),
  world('recovered', 'well, after a failure', { history: checks(['failing_unposted', 'intercom']) }),
  world('healthy', 'what was only unseen before did not fail', {
    history: checks(['service_unchecked', 'unknown'], ['healthy', 'nobody']),
  }),
  world('healthy', 'three hours ago is over', {
    history: [{ at: noon - 3 * 3_600_000, leaf: 'failing_unposted', owner: 'intercom', failed: true }],
  }),
  world('comes_and_goes', 'theirs twice, with a good check between', {
    history: checks(
      ['failing_unposted', 'intercom'],
      ['recovered', 'nobody'],
      ['silent_unposted', 'intercom'],
    ),
  }),
  world('recovered', 'one failure over several checks', {
    history: checks(
      ['failing_unposted', 'intercom'],
      ['failing_posted', 'intercom'],
      ['recovered', 'nobody'],
    ),
  }),
  world('comes_and_goes_ours', 'ours twice', {
    history: checks(['own_quota', 'ours'], ['recovered', 'nobody'], ['own_quota', 'ours']),
  }),
  world('comes_and_goes_unclear', 'theirs, then ours', {
    history: checks(['failing_unposted', 'intercom'], ['recovered', 'nobody'], ['service_down', 'ours']),
  }),
  world('cannot_tell', 'the search was not made', { searches: [] }),
  world('cannot_tell', '/me was asked once only', { again: [], identity: admin }),
];
