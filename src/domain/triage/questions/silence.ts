import {
  allDnsFailed,
  anyConnected,
  anythingAnswers,
  connected,
  connectionTimedOut,
  dnsFailed,
  edgeAnswered,
  handshakeBroke,
  pageDropsToo,
  proxyFailed,
} from '../facts/network.ts';
import { postedForApi } from '../facts/posted.ts';
import { otherEndpointWorks, repeated } from '../facts/requests.ts';
import { ask, type Question } from '../question.ts';

/** Intercom doesn't respond: is the problem on its side or on ours? */
export const silenceQuestions = {
  did_repeats_fail: ask('Did the same request fail when repeated?', repeated, [
    'is_certificate',
    'intermittent_unclear',
    'silent_alone',
  ]),
  is_at_proxy: ask('Did it fail at our proxy?', proxyFailed, [
    'proxy_refuses',
    'does_search_answer',
    'cannot_tell',
  ]),
  does_search_answer: ask("Does search work while /me doesn't?", otherEndpointWorks, [
    'endpoint_failing',
    'does_anything_answer',
    'does_anything_answer',
  ]),
  does_anything_answer: ask('Does anything else respond from here?', anythingAnswers, [
    'is_dns',
    'is_all_dns',
    'silent_alone',
  ]),
  is_all_dns: ask('Did every DNS lookup fail?', allDnsFailed, [
    'dns_dead',
    'did_any_connect',
    'did_any_connect',
  ]),
  did_any_connect: ask('Did any request connect?', anyConnected, [
    'egress_suspect',
    'egress_dead',
    'egress_dead',
  ]),
  is_dns: ask('Did the DNS lookup fail?', dnsFailed, ['is_dns_posted', 'did_connect', 'cannot_tell']),
  is_dns_posted: ask('Could a posted incident explain it?', postedForApi, [
    'failing_posted',
    'dns_broken',
    'dns_broken',
  ]),
  did_connect: ask('Did it connect?', connected, ['did_edge_answer', 'is_unreachable_posted', 'cannot_tell']),
  did_edge_answer: ask('Does the host respond without our token?', edgeAnswered, [
    'is_silence_posted',
    'do_both_drop',
    'do_both_drop',
  ]),
  do_both_drop: ask('Do connections to the status page drop too?', pageDropsToo, [
    'network_flaky',
    'is_silence_posted',
    'silent_alone',
  ]),
  is_silence_posted: ask('Could a posted incident explain it?', postedForApi, [
    'failing_posted',
    'silent_unposted',
    'silent_page_unread',
  ]),
  is_unreachable_posted: ask('Could a posted incident explain it?', postedForApi, [
    'failing_posted',
    'did_time_out',
    'unreachable_unclear',
  ]),
  did_time_out: ask('Did the connection attempt time out?', connectionTimedOut, [
    'unreachable_unposted',
    'is_handshake',
    'cannot_tell',
  ]),
  is_handshake: ask('Did the TLS handshake fail?', handshakeBroke, [
    'handshake_unclear',
    'refused_unclear',
    'cannot_tell',
  ]),
} as const satisfies Record<string, Question>;
