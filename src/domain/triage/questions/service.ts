import { tokenMalformed } from '../facts/access.ts';
import { healthCertificateFailed } from '../facts/certificate.ts';
import { postedForApi, postedHere } from '../facts/posted.ts';
import { askedTwice } from '../facts/requests.ts';
import {
  intercomPartDegraded,
  onlyAsyncParts,
  onlyDegraded,
  onlyIntercomPart,
  ownFault,
  postedDelayExplains,
  serviceReadable,
  serviceSilent,
  serviceWatched,
  serviceWell,
  webhookParts,
} from '../facts/service.ts';
import { ask, type Question } from '../question.ts';

/** Intercom's API works for us (or there is no token to check it with). Is our own service healthy? */
export const serviceQuestions = {
  is_service_watched: ask('Is our own service checked?', serviceWatched, [
    'is_service_well',
    'is_search_slow',
    'cannot_tell',
  ]),
  is_service_well: ask('Is our own service healthy?', serviceWell, [
    'is_search_slow',
    'is_service_silent',
    'is_posted_unchecked',
  ]),
  is_posted_unchecked: ask('Is any incident posted for our region?', postedHere, [
    'posted_unchecked',
    'is_service_readable',
    'is_service_readable',
  ]),
  is_service_readable: ask('Does our health endpoint say anything about health?', serviceReadable, [
    'service_unclear',
    'service_unchecked',
    'service_unchecked',
  ]),
  is_service_silent: ask('Is our health endpoint unresponsive?', serviceSilent, [
    'is_health_certificate',
    'is_intercom_part',
    'service_unchecked',
  ]),
  is_health_certificate: ask('Did it fail on its certificate?', healthCertificateFailed, [
    'service_untrusted',
    'service_silent',
    'service_silent',
  ]),
  is_intercom_part: ask('Is its Intercom connection the only failing component?', onlyIntercomPart, [
    'is_part_degraded',
    'is_async_part',
    'is_async_part',
  ]),
  is_part_degraded: ask('Is that component degraded rather than down?', intercomPartDegraded, [
    'is_degraded_part_posted',
    'is_part_posted',
    'is_part_posted',
  ]),
  is_degraded_part_posted: ask('Could a posted incident explain it?', postedForApi, [
    'partial_posted',
    'is_delay_posted',
    'integration_unclear',
  ]),
  is_delay_posted: ask('Is an incident posted about webhooks or jobs?', postedDelayExplains, [
    'async_posted',
    'integration_degraded',
    'integration_degraded',
  ]),
  is_part_posted: ask('Could a posted incident explain it?', postedForApi, [
    'partial_posted',
    'integration_broken',
    'integration_unclear',
  ]),
  is_async_part: ask('Are webhooks, queues, or jobs the only failing components?', onlyAsyncParts, [
    'is_async_part_posted',
    'is_degraded',
    'is_degraded',
  ]),
  is_async_part_posted: ask('Is an incident posted about webhooks or jobs?', postedDelayExplains, [
    'async_posted',
    'is_webhook_part',
    'is_webhook_part',
  ]),
  is_webhook_part: ask('Is it webhooks (sent by Intercom)?', webhookParts, [
    'webhooks_unclear',
    'is_degraded',
    'is_degraded',
  ]),
  is_degraded: ask('Is it degraded rather than down?', onlyDegraded, [
    'service_degraded',
    'service_down',
    'service_down',
  ]),

  // No token: what do the other checks show?
  is_own_fault: ask('Does our service report a problem unrelated to Intercom?', ownFault, [
    'is_service_silent',
    'is_part_bad',
    'is_part_bad',
  ]),
  is_part_bad: ask('Is its Intercom connection the only failing component?', onlyIntercomPart, [
    'was_host_repeated',
    'is_posted_tokenless',
    'is_posted_tokenless',
  ]),
  was_host_repeated: ask('Was the host checked more than once?', askedTwice, [
    'is_bad_part_posted',
    'is_malformed',
    'is_malformed',
  ]),
  is_bad_part_posted: ask('Could a posted incident explain it?', postedForApi, [
    'partial_posted',
    'is_posted_tokenless',
    'is_malformed',
  ]),
  is_posted_tokenless: ask('Is any incident posted for our region?', postedHere, [
    'token_missing_posted',
    'is_malformed',
    'is_malformed',
  ]),
  is_malformed: ask('Is there a malformed token?', tokenMalformed, [
    'token_malformed',
    'token_missing',
    'token_missing',
  ]),
} as const satisfies Record<string, Question>;
