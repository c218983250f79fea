import { z } from 'zod';
import type { Answered, Exchange } from '../../domain/triage/observation.ts';
import { CallFailed, noAnswer, type Verdict, verdictOfStatus } from '../../resilience/verdict.ts';
import { apiVersion } from '../api.ts';
import { send } from '../http/client.ts';

/** Where to search, and with which token. `timeoutMs` is the total deadline of the one request. */
export type SearchSettings = { apiUrl: string; token: string; timeoutMs: number };

const found = z.looseObject({ total_count: z.int().nonnegative() });

/**
 * How many conversations a search finds, from one `POST /conversations/search`. `body` is the search as JSON. Throws
 * `CallFailed` with a verdict that tells people what happened and what to do about it. `now` is UNIX ms.
 */
export async function countConversations(
  { apiUrl, token, timeoutMs }: SearchSettings,
  body: string,
  now: () => number,
): Promise<number> {
  const url = `${apiUrl.replace(/\/+$/, '')}/conversations/search`;
  const headers = { 'intercom-version': apiVersion };
  const { exchange, json } = await send({ url, method: 'POST', token, timeoutMs, headers, body }, now);
  const read = found.safeParse(json);
  if (exchange.kind === 'answered' && exchange.status === 200 && read.success) return read.data.total_count;
  throw new CallFailed(verdictOf(exchange, now()));
}

function verdictOf(exchange: Exchange, nowMs: number): Verdict {
  switch (exchange.kind) {
    case 'not_run':
      return { kind: 'other', because: exchange.why };
    case 'failed':
      return noAnswer(`Intercom didn't respond (${exchange.code})`);
    case 'answered':
      return verdictOfAnswer(exchange, nowMs);
  }
}

function verdictOfAnswer({ status, errors, body, rateLimit }: Answered, nowMs: number): Verdict {
  if (status === 200) return noAnswer(`Intercom returned 200 without a count (${body})`);
  const resetAt = rateLimit?.resetAt ?? null;
  const verdict = verdictOfStatus(status, resetAt === null ? null : resetAt - nowMs);
  if (verdict.kind !== 'refused') return verdict;
  const code = errors[0]?.code;
  return {
    ...verdict,
    because: `Intercom rejected the search (${code ? `${status} ${code}` : status}): ${remedy(status)}`,
  };
}

function remedy(status: number): string {
  switch (status) {
    case 401:
      return 'check INTERCOM_ACCESS_TOKEN';
    case 403:
      return 'the token needs the permission to read conversations';
    default:
      return 'run `/intercom-incident triage` to see why';
  }
}
