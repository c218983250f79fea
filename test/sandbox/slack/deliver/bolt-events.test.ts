import type { App } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import { type Installed, install, type Transport } from '../support/bolt.ts';
import { eventsOf } from '../support/events.ts';

let installed: Installed | null = null;

afterEach(async () => {
  await installed?.stop();
  installed = null;
});

describe.each<Transport>(['socket', 'http'])('events with Bolt over %s', (transport) => {
  test("a mention is answered in its thread, and the bot doesn't hear itself", async () => {
    const received: string[] = [];
    installed = await install(transport, (app) => {
      app.event('app_mention', async ({ event, say }) => {
        await say({ text: `You said: ${event.text}`, thread_ts: event.ts });
      });
      app.message(async ({ message }) => {
        received.push(message.channel);
      });
    });
    const { workspace } = installed;
    const asked = workspace.person('alice').post('incidents', '@incident_bot help');
    await workspace.until(() => workspace.channel('incidents').thread(asked.ts).length > 0, 'the answer');
    await workspace.idle();
    expect(workspace.channel('incidents').thread(asked.ts)[0]?.text).toContain('You said: <@');
    expect(eventsOf(workspace, 'message')).toHaveLength(2);
    expect(received).toEqual(['C0INCIDENTS']);
  });

  test('a message shortcut opens a modal for the message', async () => {
    installed = await install(transport, (app) => {
      app.shortcut('add_to_timeline', async ({ ack, shortcut, client }) => {
        await ack();
        const text = shortcut.type === 'message_action' ? String(shortcut.message.text) : '';
        await client.views.open({
          trigger_id: shortcut.trigger_id,
          view: {
            type: 'modal',
            title: { type: 'plain_text', text: 'Timeline' },
            blocks: [{ type: 'section', text: { type: 'plain_text', text } }],
          },
        });
      });
    });
    const { workspace } = installed;
    const alice = workspace.person('alice');
    const note = workspace.person('bob').post('incidents', 'DNS is back');
    expect(await alice.shortcut('add_to_timeline', note)).toEqual({ ok: true });
    await workspace.until(() => alice.modal, 'the modal');
    expect(alice.screen).toBe('== Timeline ==\nDNS is back\n');
  });

  test('a command that no listener handles times out for the person', async () => {
    installed = await install(transport, () => undefined, { ackTimeout: 200 });
    expect(await installed.workspace.person('alice').command('/unheard')).toEqual({
      ok: false,
      error: 'operation_timeout',
    });
  });

  test('respond() replaces the ephemeral whose button was clicked', async () => {
    installed = await install(transport, respondListeners);
    const { workspace } = installed;
    const alice = workspace.person('alice');
    expect(await alice.command('/panel')).toMatchObject({ ok: true, text: 'Panel' });
    const [panel] = alice.ephemerals();
    await alice.click(panel ?? { channel: '', ts: '' }, 'Done');
    const replaced = await workspace.until(
      () => alice.ephemerals().find((shown) => shown.text === 'All done'),
      'the new text',
    );
    expect(replaced.ts).toBe(panel?.ts);
  });
});

function respondListeners(app: App): void {
  const text = { type: 'plain_text' as const, text: 'Done' };
  app.command('/panel', async ({ ack }) => {
    await ack({
      text: 'Panel',
      blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'done', text }] }],
    });
  });
  app.action('done', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'All done', replace_original: true });
  });
}

describe('Event delivery to a Bolt app', () => {
  test('runs a resent event again, marked as a retry', async () => {
    const retries: (number | undefined)[] = [];
    installed = await install('http', (app) => {
      app.event('reaction_added', async ({ context }) => {
        retries.push(context.retryNum);
      });
    });
    const { workspace } = installed;
    const message = workspace.person('alice').post('incidents', 'x');
    workspace.person('bob').react(message, 'pushpin');
    await workspace.idle();
    const sent = workspace.deliveries.find((delivery) => delivery.type === 'reaction_added');
    await workspace.redeliver(String(sent?.id));
    await workspace.idle();
    expect(retries).toEqual([undefined, 1]);
  });

  test.each([undefined, 'refresh_requested' as const])(
    'recovers after its Socket Mode connection ended (%s), with the events that waited',
    async (reason) => {
      const received: string[] = [];
      const hear = (app: App): void =>
        app.event('reaction_added', async ({ event }) => {
          received.push(event.reaction);
        });
      installed = await install('socket', hear, {}, { clientPingTimeout: 300 });
      const { workspace } = installed;
      const message = workspace.person('alice').post('incidents', 'x');
      await workspace.idle();
      workspace.dropConnections(reason);
      await workspace.until(() => workspace.connections === 0, 'the end of the connection');
      workspace.person('bob').react(message, 'pushpin');
      await workspace.until(() => workspace.connections === 1, 'the new connection');
      await workspace.idle();
      expect(received).toEqual(['pushpin']);
    },
  );
});
