import type { App } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import { type Installed, install, type Transport } from '../support/bolt.ts';

let installed: Installed | null = null;

afterEach(async () => {
  await installed?.stop();
  installed = null;
});

const modal = {
  type: 'modal' as const,
  callback_id: 'declare',
  notify_on_close: true,
  title: { type: 'plain_text' as const, text: 'Declare' },
  submit: { type: 'plain_text' as const, text: 'Open' },
  private_metadata: 'from the command',
  blocks: [
    {
      type: 'input' as const,
      block_id: 'title',
      label: { type: 'plain_text' as const, text: 'Title' },
      element: { type: 'plain_text_input' as const, action_id: 'value', max_length: 20 },
    },
    {
      type: 'input' as const,
      block_id: 'commander',
      optional: true,
      label: { type: 'plain_text' as const, text: 'Commander' },
      element: { type: 'users_select' as const, action_id: 'value' },
    },
  ],
};

function incidentListeners(app: App): void {
  app.command('/incident', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: modal });
  });
  app.view('declare', async ({ ack, view, client }) => {
    const title = view.state.values.title?.value?.value ?? '';
    if (title === 'bad') {
      await ack({ response_action: 'errors', errors: { title: 'Say more' } });
      return;
    }
    await ack();
    await client.chat.postMessage({
      channel: 'C0INCIDENTS',
      text: `Incident: ${title}`,
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: `*${title}*` } },
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'ack', text: { type: 'plain_text', text: 'Take command' } },
          ],
        },
      ],
    });
  });
  app.action('ack', async ({ ack, body, client }) => {
    await ack();
    await client.chat.postEphemeral({
      channel: 'C0INCIDENTS',
      user: body.user.id,
      text: 'You command now.',
    });
  });
}

describe.each<Transport>(['socket', 'http'])('a whole conversation with Bolt over %s', (transport) => {
  test('a command opens a modal, its submission posts a message, and its button replies privately', async () => {
    installed = await install(transport, incidentListeners);
    const { workspace } = installed;
    const alice = workspace.person('alice');

    expect(await alice.command('/incident', 'open', { in: 'incidents' })).toEqual({ ok: true });
    const opened = await workspace.until(() => alice.modal, 'the modal');
    expect(opened.fields.map((field) => field.label)).toEqual(['Title', 'Commander']);

    expect(await alice.submit({ Title: 'bad' })).toEqual({ errors: { Title: 'Say more' } });
    expect(await alice.submit({ Title: 'Inbox down', Commander: 'bob' })).toEqual({ closed: true });
    expect(alice.modal).toBeNull();

    const message = await workspace.until(() => workspace.channel('incidents').messages[0], 'the message');
    expect(message.text).toBe('Incident: Inbox down');
    expect(await alice.click(message, 'Take command')).toEqual({ ok: true });
    await workspace.until(() => alice.ephemerals('incidents').length > 0, 'the ephemeral');
    expect(alice.ephemerals('incidents')[0]?.text).toBe('You command now.');
  });
});
