import type { View } from '@slack/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ModalApp, startModalApp } from '../support/modal-app.ts';

let app: ModalApp;
beforeEach(async () => {
  app = await startModalApp();
});
afterEach(() => app.stop());

const select = { type: 'external_select', action_id: 'service', min_query_length: 2 };
const modal: View = {
  type: 'modal',
  callback_id: 'report',
  title: { type: 'plain_text', text: 'Report' },
  submit: { type: 'plain_text', text: 'Send' },
  blocks: [
    {
      type: 'input',
      block_id: 'where',
      label: { type: 'plain_text', text: 'Service' },
      element: { ...select, type: 'external_select' },
    },
  ],
};
const option = (name: string) => ({ text: { type: 'plain_text', text: name }, value: name.toLowerCase() });
const alice = () => app.workspace.person('alice');

describe('An external select', () => {
  test('asks the app for matching options and offers them', async () => {
    const id = await app.open(alice(), modal);
    app.answer = { options: [option('Payments'), option('Pages')] };
    expect(await alice().suggestions('modal', 'Service', 'pa')).toEqual(['Payments', 'Pages']);
    expect(app.interactions.at(-1)).toMatchObject({
      type: 'block_suggestion',
      action_id: 'service',
      block_id: 'where',
      value: 'pa',
      container: { type: 'view', view_id: id },
      view: { id, callback_id: 'report' },
      user: { id: alice().id },
    });
    expect(app.interactions.at(-1)).not.toHaveProperty('trigger_id');
  });

  test('accepts only an option that was offered, and sends it whole', async () => {
    await app.open(alice(), modal);
    app.answer = { option_groups: [{ label: option('EU').text, options: [option('Payments')] }] };
    await expect(alice().fill({ Service: 'Payments' })).rejects.toThrow('There is no option "Payments"');
    expect(await alice().suggestions('modal', 'Service', 'pay')).toEqual(['Payments']);
    app.answer = null;
    await alice().submit({ Service: 'Payments' });
    expect(app.interactions.at(-1)).toMatchObject({
      view: { state: { values: { where: { service: { selected_option: option('Payments') } } } } },
    });
  });

  test('asks nothing before enough was typed', async () => {
    await app.open(alice(), modal);
    await expect(alice().suggestions('modal', 'Service', 'p')).rejects.toThrow('Type at least 2 characters.');
  });

  test("shows what is wrong with options that Slack wouldn't accept", async () => {
    await app.open(alice(), modal);
    app.answer = { options: [{ text: 'Payments', value: 'payments' }] };
    await expect(alice().suggestions('modal', 'Service', 'pay')).rejects.toThrow(/options\/0\/text/);
  });

  test('in a message sends the message along, and keeps the choice', async () => {
    const channel = 'C0INCIDENTS';
    const blocks = [
      { type: 'actions', block_id: 'where', elements: [{ ...select, type: 'external_select' as const }] },
    ];
    const { ts = '' } = await app.client.chat.postMessage({ channel, text: 'Where?', blocks });
    app.answer = { options: [option('Payments')] };
    await alice().suggestions({ channel, ts }, 'service', 'pay');
    expect(app.interactions.at(-1)).toMatchObject({
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
      channel: { id: channel, name: 'incidents' },
      message: { ts },
    });
    app.answer = null;
    await alice().choose({ channel, ts }, 'service', 'Payments');
    expect(app.interactions.at(-1)).toMatchObject({
      type: 'block_actions',
      actions: [{ type: 'external_select', selected_option: option('Payments') }],
    });
  });
});
