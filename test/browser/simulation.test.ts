import { expect, test } from 'vitest';
import { declare, openPane, send } from '../../demo/browser/actions.ts';
import { button, diagnosis, headline, saying, side } from '../../demo/browser/locators.ts';
import { inBrowser } from './support/sandbox.ts';

inBrowser('In the Simulation panel,', (sandbox) => {
  test('breaking Intercom changes the next diagnosis', async () => {
    const page = await sandbox().open('alice');
    await declare(page, 'Replies are late');
    await diagnosis(page).getByText("Whose problem: Nobody's").waitFor();
    await openPane(page, 'Simulation');
    await side(page, 'Simulation').getByLabel('Its API').selectOption('401: token revoked');
    await button(headline(page), 'Run triage').click();
    await diagnosis(page).getByText('Whose problem: Ours').waitFor();
    expect(await diagnosis(page).innerText()).toContain('token_revoked');
    await side(page, 'Simulation').getByLabel('Its API').selectOption('Healthy');
  });

  test('a lost response from Slack leads to nothing done twice', async () => {
    const page = await sandbox().open('alice');
    await declare(page, 'Messenger is gone');
    await openPane(page, 'Simulation');
    const outside = side(page, 'Simulation');
    await button(outside, 'Done, response lost').click();
    await outside.getByRole('list', { name: 'Planned trouble' }).waitFor();
    await button(headline(page), 'Take command').click();
    await outside.getByText('No faults queued.').waitFor();
    await button(outside, '+5 min').click();
    await headline(page)
      .getByText(/Commander:\s+@alice/)
      .waitFor();
    await headline(page).getByRole('button', { name: '1 reply' }).waitFor();

    await openPane(page, 'Inspector');
    const inspector = side(page, 'Inspector');
    await inspector.getByLabel('Method, outcome or text').fill('no answer');
    await inspector.getByRole('tabpanel').getByRole('listitem').first().waitFor();
  });

  test('a stopped bot is shown as stopped, and continues once started', async () => {
    const page = await sandbox().open('alice');
    await openPane(page, 'Simulation');
    const outside = side(page, 'Simulation');
    await button(outside, 'Stop').click();
    await outside.getByText('Stopped').waitFor();
    await send(page, '/intercom-incident list');
    await page.getByText('/intercom-incident failed with the error "dispatch_failed".').waitFor();
    await button(outside, 'Start').click();
    await outside.getByText('Running').waitFor();
    await send(page, '/intercom-incident list');
    await saying(page, 'Replies are late').waitFor();
  });
});
