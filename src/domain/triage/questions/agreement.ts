import { answered, hitLimit, refusedOrOdd } from '../facts/api.ts';
import { pageDrops } from '../facts/network.ts';
import { postedForAuth } from '../facts/posted.ts';
import { meWorks, varies } from '../facts/requests.ts';
import { ask, type Question } from '../question.ts';

/** The same request was made several times at once: do the responses agree? */
export const agreementQuestions = {
  does_it_vary: ask('Do identical API requests give different results?', varies, [
    'is_varying_limit',
    'does_me_work',
    'does_me_work',
  ]),
  is_varying_limit: ask('Are the failures 429s?', hitLimit, [
    'is_limit_explained',
    'is_varying_refusal',
    'is_varying_refusal',
  ]),
  is_varying_refusal: ask('Are the failures HTTP responses below 500?', refusedOrOdd, [
    'is_varying_posted',
    'is_varying_server_error',
    'is_varying_server_error',
  ]),
  is_varying_posted: ask('Is an incident posted about authentication?', postedForAuth, [
    'intermittent',
    'mixed_answers',
    'mixed_answers',
  ]),
  is_varying_server_error: ask('Are the failures HTTP responses at all?', answered, [
    'intermittent',
    'does_page_drop',
    'cannot_tell',
  ]),
  does_page_drop: ask('Do connections to the status page drop too?', pageDrops, [
    'network_flaky',
    'intermittent',
    'intermittent_unclear',
  ]),
  does_me_work: ask('Does /me work with our token?', meWorks, ['was_all_asked', 'did_answer', 'did_answer']),
} as const satisfies Record<string, Question>;
