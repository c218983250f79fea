import { onTestFinished } from 'vitest';
import type { apiScenarios } from '../../../packages/intercom-sandbox/scenarios.ts';
import { startIntercom } from '../../../packages/intercom-sandbox/start.ts';
import { type Ask, type Request, send } from '../../../src/intercom/http/client.ts';
import { now } from './server.ts';

/** The token of these tests; nothing that comes back may hold it. */
export const token = 'dG9rOnNlY3JldC1mb3ItdGVzdHM=';

/** One request through the real client, which must have been made. */
export async function get(url: string, more: Partial<Request> = {}) {
  const reply = await send({ url, timeoutMs: 2_000, ...more }, now);
  if (reply.exchange.kind === 'not_run') throw new Error(reply.exchange.why);
  return { ...reply, exchange: reply.exchange };
}

/** Makes requests as a triage does, each with the same deadline. */
export const asking =
  (timeoutMs: number): Ask =>
  (request) =>
    send({ ...request, timeoutMs }, now);

/** `/me` of a simulated Intercom in the given state. */
export async function askSimulated(api: keyof typeof apiScenarios, timeoutMs = 2_000) {
  const simulated = await startIntercom({ token, now });
  onTestFinished(() => simulated.stop());
  await simulated.set({ api });
  const reply = await get(`${simulated.apiUrl}/me`, { token, timeoutMs });
  return { ...reply, simulated };
}
