import { usualStatus } from '../../explain/catalogue.ts';
import { calendarDay } from '../../text/format-time.ts';
import type { Answered, Exchange, Failed, RefusedCertificate, RequestStage } from '../observation.ts';

/**
 * The HTTP status that an exchange amounts to. An error body counts whatever the status line says (a 200 with
 * `rate_limit_exceeded` is a 429); a 4xx/5xx whose body broke off still counts. Null without an HTTP response.
 */
export function statusOf(exchange: Exchange): number | null {
  switch (exchange.kind) {
    case 'not_run':
      return null;
    case 'failed':
      return exchange.status !== null && exchange.status >= 400 ? exchange.status : null;
    case 'answered': {
      const code = exchange.errors[0]?.code ?? null;
      if (exchange.status >= 300 || code === null) return exchange.status;
      return usualStatus(code) ?? exchange.status;
    }
  }
}

/** The error codes in the body, in order. */
export function codesOf(exchange: Exchange): string[] {
  if (exchange.kind === 'not_run') return [];
  return exchange.errors.flatMap(({ code }) => (code === null ? [] : [code]));
}

/** The error messages in the body on one line, for rules that have nothing better to go by. */
export function messagesOf(exchange: Exchange): string {
  if (exchange.kind === 'not_run') return '';
  return exchange.errors.map(({ message }) => message ?? '').join(' ');
}

/** What an exchange saw, in a few words: `503 service_unavailable after 120 ms`. */
export function briefly(exchange: Exchange): string {
  switch (exchange.kind) {
    case 'not_run':
      return exchange.why;
    case 'failed': {
      const status = exchange.status === null ? '' : `${exchange.status}, then `;
      return `${status}${failureWords(exchange)} after ${Math.round(exchange.ms)} ms`;
    }
    case 'answered': {
      const code = codesOf(exchange)[0] ?? oddBody(exchange);
      return `${exchange.status}${code === null ? '' : ` ${code}`} after ${Math.round(exchange.ms)} ms`;
    }
  }
}

/** What is odd about the body of a 2xx. */
function oddBody({ status, body, cut, mislabelled }: Answered): string | null {
  if (status >= 300) return null;
  if (cut) return 'with more than 1 MB';
  switch (body) {
    case 'json':
      return null;
    case 'html':
      return 'with an HTML page';
    case 'empty':
      return 'with an empty body';
    case 'text':
      return mislabelled ? 'with broken JSON' : 'with plain text';
  }
}

/** What the API does, to follow "Intercom's API …": `returns 503`, `drops the connection (ECONNRESET)`. */
export function symptom(exchange: Exchange): string {
  const status = statusOf(exchange);
  if (status !== null) return `returns ${status}`;
  if (exchange.kind === 'failed') return failureSymptom(exchange);
  return "wasn't checked";
}

function failureSymptom({ stage, code, timedOut }: Failed): string {
  if (timedOut) {
    return stage === 'body' ? "starts responding but doesn't finish before the timeout" : 'times out';
  }
  switch (stage) {
    case 'proxy':
      return `can't be reached through our proxy (${code})`;
    case 'dns':
      return `doesn't resolve in DNS (${code})`;
    case 'connect':
      return code === 'ECONNREFUSED' ? `refuses connections (${code})` : `can't be reached (${code})`;
    case 'tls':
      return `fails the TLS handshake (${code})`;
    case 'headers':
      return code.startsWith('HPE') || code === 'HTTPParserError'
        ? `returns invalid HTTP (${code})`
        : `drops the connection (${code})`;
    case 'body':
      return `cuts its responses short (${code})`;
  }
}

const stageWords: Readonly<Record<RequestStage, string>> = {
  proxy: 'at our proxy',
  dns: 'during DNS lookup',
  connect: 'connecting',
  tls: 'in the TLS handshake',
  headers: 'waiting for a response',
  body: 'reading the body',
};

function failureWords({ stage, code, timedOut, certificate }: Failed): string {
  const date = certificate !== null && isDateCode(code) ? dateWords(code, certificate) : null;
  if (date !== null) return `${code} (certificate ${date}) ${stageWords[stage]}`;
  return `${timedOut ? 'timed out' : code} ${stageWords[stage]}`;
}

/** Is it the certificate's date that is wrong (OpenSSL's names, as Node reports them)? */
export const isDateCode = (code: string) => code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID';

/** `expired on 2026-11-20`, `not valid before 2027-01-01`, `valid until 2027-01-01`. Null if the date isn't known. */
export function dateWords(code: string, { from, until }: RefusedCertificate): string | null {
  if (code === 'CERT_NOT_YET_VALID' && from !== null) return `not valid before ${calendarDay(from)}`;
  if (until === null) return null;
  return code === 'CERT_HAS_EXPIRED'
    ? `expired on ${calendarDay(until)}`
    : `valid until ${calendarDay(until)}`;
}
