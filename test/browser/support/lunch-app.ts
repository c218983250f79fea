import type { App } from '@slack/bolt';
import type { SandboxSetup } from '../../../packages/slack-sandbox/run-cli.ts';
import type { AppUnderTest } from '../../../packages/slack-sandbox/server/app.ts';
import { unknownApp } from '../../../packages/slack-sandbox/server/app.ts';
import { everyEvent, everyScope } from '../../../packages/slack-sandbox/slack/all-scopes.ts';
import { install } from '../../sandbox/slack/support/bolt.ts';

const dishes = ['Pizza', 'Pide', 'Ramen', 'Salad'];
const commands: AppUnderTest['commands'] = ['/dish', '/order', '/remind'].map((command) => ({
  command,
  description: '',
  usage: '',
  forms: [],
}));

/** An app that the sandbox knows nothing of: it offers dishes in external selects, and schedules a message. */
export async function lunchApp(): Promise<SandboxSetup> {
  let now = (): number => 0;
  const { workspace, stop } = await install('http', (app) => listen(app, () => now()), {
    scopes: everyScope,
    events: everyEvent,
  });
  now = () => workspace.clock.now();
  return { workspace, app: { ...unknownApp, commands }, services: [], hints: [], stop };
}

const dishSelect = {
  type: 'external_select' as const,
  action_id: 'dish',
  min_query_length: 2,
  placeholder: { type: 'plain_text' as const, text: 'Find a dish' },
};

function listen(app: App, now: () => number): void {
  app.options('dish', ({ ack, options }) => {
    const found = dishes.filter((dish) => dish.toLowerCase().startsWith(options.value.toLowerCase()));
    return ack({
      options: found.map((dish) => ({ text: { type: 'plain_text' as const, text: dish }, value: dish })),
    });
  });
  app.command('/dish', async ({ ack, say }) => {
    await ack();
    const text = { type: 'mrkdwn' as const, text: 'Which dish?' };
    await say({ text: 'Which dish?', blocks: [{ type: 'section', text, accessory: dishSelect }] });
  });
  app.action({ type: 'block_actions', action_id: 'dish' }, async ({ ack, action, say }) => {
    await ack();
    if (action.type === 'external_select') await say?.(`You chose ${action.selected_option?.value}.`);
  });
  app.command('/order', async ({ ack, client, command }) => {
    await ack();
    const plain = (text: string) => ({ type: 'plain_text' as const, text });
    const blocks = [{ type: 'input' as const, block_id: 'order', label: plain('Dish'), element: dishSelect }];
    await client.views.open({
      trigger_id: command.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'order',
        private_metadata: command.channel_id,
        title: plain('Order lunch'),
        submit: plain('Order'),
        blocks,
      },
    });
  });
  app.view('order', async ({ ack, view, client }) => {
    await ack();
    const dish = view.state.values.order?.dish?.selected_option?.value;
    await client.chat.postMessage({ channel: view.private_metadata, text: `${dish} is ordered.` });
  });
  app.command('/remind', async ({ ack, client, command }) => {
    await ack();
    const post_at = Math.floor(now() / 1000) + 600;
    await client.chat.scheduleMessage({ channel: command.channel_id, text: 'Lunch is ready.', post_at });
  });
}
