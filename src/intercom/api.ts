import { z } from 'zod';
import type { Exchange, Me, Region, Search, TokenIdentity } from '../domain/triage/observation.ts';
import type { Ask } from './http/client.ts';

/** The API version that requests pin, so that the app's own setting changes nothing. */
export const apiVersion = '2.14';

const headers = { 'intercom-version': apiVersion };

/** `/me`, with our token or without one. */
export async function askMe(ask: Ask, apiUrl: string, token: string | null): Promise<Me> {
  const { exchange, json } = await ask({ url: `${base(apiUrl)}/me`, token, headers });
  return { exchange, identity: identityOf(json) };
}

/** `/me` on the same host without a token. Any status below 500 proves the host alive; the expected one is 401. */
export async function askEdge(ask: Ask, apiUrl: string): Promise<Exchange> {
  return (await askMe(ask, apiUrl, null)).exchange;
}

/**
 * One search for conversations, within the last hour and returning at most one. It needs a scope and a plan, which
 * `/me` doesn't, and takes another path inside Intercom. Only the kind of the response is kept. `nowMs` is UNIX ms.
 */
export async function askSearch(ask: Ask, apiUrl: string, token: string, nowMs: number): Promise<Search> {
  const since = Math.floor(nowMs / 1_000) - 3_600;
  const query = { field: 'created_at', operator: '>', value: since };
  const body = JSON.stringify({ query, pagination: { per_page: 1 } });
  const url = `${base(apiUrl)}/conversations/search`;
  const { exchange, json } = await ask({ url, method: 'POST', token, headers, body });
  return { exchange, list: list.safeParse(json).success };
}

const base = (apiUrl: string) => apiUrl.replace(/\/+$/, '');

const list = z.looseObject({ total_count: z.number() });

const admin = z.looseObject({
  type: z.literal('admin'),
  app: z
    .looseObject({
      region: z
        .string()
        .transform((region) => region.toLowerCase())
        .nullable()
        .catch(null),
      id_code: z.string().max(40).nullable().catch(null),
    })
    .nullable()
    .catch(null),
});

const regions = z.enum(['us', 'eu', 'au']);

/** `/me` returns an admin with its app, whose region names the host and the status subpage. */
function identityOf(json: unknown): TokenIdentity {
  if (json === undefined) return null;
  const parsed = admin.safeParse(json);
  if (!parsed.success) return { kind: 'other', region: null };
  const region = regions.safeParse(parsed.data.app?.region);
  const known: Region | null = region.success ? region.data : null;
  return { kind: 'admin', region: known, appId: parsed.data.app?.id_code ?? null };
}
