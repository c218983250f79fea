import { outsideAllowlist, planRestricted, scopeMissing, serviceUsesAnother } from '../facts/access.ts';
import {
  isInvalidRequest,
  saysBlocked,
  saysExpired,
  saysNoToken,
  saysNotFound,
  saysRevoked,
  saysSuspended,
  saysVersion,
  statusIs,
} from '../facts/api.ts';
import { refusedOnTheWay } from '../facts/origin.ts';
import { postedForAuth } from '../facts/posted.ts';
import { meWorks, otherEndpointWorks } from '../facts/requests.ts';
import { ask, type Question } from '../question.ts';

/** Intercom rejects /me or the search: is it our token, what it can do, or our request? */
export const accessQuestions = {
  // Whose rejection is it?
  is_me_alone: ask('Does search work with the same token?', otherEndpointWorks, [
    'is_refusal_posted',
    'is_on_the_way',
    'is_on_the_way',
  ]),
  is_refusal_posted: ask('Is an incident posted about authentication?', postedForAuth, [
    'auth_posted',
    'refused_in_part',
    'refused_in_part',
  ]),
  is_on_the_way: ask('Does something in between reject us, rather than Intercom?', refusedOnTheWay, [
    'is_blocking',
    'is_blocked',
    'is_blocked',
  ]),
  is_blocking: ask('Does it deny us access (401, 402, 403, 407, 451)?', statusIs(401, 402, 403, 407, 451), [
    'blocked_on_the_way',
    'not_intercom',
    'not_intercom',
  ]),

  // Our token, and what it can do
  is_blocked: ask('Is the token or its app blocked?', saysBlocked, [
    'is_blocked_alone',
    'is_suspended',
    'is_suspended',
  ]),
  is_blocked_alone: ask('Does our service say Intercom works for it?', serviceUsesAnother, [
    'bot_token_blocked',
    'token_blocked',
    'token_blocked',
  ]),
  is_suspended: ask("Was the token's app deleted?", saysSuspended, [
    'is_suspended_alone',
    'is_unauthorised',
    'is_unauthorised',
  ]),
  is_suspended_alone: ask('Does our service say Intercom works for it?', serviceUsesAnother, [
    'bot_app_removed',
    'app_removed',
    'app_removed',
  ]),
  is_unauthorised: ask('Is it a 401?', statusIs(401), ['is_scope', 'is_forbidden', 'odd_answer']),
  is_scope: ask('Is it a missing scope?', scopeMissing, ['token_scope', 'is_token_good', 'is_token_good']),
  is_token_good: ask('Does /me accept the same token?', meWorks, [
    'is_refusal_posted',
    'is_token_stripped',
    'is_token_stripped',
  ]),
  is_token_stripped: ask('Did our request arrive without a token?', saysNoToken, [
    'is_stripped_alone',
    'is_other_token',
    'is_other_token',
  ]),
  is_stripped_alone: ask('Does our service say Intercom works for it?', serviceUsesAnother, [
    'bot_token_stripped',
    'token_stripped',
    'token_stripped',
  ]),
  is_other_token: ask('Does our service say Intercom works for it?', serviceUsesAnother, [
    'is_other_token_posted',
    'is_revoked',
    'is_revoked',
  ]),
  is_other_token_posted: ask('Is an incident posted about authentication?', postedForAuth, [
    'auth_posted',
    'bot_token_refused',
    'bot_token_refused',
  ]),
  is_revoked: ask('Was the token revoked?', saysRevoked, ['token_revoked', 'is_not_known', 'is_not_known']),
  is_not_known: ask('Is the token unknown to Intercom?', saysNotFound, [
    'token_not_found',
    'is_expired',
    'is_expired',
  ]),
  is_expired: ask('Has the token expired?', saysExpired, [
    'token_expired',
    'is_auth_posted',
    'is_auth_posted',
  ]),
  is_auth_posted: ask('Is an incident posted about authentication?', postedForAuth, [
    'auth_posted',
    'token_rejected',
    'token_rejected',
  ]),
  is_forbidden: ask('Is it a 403 or 402?', statusIs(403, 402), ['is_plan', 'is_not_found', 'odd_answer']),
  is_plan: ask('Is it about the plan?', planRestricted, ['plan_restricted', 'is_allowlist', 'is_allowlist']),
  is_allowlist: ask('Is it about our IP address?', outsideAllowlist, [
    'ip_not_allowed',
    'permission_missing',
    'permission_missing',
  ]),

  // Our request
  is_not_found: ask('Is it a 404?', statusIs(404), ['not_found', 'is_conflict', 'odd_answer']),
  is_conflict: ask('Is it a 409?', statusIs(409), ['conflict', 'is_gone', 'odd_answer']),
  is_gone: ask('Is it a 410?', statusIs(410), ['gone', 'is_version', 'odd_answer']),
  is_version: ask("Does it reject this bot's API version?", saysVersion, [
    'bot_version_refused',
    'is_invalid',
    'is_invalid',
  ]),
  is_invalid: ask('Is it 400, 405, 406, 413, 415 or 422?', isInvalidRequest, [
    'invalid_request',
    'odd_answer',
    'odd_answer',
  ]),
} as const satisfies Record<string, Question>;
