import type { Exchange, Failed, Observations, RefusedCertificate } from '../observation.ts';
import { briefly, dateWords, isDateCode } from './exchange.ts';
import { type Fact, no, unknown, whether, yes } from './fact.ts';
import { apiExchange } from './requests.ts';
import { clockOff, pageSkew, pageTime } from './response-details.ts';

/** TLS failures due to a certificate, or to the other side not speaking TLS at all. Alerts are something else. */
export const certificateFailed: Fact = (observations) =>
  onFailure(
    observations,
    ({ code, timedOut }) => !timedOut && (isCertificateCode(code) || isPlainText(code)),
  );

/** TLS was spoken to something that responds in plain text (OpenSSL, measured on Node 20). */
export const plainTextAnswered: Fact = (observations) =>
  onFailure(observations, ({ code }) => isPlainText(code));

/** The certificate is valid, but for another host. */
export const wrongName: Fact = (observations) =>
  onFailure(observations, ({ code }) => code === 'ERR_TLS_CERT_ALTNAME_INVALID');

/** The certificate is Intercom's as far as we can see, from a public authority, but not valid at this time. */
export const onlyDateWrong: Fact = (observations) => {
  const refused = refusedCertificate(observations);
  if (refused === null) return unknown("the certificate couldn't be inspected");
  const words = certificateWords(refused);
  return isDateCode(refused.code) ? whether(refused.certificate.vouched, words) : no(words);
};

/**
 * Certificates are judged by our clock. The status page's `Date` header is a second one: a certificate that isn't valid
 * by that clock either is out of date, however wrong ours may be. If the page's own certificate seems out of date as
 * well, two companies are less likely to be wrong than one clock.
 */
export const outOfDateElsewhere: Fact = (observations) => {
  const { status } = observations.page;
  if (status.kind === 'failed' && isDateCode(status.code) && status.certificate?.vouched)
    return no(
      `the status page's certificate looks out of date too: ${certificateWords({ ...status, certificate: status.certificate })}`,
    );
  const skew = pageSkew(observations);
  if (skew === null) return unknown('there was no other clock to compare');
  const now = pageTime(observations);
  if (now === observations.at) return yes('the status page has the same time');
  const { from = null, until = null } = refusedCertificate(observations)?.certificate ?? {};
  if (from === null || until === null) return unknown("its dates couldn't be read");
  const holds = from <= now && now <= until;
  const off = clockOff(skew, "the status page's");
  return whether(!holds, `our clock is ${off}; by that one it is ${holds ? 'valid' : 'out of date too'}`);
};

/** `issued by “Proxy CA” for api.intercom.io, valid until 2026-11-20`. */
export const certificateOf = (observations: Observations): string =>
  shownWords(refusedCertificate(observations));

/** The same for our health endpoint. */
export const healthCertificateOf = ({ health }: Observations): string =>
  shownWords(refusedIn(health.exchange));

const shownWords = (refused: Refused | null) =>
  refused === null ? 'details not available' : certificateWords(refused);

function certificateWords({ code, certificate }: Refused): string {
  const { issuer, names } = certificate;
  const date = dateWords(code, certificate);
  return `issued by “${issuer}” for ${names.slice(0, 2).join(', ') || 'no name'}${date === null ? '' : `, ${date}`}`;
}

type Refused = { code: string; certificate: RefusedCertificate };

const refusedCertificate = (observations: Observations) => refusedIn(apiExchange(observations));

function refusedIn(exchange: Exchange): Refused | null {
  if (exchange.kind !== 'failed' || exchange.certificate === null) return null;
  return { code: exchange.code, certificate: exchange.certificate };
}

/** Is it our own health endpoint's certificate that isn't accepted? Then the service behind it wasn't seen. */
export const healthCertificateFailed: Fact = ({ health: { exchange } }) =>
  exchange.kind === 'failed'
    ? whether(!exchange.timedOut && isCertificateCode(exchange.code), briefly(exchange))
    : no(briefly(exchange));

const isCertificateCode = (code: string) => /CERT|SELF_SIGNED|UNABLE_TO_/.test(code);
const isPlainText = (code: string) =>
  /^(ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG|EPROTO)$/.test(code);

function onFailure(observations: Observations, test: (api: Failed) => boolean) {
  const api = apiExchange(observations);
  return api.kind === 'failed' ? whether(test(api), briefly(api)) : unknown(briefly(api));
}
