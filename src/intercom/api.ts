import { z } from 'zod';
import type { Exchange, Identity, Region } from '../domain/triage/observation.ts';
import { type Reply, send } from './client.ts';

/** The version that requests pin, so that the app's own setting changes nothing. */
export const apiVersion = '2.14';

/** `/me` with our token: what was seen, and whom it identified. A token that is missing or unusable is not sent. */
export async function askMe(
  apiUrl: string,
  token: string | null,
  timeoutMs: number,
  now: () => number,
): Promise<{ me: Exchange; identity: Identity }> {
  const problem = tokenProblem(token);
  if (problem !== null) return { me: { kind: 'not_run', why: problem }, identity: null };
  const { exchange, json } = await get(apiUrl, token, timeoutMs, now);
  return { me: exchange, identity: identityOf(json) };
}

/** `/me` on the same host without a token. Any answer below 500 proves the host alive; a 401 is the good one. */
export async function askEdge(apiUrl: string, timeoutMs: number, now: () => number): Promise<Exchange> {
  return (await get(apiUrl, null, timeoutMs, now)).exchange;
}

function get(apiUrl: string, token: string | null, timeoutMs: number, now: () => number): Promise<Reply> {
  const url = `${apiUrl.replace(/\/+$/, '')}/me`;
  return send({ url, token, timeoutMs, headers: { 'intercom-version': apiVersion } }, now);
}

function tokenProblem(token: string | null): string | null {
  if (token === null || token === '') {
    return 'INTERCOM_ACCESS_TOKEN is not set: put it into the environment or .env, and restart';
  }
  return /^[\x21-\x7e]+$/.test(token)
    ? null
    : 'INTERCOM_ACCESS_TOKEN holds a space, line break or other sign that no token has: set it again, and restart';
}

const admin = z.looseObject({
  type: z.literal('admin'),
  app: z
    .looseObject({
      region: z
        .string()
        .transform((region) => region.toLowerCase())
        .nullable()
        .catch(null),
    })
    .nullable()
    .catch(null),
});

const regions = z.enum(['us', 'eu', 'au']);

/** `/me` answers an admin with its app, whose region names the host and the status sub-page. */
function identityOf(json: unknown): Identity {
  if (json === undefined) return null;
  const parsed = admin.safeParse(json);
  if (!parsed.success) return { kind: 'other', region: null };
  const region = regions.safeParse(parsed.data.app?.region);
  const known: Region | null = region.success ? region.data : null;
  return { kind: 'admin', region: known };
}
