import { App, type Receiver } from '@slack/bolt';
import { createLog } from '../../../src/app/log.ts';
import { boltLog } from '../../../src/slack/transport/bolt-log.ts';

/** What Bolt is made with, and given. */
export type Options = ConstructorParameters<typeof App>[0];
export type Incoming = Parameters<App['processEvent']>[0];

/** A payload of each kind, by the same person. */
export const who = { id: 'U0ALICE', team_id: 'T1' };
export const event = {
  type: 'event_callback',
  event_id: 'Ev1',
  team_id: 'T1',
  event: { type: 'app_home_opened' },
};
export const command = { command: '/x', text: 'a', user_id: 'U0ALICE', channel_id: 'C1', team_id: 'T1' };
export const press = {
  type: 'block_actions',
  user: who,
  team: { id: 'T1' },
  actions: [{ action_id: 'a', block_id: 'b', type: 'button' }],
};
export const form = {
  type: 'view_submission',
  user: who,
  team: { id: 'T1' },
  view: { callback_id: 'v', private_metadata: '' },
};
export const shortcut = { type: 'message_action', callback_id: 's', user: who, team: { id: 'T1' } };
export const kinds = { event, command, press, form, shortcut };

/** Takes payloads by hand. */
export class Hand implements Receiver {
  app: App | null = null;
  init(app: App): void {
    this.app = app;
  }
  async start(): Promise<void> {}
  async stop(): Promise<void> {}
}

/** Bolt as the bot sets it up, and what it does with one payload, in order. */
export function bolt(options: Options = {}) {
  const steps: string[] = [];
  const receiver = new Hand();
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: 'xoxb-test', botId: 'B1', botUserId: 'U0BOT', teamId: 'T1' }),
    convoStore: false,
    logger: boltLog(createLog('silent')),
    ...options,
  });
  app.error(async (error) => {
    throw error;
  });
  const take = (body: Incoming['body']): Promise<void> | undefined =>
    receiver.app?.processEvent({ body, ack: async () => void steps.push('ack') });
  return { app, steps, take };
}
