import { asExpected, otherRequestFailed } from '../facts/api.ts';
import { isSlow, slowEverywhere } from '../facts/network.ts';
import { postedAnything, postedForApi, postedTouchesApi } from '../facts/posted.ts';
import { onlyDegraded, onlyIntercomPart, ownFault, serviceSilent, serviceWell } from '../facts/service.ts';
import { ask, type Question } from '../question.ts';

/** Intercom works (or may, without a token to ask with): altogether, and do we? */
export const workingQuestions = {
  // Intercom works: altogether? And we?
  is_as_expected: ask('Is it what /me answers when all is well?', asExpected, [
    'did_other_fail',
    'not_intercom',
    'odd_answer',
  ]),
  did_other_fail: ask('Did a second request to the host fail?', otherRequestFailed, [
    'intermittent',
    'is_slow',
    'half_checked',
  ]),
  is_slow: ask('Did it take 2 s or longer?', isSlow, ['is_all_slow', 'is_service_well', 'odd_answer']),
  is_all_slow: ask('Is the status page as slow?', slowEverywhere, [
    'network_slow',
    'api_slow',
    'slow_unclear',
  ]),
  is_service_well: ask('Is our own service well?', serviceWell, [
    'is_any_posted',
    'is_service_silent',
    'is_posted_unchecked',
  ]),
  is_any_posted: ask('Is any incident posted?', postedAnything, ['is_api_posted', 'healthy', 'page_unread']),
  is_api_posted: ask('Does it touch the API in our region?', postedTouchesApi, [
    'posted_but_answering',
    'posted_elsewhere',
    'posted_but_answering',
  ]),
  is_posted_unchecked: ask('Is any incident posted?', postedAnything, [
    'posted_unchecked',
    'service_unchecked',
    'service_unchecked',
  ]),
  is_service_silent: ask('Does our health endpoint give no answer?', serviceSilent, [
    'service_silent',
    'is_intercom_part',
    'service_unchecked',
  ]),
  is_intercom_part: ask('Is its connection to Intercom the only bad part?', onlyIntercomPart, [
    'is_part_posted',
    'is_degraded',
    'is_degraded',
  ]),
  is_part_posted: ask('Is an incident posted that may explain it?', postedForApi, [
    'partial_posted',
    'integration_broken',
    'integration_unclear',
  ]),
  is_degraded: ask('Is it degraded rather than down?', onlyDegraded, [
    'service_degraded',
    'service_down',
    'service_down',
  ]),

  // No token: what does the rest tell?
  is_own_fault: ask('Does our own service report a fault of its own?', ownFault, [
    'service_down',
    'is_posted_tokenless',
    'is_posted_tokenless',
  ]),
  is_posted_tokenless: ask('Is any incident posted?', postedAnything, [
    'token_missing_posted',
    'token_missing',
    'token_missing',
  ]),
} as const satisfies Record<string, Question>;
