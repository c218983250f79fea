import {
  anyConnected,
  anythingAnswers,
  certificateFailed,
  connected,
  connectionTimedOut,
  dnsFailed,
} from '../facts/network.ts';
import { postedForApi } from '../facts/posted.ts';
import { ask, type Question } from '../question.ts';

/** Intercom gives no answer: is the trouble on its side or on ours? */
export const silenceQuestions = {
  is_certificate: ask('Did it fail on a certificate?', certificateFailed, [
    'certificate_refused',
    'does_anything_answer',
    'cannot_tell',
  ]),
  does_anything_answer: ask('Does anything else answer from here?', anythingAnswers, [
    'is_dns',
    'did_any_connect',
    'silent_alone',
  ]),
  did_any_connect: ask('Did a connection come about at least?', anyConnected, [
    'egress_suspect',
    'egress_dead',
    'egress_dead',
  ]),
  is_dns: ask('Did it fail on looking up the name?', dnsFailed, [
    'is_dns_posted',
    'did_connect',
    'cannot_tell',
  ]),
  is_dns_posted: ask('Is an incident posted that may explain it?', postedForApi, [
    'failing_posted',
    'dns_broken',
    'dns_broken',
  ]),
  did_connect: ask('Did a connection come about?', connected, [
    'is_silence_posted',
    'is_unreachable_posted',
    'cannot_tell',
  ]),
  is_silence_posted: ask('Is an incident posted that may explain it?', postedForApi, [
    'failing_posted',
    'silent_unposted',
    'silent_page_unread',
  ]),
  is_unreachable_posted: ask('Is an incident posted that may explain it?', postedForApi, [
    'failing_posted',
    'did_time_out',
    'unreachable_unclear',
  ]),
  did_time_out: ask('Did connecting time out, rather than being refused?', connectionTimedOut, [
    'unreachable_unposted',
    'refused_unclear',
    'cannot_tell',
  ]),
} as const satisfies Record<string, Question>;
