import {
  answered,
  isError,
  isRedirect,
  isRejected,
  isServerError,
  limitExplained,
  quotaLeft,
  saysOverload,
  statusIs,
  tokenSent,
} from '../facts/api.ts';
import { answersAnotherKind, brokenByIntercom } from '../facts/origin.ts';
import { maintenancePosted, postedAnything, postedForApi } from '../facts/posted.ts';
import { otherEndpointWorks } from '../facts/requests.ts';
import { ask, type Question } from '../question.ts';

/** /me doesn't work: is it Intercom's own failure, a redirect, a limit, or a response from something else? */
export const answerQuestions = {
  did_answer: ask("Did Intercom's API respond?", answered, [
    'is_server_error',
    'did_repeats_fail',
    'cannot_tell',
  ]),
  is_server_error: ask('Is it a server error (5xx or 408)?', isServerError, [
    'does_part_work',
    'is_refusal',
    'odd_answer',
  ]),
  does_part_work: ask("Does search work while /me doesn't?", otherEndpointWorks, [
    'endpoint_failing',
    'is_posted',
    'is_posted',
  ]),
  is_posted: ask('Could a posted incident explain it?', postedForApi, [
    'is_maintenance',
    'is_other_posted',
    'failing_page_unread',
  ]),
  is_maintenance: ask('Is it scheduled maintenance?', maintenancePosted, [
    'maintenance',
    'failing_posted',
    'failing_posted',
  ]),
  is_other_posted: ask('Is anything else posted?', postedAnything, [
    'failing_other_posted',
    'failing_unposted',
    'failing_page_unread',
  ]),
  is_refusal: ask('Is it a refusal (3xx or 4xx)?', isRejected, [
    'is_redirect',
    'is_other_kind',
    'odd_answer',
  ]),
  is_other_kind: ask('Is it from something other than Intercom?', answersAnotherKind, [
    'is_other_error',
    'is_broken_answer',
    'odd_answer',
  ]),
  is_other_error: ask('Is it an error of its own (5xx)?', isError, [
    'is_other_error_posted',
    'not_intercom',
    'not_intercom',
  ]),
  is_other_error_posted: ask('Could a posted incident explain it?', postedForApi, [
    'is_maintenance',
    'proxy_error',
    'proxy_error',
  ]),
  is_broken_answer: ask("Is it Intercom's own response, broken?", brokenByIntercom, [
    'answer_broken',
    'odd_answer',
    'odd_answer',
  ]),
  is_redirect: ask('Is it a redirect?', isRedirect, ['is_redirect_alone', 'is_rate_limit', 'odd_answer']),
  is_redirect_alone: ask('Does search work with the same token?', otherEndpointWorks, [
    'refused_in_part',
    'redirected',
    'redirected',
  ]),
  is_rate_limit: ask('Is it a 429?', statusIs(429), ['is_limit_explained', 'was_token_sent', 'odd_answer']),
  is_limit_explained: ask('Does it say whose limit it is?', limitExplained, [
    'is_overload',
    'limit_unclear',
    'limit_unclear',
  ]),
  is_overload: ask('Does Intercom say its own servers are overloaded?', saysOverload, [
    'overloaded',
    'is_quota_left',
    'is_quota_left',
  ]),
  is_quota_left: ask('Did our own rate limit have requests left?', quotaLeft, [
    'shared_quota',
    'own_quota',
    'own_quota',
  ]),
  was_token_sent: ask('Was the request sent with a token?', tokenSent, [
    'is_me_alone',
    'is_own_fault',
    'odd_answer',
  ]),
} as const satisfies Record<string, Question>;
