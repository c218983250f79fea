import type { Failed, Observations, RefusedCertificate } from '../observation.ts';
import { briefly, dateWords, isDateCode } from './exchange.ts';
import { type Fact, no, unknown, whether, yes } from './finding.ts';
import { apiExchange } from './requests.ts';

const day = 86_400_000;

/** TLS failures that lie in a certificate, or in the other side speaking no TLS at all. Alerts are something else. */
export const certificateFailed: Fact = (seen) =>
  onFailure(seen, ({ code, timedOut }) => !timedOut && (isCertificateCode(code) || isPlainText(code)));

/** TLS was spoken to something that answers in plain text (OpenSSL, measured on Node 20). */
export const plainTextAnswered: Fact = (seen) => onFailure(seen, ({ code }) => isPlainText(code));

/** The certificate is in order, but for another host. */
export const wrongName: Fact = (seen) =>
  onFailure(seen, ({ code }) => code === 'ERR_TLS_CERT_ALTNAME_INVALID');

/** The certificate is Intercom's for all that can be seen, a public authority's, but not valid at this time. */
export const onlyDateWrong: Fact = (seen) => {
  const refused = refusedCertificate(seen);
  if (refused === null) return unknown('the certificate could not be looked at');
  const words = certificateWords(refused);
  return isDateCode(refused.code) ? whether(refused.certificate.vouched, words) : no(words);
};

/**
 * Certificates are judged by our clock. The status page's `Date` header tells whether it is right to a day; and if the
 * page's own certificate seems out of date as well, two companies are less likely to be wrong than one clock.
 */
export const clockRight: Fact = ({ page }) => {
  const { status, incidents } = page;
  if (status.kind === 'failed' && isDateCode(status.code) && status.certificate?.vouched)
    return no(
      `the status page's certificate seems out of date, too: ${certificateWords({ ...status, certificate: status.certificate })}`,
    );
  const skew = [status, incidents].flatMap((one) =>
    one.kind === 'not_run' || one.skewMs === null ? [] : [one.skewMs],
  )[0];
  if (skew === undefined) return unknown('no other clock was seen');
  const off = Math.round(Math.abs(skew) / day);
  return off < 1 ? yes('the status page has the same date') : no(`the status page is ${off} days away`);
};

/** `issued by “Proxy CA” for api.intercom.io, valid until 2026-11-20`. Empty when none was seen. */
export function certificateOf(seen: Observations): string {
  const refused = refusedCertificate(seen);
  return refused === null ? 'not to be seen' : certificateWords(refused);
}

function certificateWords({ code, certificate }: Refused): string {
  const { issuer, names } = certificate;
  const date = dateWords(code, certificate);
  return `issued by “${issuer}” for ${names.slice(0, 2).join(', ') || 'no name'}${date === null ? '' : `, ${date}`}`;
}

type Refused = { code: string; certificate: RefusedCertificate };

function refusedCertificate(seen: Observations): Refused | null {
  const api = apiExchange(seen);
  if (api.kind !== 'failed' || api.certificate === null) return null;
  return { code: api.code, certificate: api.certificate };
}

const isCertificateCode = (code: string) => /CERT|SELF_SIGNED|UNABLE_TO_/.test(code);
const isPlainText = (code: string) =>
  /^(ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG|EPROTO)$/.test(code);

function onFailure(seen: Observations, test: (api: Failed) => boolean) {
  const api = apiExchange(seen);
  return api.kind === 'failed' ? whether(test(api), briefly(api)) : unknown(briefly(api));
}
