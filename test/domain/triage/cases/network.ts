import type { Failed, RefusedCertificate } from '../../../../src/domain/triage/observation.ts';
import { answer, broken, failure, noon, notRun, page, unreadPage } from '../support/observations.ts';
import { type Case, timeout, world } from '../support/world.ts';

const day = 86_400_000;

function refusedFor(code: string, more: Partial<RefusedCertificate>): Failed {
  const names = ['api.intercom.io'];
  const certificate = {
    issuer: 'Public CA',
    names,
    from: noon - 90 * day,
    until: noon - day,
    vouched: true,
    ...more,
  };
  return failure('tls', code, { certificate });
}

const lapsed = refusedFor('CERT_HAS_EXPIRED', { vouched: true, issuer: 'Public CA' });
const company = refusedFor('CERT_HAS_EXPIRED', { vouched: false, issuer: 'Proxy CA' });
const dead = unreadPage(failure('connect', 'ECONNREFUSED'));
const noName = failure('dns', 'ENOTFOUND');
const slow = (stage: 'dns' | 'connect' | 'headers') => answer(200, { ms: 3_000, stages: { [stage]: 2_900 } });

/** Worlds in which a name, a certificate, a proxy or the line is the point. */
export const networkCases: Case[] = [
  world('certificate_lapsed', 'a public certificate out of date, by a clock that is right', broken(lapsed)),
  world('clock_wrong', 'by the clock of the status page the certificate is valid', {
    ...broken(lapsed),
    page: { ...page(), status: answer(200, { skewMs: -60 * day }) },
  }),
  world('clock_wrong', 'renewed minutes ago, and our clock is behind', {
    ...broken(
      refusedFor('CERT_NOT_YET_VALID', { vouched: true, from: noon + 300_000, until: noon + 90 * day }),
    ),
    page: { ...page(), status: answer(200, { skewMs: 600_000 }) },
  }),
  world('certificate_lapsed', 'out of date by any clock, and ours is days ahead as well', {
    ...broken(refusedFor('CERT_HAS_EXPIRED', { vouched: true, until: noon - 40 * day })),
    page: { ...page(), status: answer(200, { skewMs: -3 * day }) },
  }),
  world('certificate_lapsed', 'out of date since five minutes, and our clock two minutes ahead', {
    ...broken(refusedFor('CERT_HAS_EXPIRED', { vouched: true, until: noon - 300_000 })),
    page: { ...page(), status: answer(200, { skewMs: -120_000 }) },
  }),
  world('clock_wrong', 'two companies out of date at once', { ...broken(lapsed), page: unreadPage(lapsed) }),
  world('certificate_unclear', 'no other clock', { ...broken(lapsed), page: dead }),
  world('certificate_refused', 'out of date, and of an authority that nobody knows', broken(company)),
  world(
    'certificate_refused',
    'an authority that nobody knows',
    broken(refusedFor('UNABLE_TO_VERIFY_LEAF_SIGNATURE', { vouched: false, issuer: 'Proxy CA' })),
  ),
  world(
    'certificate_wrong_name',
    'a certificate for another host',
    broken(refusedFor('ERR_TLS_CERT_ALTNAME_INVALID', { vouched: true, issuer: 'Public CA' })),
  ),
  world('handshake_unclear', 'cut off in the handshake', broken(failure('tls', 'ECONNRESET'))),
  world(
    'handshake_unclear',
    'an alert of the other side',
    broken(failure('tls', 'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR')),
  ),
  world('proxy_refuses', 'our proxy wants a login', broken(failure('proxy', 'PROXY_407'))),
  world('unreachable_unposted', 'our proxy waited for them in vain', broken(failure('connect', 'PROXY_504'))),
  world('refused_unclear', 'our proxy could not connect to them', broken(failure('connect', 'PROXY_502'))),
  world('dns_dead', 'no name is found', { ...broken(noName), page: unreadPage(noName) }),
  world('dns_slow', 'the time goes into the name', { me: slow('dns') }),
  world('api_slow', 'the time goes into the answer', { me: slow('headers') }),
  world('slow_unclear', 'the time goes into connecting: their edge or the way there', {
    me: slow('connect'),
  }),
  world('silent_unposted', 'only what carries our token is silent, whatever the page does', {
    me: timeout,
    identity: null,
    page: { ...page(), dropped: 3 },
  }),
  world('silent_alone', 'a single request may have had bad luck', { ...broken(timeout), again: [] }),
  world('silent_alone', 'the page was not asked', { ...broken(timeout), page: unreadPage(notRun) }),
];
