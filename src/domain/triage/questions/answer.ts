import {
  answered,
  isRedirect,
  isServerError,
  quotaLeft,
  saysOverload,
  statusIs,
  tokenSent,
} from '../facts/api.ts';
import { postedAnything, postedForApi } from '../facts/posted.ts';
import { ask, type Question } from '../question.ts';

/** Intercom answered: is it a failure of its own, a redirect, or a limit? */
export const answerQuestions = {
  did_answer: ask("Did Intercom's API answer?", answered, [
    'is_server_error',
    'is_certificate',
    'cannot_tell',
  ]),
  is_server_error: ask('Is it a server error (5xx or 408)?', isServerError, [
    'is_posted',
    'is_redirect',
    'odd_answer',
  ]),
  is_posted: ask('Is an incident posted that may explain it?', postedForApi, [
    'failing_posted',
    'is_other_posted',
    'failing_page_unread',
  ]),
  is_other_posted: ask('Is anything else posted?', postedAnything, [
    'failing_other_posted',
    'failing_unposted',
    'failing_page_unread',
  ]),
  is_redirect: ask('Is it a redirect?', isRedirect, ['redirected', 'is_rate_limit', 'odd_answer']),
  is_rate_limit: ask('Is it a 429?', statusIs(429), ['is_overload', 'was_token_sent', 'odd_answer']),
  is_overload: ask('Does Intercom call it overload of its own?', saysOverload, [
    'overloaded',
    'is_quota_left',
    'is_quota_left',
  ]),
  is_quota_left: ask('Was our own window still open?', quotaLeft, ['shared_quota', 'own_quota', 'own_quota']),
  was_token_sent: ask('Was it asked with a token?', tokenSent, ['is_blocked', 'is_own_fault', 'odd_answer']),
} as const satisfies Record<string, Question>;
