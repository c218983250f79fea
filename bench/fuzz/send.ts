import { createHmac } from 'node:crypto';
import { Agent, request } from 'undici';
import type { JsonObject } from '../../packages/slack-sandbox/slack/json.ts';
import type { Stage } from './harness.ts';
import type { Mutant } from './mutate.ts';

/** How the bot handled a payload: a status, an acknowledgement (200), no response in time, or a dropped connection. */
export type Outcome = {
  readonly status: number | 'timeout' | 'lost';
  readonly ms: number;
  readonly bytes: number;
};

/** Sends one payload; `signed`: with the right secret. */
export type Send = (mutant: Mutant, signed: boolean) => Promise<Outcome>;

/** How long the bot has, ms: Slack's own limit. */
export const ackWithinMs = 3_000;

/** Over HTTP as it is, signed after it was mutated. `close` ends the connections. */
export function httpSender(stage: Stage, connections: number): { send: Send; close(): Promise<void> } {
  const agent = new Agent({ connections });
  const url = `http://127.0.0.1:${stage.port}/slack/events`;
  return {
    close: () => agent.close(),
    async send(mutant, signed) {
      const { type, body } = encoded(mutant);
      const seconds = String(Math.floor(Date.now() / 1000));
      const secret = signed ? stage.workspace.signingSecret : 'another secret';
      const digest = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
      const headers = {
        'content-type': type,
        'x-slack-request-timestamp': seconds,
        'x-slack-signature': `v0=${digest}`,
      };
      return timed(Buffer.byteLength(body), async () => {
        const answer = await request(url, {
          method: 'POST',
          headers,
          body,
          dispatcher: agent,
          signal: AbortSignal.timeout(2 * ackWithinMs),
        });
        await answer.body.dump();
        return answer.statusCode;
      });
    },
  };
}

/** Over Socket Mode, in the envelope of its kind; text that isn't JSON is sent as text. */
export const socketSender =
  (stage: Stage): Send =>
  (mutant) =>
    timed(mutant.json.length, async () => {
      const answer = await Promise.race([
        stage.workspace.send(mutant.kind, parsed(mutant.json)),
        stage.gone.then(() => ({ kind: 'lost' as const })),
      ]);
      return answer.kind === 'acked' ? 200 : answer.kind === 'refused' ? answer.status : answer.kind;
    });

async function timed(bytes: number, work: () => Promise<Outcome['status']>): Promise<Outcome> {
  const begun = performance.now();
  const status = await work().catch((error: unknown) =>
    error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'lost',
  );
  return { status, ms: performance.now() - begun, bytes };
}

function encoded({ kind, json }: Mutant): { type: string; body: string } {
  if (kind === 'events_api') return { type: 'application/json', body: json.toWellFormed() };
  const fields: readonly (readonly [string, string])[] =
    kind === 'interactive'
      ? [['payload', json]]
      : Object.entries(parsed(json)).map(([key, value]) => [
          key,
          typeof value === 'string' ? value : JSON.stringify(value),
        ]);
  const body = fields
    .map(
      ([key, value]) =>
        `${encodeURIComponent(key.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`,
    )
    .join('&');
  return { type: 'application/x-www-form-urlencoded', body };
}

function parsed(json: string): JsonObject {
  try {
    return JSON.parse(json);
  } catch {
    return { payload: json };
  }
}
