import {
  certificateFailed,
  onlyDateWrong,
  outOfDateElsewhere,
  plainTextAnswered,
  wrongName,
} from '../facts/certificate.ts';
import { ask, type Question } from '../question.ts';

/** Intercom doesn't respond: is it the certificate, and whose fault is that? */
export const certificateQuestions = {
  is_certificate: ask('Did it fail on a certificate?', certificateFailed, [
    'is_plain_text',
    'is_at_proxy',
    'cannot_tell',
  ]),
  is_plain_text: ask('Does the other side respond in plain text?', plainTextAnswered, [
    'not_tls',
    'is_wrong_name',
    'cannot_tell',
  ]),
  is_wrong_name: ask('Is the certificate for another host?', wrongName, [
    'certificate_wrong_name',
    'is_only_date_wrong',
    'cannot_tell',
  ]),
  is_only_date_wrong: ask('Is it a public certificate with only its dates wrong?', onlyDateWrong, [
    'is_clock_right',
    'certificate_refused',
    'certificate_refused',
  ]),
  is_clock_right: ask('Is it invalid by another clock too?', outOfDateElsewhere, [
    'certificate_lapsed',
    'clock_wrong',
    'certificate_unclear',
  ]),
} as const satisfies Record<string, Question>;
