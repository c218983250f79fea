import {
  answer,
  broken,
  failure,
  fromIntercom,
  fromOther,
  health,
  incident,
  page,
  refusal,
  refused,
  unreadPage,
  unsearchable,
} from '../support/observations.ts';
import { api, type Case, fin, html, timeout, world } from '../support/world.ts';

/** Worlds in which it is ours. */
export const ourCases: Case[] = [
  world('token_rejected', 'a token that is not accepted is ours', refused(refusal(401, 'unauthorized'))),
  world('token_revoked', 'Intercom says that it was revoked', refused(refusal(401, 'token_revoked'))),
  world('token_not_found', 'Intercom does not know it', refused(refusal(401, 'token_not_found'))),
  world('token_expired', 'its time is over', refused(refusal(401, 'token_expired'))),
  world('app_removed', 'its app was deleted', refused(refusal(401, 'token_suspended'))),
  world('token_rejected', 'still ours during an unrelated incident', {
    ...refused(refusal(401, 'unauthorized')),
    page: page(fin),
  }),
  world('token_rejected', 'still ours during an API incident that is not about tokens', {
    ...refused(refusal(401, 'unauthorized')),
    page: page(api),
  }),
  world('token_rejected', 'a 401 without a body', refused(answer(401, { body: 'empty' }))),
  world(
    'token_rejected',
    '"not authorized" on /me, which needs no scope, is said of the token',
    refused(refusal(401, 'token_unauthorized', 'Not authorized to access resource')),
  ),
  world(
    'token_scope',
    'the message names the scope',
    refused(refusal(401, 'unauthorized', 'You do not have the required scope (read_conversations)')),
  ),
  world(
    'token_scope',
    'the message alone says it, of one endpoint',
    unsearchable(refusal(401, 'unauthorized', 'Not authorized to access resource')),
  ),
  world('bot_token_refused', 'our service works with Intercom, so it has another token', {
    ...refused(refusal(401, 'unauthorized')),
    health: health(),
  }),
  world('bot_token_refused', 'it has the new token, and the bot has the one that was revoked', {
    ...refused(refusal(401, 'token_revoked')),
    health: health({ overall: 'degraded', failing: ['cache'] }),
  }),
  world('token_rejected', 'a service that does not speak of Intercom says nothing of its token', {
    ...refused(refusal(401, 'unauthorized')),
    health: health({ intercom: 'not_named' }),
  }),
  world('bot_token_stripped', 'the header of the bot was lost, the service gets through', {
    ...refused(refusal(401, 'missing_authorization')),
    health: health(),
  }),
  world('bot_token_blocked', 'the app of the bot was blocked, the service has another', {
    ...refused(refusal(403, 'token_blocked')),
    health: health(),
  }),
  world('bot_app_removed', 'the app of the bot was deleted, the service has another', {
    ...refused(refusal(401, 'token_suspended')),
    health: health(),
  }),
  world('token_stripped', 'the header was lost', refused(refusal(401, 'missing_authorization'))),
  world('token_blocked', 'blocked, with either status', refused(refusal(403, 'token_blocked'))),
  world(
    'plan_restricted',
    'the plan',
    refused(refusal(403, 'api_plan_restricted', 'Active subscription needed.')),
  ),
  world('plan_restricted', 'the old status for it', refused(refusal(402, 'payment_required'))),
  world(
    'ip_not_allowed',
    'the allowlist',
    refused(refusal(403, 'forbidden', 'Your IP address is not on the allowlist for API access')),
  ),
  world(
    'permission_missing',
    'a scope',
    refused(refusal(403, 'forbidden', 'You do not have the required scope (read_conversations)')),
  ),
  world('permission_missing', 'still ours during an API incident', {
    ...refused(refusal(403, 'action_forbidden')),
    page: page(api),
  }),
  world('blocked_on_the_way', 'HTML is no refusal of Intercom', refused(answer(403, html))),
  world(
    'blocked_on_the_way',
    'Intercom never refuses without a word',
    refused(answer(403, { body: 'empty' })),
  ),
  world(
    'token_scope',
    'a token that /me accepts is not invalid, whatever the search calls it',
    unsearchable(refusal(401, 'unauthorized', 'Access Token Invalid')),
  ),
  world('blocked_on_the_way', "a gateway's 401 page is not about our token", refused(answer(401, html))),
  world(
    'blocked_on_the_way',
    'a firewall answers in JSON, too',
    refused(fromOther(403, 'a gateway or firewall', { body: 'json', contentType: 'application/json' })),
  ),
  world('blocked_on_the_way', 'a proxy wants a login', refused(fromOther(407, 'a proxy'))),
  world('not_intercom', 'a 404 page: nobody of Intercom is there', refused(answer(404, html))),
  world('proxy_error', "a proxy's own 503", broken(fromOther(503, 'Squid'))),
  world('permission_missing', "JSON with Intercom's marks is Intercom's, known or not", {
    ...refused(fromIntercom(403)),
  }),
  world(
    'own_quota',
    'our own window is empty',
    refused(answer(429, { rateLimit: { limit: 1667, remaining: 0, resetAt: null } })),
  ),
  world('own_quota', 'a 429 without headers', refused(refusal(429, 'rate_limit_exceeded'))),
  world(
    'shared_quota',
    'our window has room, the workspace has not',
    refused(answer(429, { rateLimit: { limit: 1667, remaining: 900, resetAt: null } })),
  ),
  world('not_found', '/me exists on every host of Intercom', refused(refusal(404, 'not_found'))),
  world('conflict', 'a clash of data', refused(refusal(409, 'conflict'))),
  world('gone', 'merged', refused(refusal(410, 'contact_merged'))),
  world('invalid_request', 'a bad value', refused(refusal(422, 'parameter_invalid'))),
  world(
    'bot_version_refused',
    'the version is the one this bot pins',
    refused(refusal(400, 'intercom_version_invalid')),
  ),
  world(
    'bot_version_refused',
    'the message alone says it',
    unsearchable(refusal(400, 'bad_request', 'Requested resource is not available in current API version.')),
  ),
  world(
    'redirected',
    'their API does not redirect',
    refused(answer(302, { redirect: 'https://login.example.com/' })),
  ),
  world('not_intercom', 'a login page with a 200', { ...refused(answer(200, html)), identity: null }),
  world('egress_dead', 'nothing can be connected to', {
    ...broken(failure('connect', 'ECONNREFUSED')),
    page: unreadPage(failure('dns', 'EAI_AGAIN')),
  }),
  world('egress_suspect', 'connected, but two hosts are silent', {
    ...broken(timeout),
    page: unreadPage(timeout),
  }),
  world('dns_broken', 'one name is not found, others are', broken(failure('dns', 'ENOTFOUND'))),
  world(
    'certificate_refused',
    'a proxy terminates TLS',
    broken(failure('tls', 'DEPTH_ZERO_SELF_SIGNED_CERT')),
  ),
  world(
    'not_tls',
    'TLS to a port that does not speak it',
    broken(failure('tls', 'ERR_SSL_WRONG_VERSION_NUMBER')),
  ),
  world('network_slow', 'all is slow from here', {
    me: answer(200, { ms: 3_200 }),
    page: { ...page(), status: answer(200, { ms: 2_900 }) },
  }),
  world('service_down', 'we say so ourselves', {
    health: health({ overall: 'unhealthy', intercom: 'not_named' }),
  }),
  world('service_down', 'our database, whatever else is posted', {
    page: page(api),
    health: health({ overall: 'unhealthy', intercom: 'unhealthy', failing: ['database'] }),
  }),
  world('service_degraded', 'a part of ours', {
    health: health({ overall: 'degraded', failing: ['cache'] }),
  }),
  world('service_silent', 'a configured endpoint that does not answer', {
    health: { exchange: failure('connect', 'ECONNREFUSED'), reading: null },
  }),
  world('service_untrusted', 'a certificate that the bot does not trust', {
    health: { exchange: failure('tls', 'DEPTH_ZERO_SELF_SIGNED_CERT'), reading: null },
  }),
  world('integration_broken', 'our service cannot use what this bot can', {
    health: health({ overall: 'unhealthy', intercom: 'unhealthy' }),
  }),
  world('integration_degraded', 'degraded is not broken', {
    health: health({ overall: 'degraded', intercom: 'degraded' }),
  }),
  world('integration_broken', 'a webhook delay does not explain a broken connection', {
    page: page(incident('Delays in webhooks')),
    health: health({ intercom: 'unhealthy' }),
  }),
  world('integration_broken', '"ok" overall does not hide a broken Intercom part', {
    health: health({ intercom: 'unhealthy' }),
  }),
];
