import { brokeOff, timedOut } from '../facts/api.ts';
import { allAsked, searchWorks } from '../facts/requests.ts';
import { isSlow, slowEverywhere, slowInAnswer, slowInDns } from '../facts/slowness.ts';
import { ask, type Question } from '../question.ts';

/** /me works. Does the rest of the API, and fast enough? */
export const workingQuestions = {
  was_all_asked: ask('Did every API check run?', allAsked, [
    'does_search_work',
    'cannot_tell',
    'cannot_tell',
  ]),
  does_search_work: ask('Does search work with our token?', searchWorks, [
    'is_slow',
    'did_search_break',
    'odd_answer',
  ]),
  did_search_break: ask('Did search fail rather than get rejected?', brokeOff, [
    'did_search_time_out',
    'is_refusal',
    'odd_answer',
  ]),
  did_search_time_out: ask('Did search time out?', timedOut, [
    'search_slow',
    'endpoint_failing',
    'endpoint_failing',
  ]),
  is_slow: ask('Did /me take 2 s or longer?', isSlow, ['is_dns_slow', 'is_service_watched', 'slow_unclear']),
  is_dns_slow: ask('Did most of the time go to the DNS lookup?', slowInDns, [
    'dns_slow',
    'is_all_slow',
    'is_all_slow',
  ]),
  is_all_slow: ask('Is the status page just as slow?', slowEverywhere, [
    'network_slow',
    'is_answer_slow',
    'slow_unclear',
  ]),
  is_answer_slow: ask('Did most of the time go to waiting for a response?', slowInAnswer, [
    'api_slow',
    'slow_unclear',
    'slow_unclear',
  ]),
} as const satisfies Record<string, Question>;
