import type { Health } from '../../domain/triage/observation.ts';
import type { Ask } from '../http/client.ts';
import { readHealth } from './health-shapes.ts';

/** These say that the endpoint wasn't found or isn't open to us, and nothing about the service behind it. */
const tellsNothing: readonly number[] = [401, 403, 404, 405, 429];

/** Reads our own integration's health endpoint. Without a URL the check doesn't run, and the result says so. */
export async function readOurHealth(ask: Ask, url: string | null): Promise<Health> {
  if (url === null) {
    const why = "HEALTH_CHECK_URL isn't set, so our own service wasn't checked";
    return { exchange: { kind: 'not_run', why }, reading: null };
  }
  const headers = { accept: 'application/health+json, application/json, text/plain;q=0.5' };
  const { exchange, text } = await ask({ url, headers, follow: 2 });
  if (exchange.kind !== 'answered' || tellsNothing.includes(exchange.status))
    return { exchange, reading: null };
  return { exchange, reading: readHealth(text, exchange.status, exchange.cut) };
}
