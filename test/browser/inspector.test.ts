import { expect, test } from 'vitest';
import { declare, openPane } from '../../demo/browser/actions.ts';
import { button, saying, side } from '../../demo/browser/locators.ts';
import { inBrowser } from './support/sandbox.ts';

inBrowser('The inspector', (sandbox) => {
  test('shows a call with its arguments, and its view edited as JSON is shown or refused as Slack would', async () => {
    const page = await sandbox().open('alice');
    await declare(page, 'Inbox is empty');
    await openPane(page, 'Inspector');
    const inspector = side(page, 'Inspector');
    const filter = inspector.getByLabel('Method, outcome or text');
    await filter.fill('chat.postMessage');
    await inspector
      .getByRole('button', { name: /^chat\.postMessage/ })
      .last()
      .click();
    await button(inspector, 'Edit as JSON').click();

    const json = inspector.getByRole('textbox', { name: 'JSON' });
    const sent = await json.inputValue();
    expect(sent).toContain('"blocks"');
    await json.fill(JSON.stringify({ text: 'x', blocks: [{ type: 'header', text: 'no object' }] }, null, 2));
    await button(inspector, 'Show').click();
    await inspector.getByText('Slack would refuse this:').waitFor();
    await button(inspector, 'Line 6').click();
    expect(await json.evaluate((field) => field === document.activeElement)).toBe(true);

    await json.fill(JSON.stringify({ text: 'Deploy 481 is out' }));
    await button(inspector, 'Show').click();
    await inspector.getByText('shown to you in #inc-1-inbox-is-empty').waitFor();
    await saying(page, 'Deploy 481 is out').getByText('Only visible to you').waitFor();
  });

  test('shows what Slack sent the app, and what the app keeps', async () => {
    const page = await sandbox().open('alice');
    await openPane(page, 'Inspector');
    const inspector = side(page, 'Inspector');
    await inspector.getByRole('tab', { name: /^Deliveries/ }).click();
    await inspector
      .getByRole('button', { name: /view_submission/ })
      .first()
      .click();
    await inspector.getByRole('heading', { name: 'Payload' }).waitFor();
    await inspector.getByRole('tab', { name: /^Records/ }).click();
    await inspector.getByRole('button', { name: /^INC-1/ }).click();
    await inspector.getByText('wake:1').waitFor();
  });
});
