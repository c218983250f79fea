import { createHmac } from 'node:crypto';
import { request } from 'undici';
import type { Harness } from '../../../../demo/harness.ts';
import type { Person } from '../../../../packages/slack-sandbox/slack/people/person.ts';
import { overhear } from '../../../support/overhear.ts';

type Sent = { readonly status: number; readonly body: string };
type Block = { readonly type?: unknown; readonly block_id?: unknown };

/**
 * Sends the bot, in HTTP mode, what no honest client would: an interaction with a body of one's own. It is signed
 * with the workspace's secret, or with another one given.
 */
export async function signRequest(
  stage: Harness,
  payload: Readonly<Record<string, unknown>>,
  secret = stage.workspace.signingSecret,
): Promise<Sent> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const seconds = String(Math.floor(Date.now() / 1000));
  const digest = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  const answer = await request(`http://127.0.0.1:${stage.bot.port}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': seconds,
      'x-slack-signature': `v0=${digest}`,
    },
    body,
  });
  return overhear({ status: answer.statusCode, body: await answer.body.text() });
}

/** The latest press of a button, as Slack sent it, with another value and at another moment. */
export function forgedPress(stage: Harness, actionId: string, value: string): Record<string, unknown> {
  const press = stage.workspace.deliveries.findLast(
    ({ type, payload }) =>
      type === 'block_actions' && JSON.stringify(payload.actions).includes(`"${actionId}"`),
  );
  if (!press) throw new Error(`Nobody has pressed ${actionId}.`);
  const [action] = Array.isArray(press.payload.actions) ? press.payload.actions : [];
  return { ...press.payload, actions: [{ ...Object(action), value, action_ts: '1795270000.000001' }] };
}

/** The submission of a person's open modal with values that Slack's client would refuse, by block id. */
export function forgedSubmission(
  stage: Harness,
  person: Person,
  values: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Record<string, unknown> {
  const { modal } = person;
  if (!modal) throw new Error(`${person.name} has no open modal.`);
  const state = Object.entries(values).map(([block, value]) => [block, { value }]);
  return {
    type: 'view_submission',
    team: { id: stage.workspace.teamId, domain: 'sandbox' },
    user: { id: person.id, name: person.name, team_id: stage.workspace.teamId },
    api_app_id: 'A000000BOT',
    token: 'sandboxverificationtoken',
    trigger_id: '1.2.3',
    view: {
      id: modal.id,
      type: 'modal',
      callback_id: modal.callbackId,
      hash: modal.hash,
      private_metadata: modal.privateMetadata,
      blocks: modal.blocks.map(({ type, block_id }: Block) => ({ type, block_id })),
      state: { values: Object.fromEntries(state) },
    },
  };
}
