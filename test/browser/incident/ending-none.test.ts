import { expect, test } from 'vitest';
import { send } from '../../../demo/browser/actions.ts';
import { button, channel, composer, headline, modal, saying } from '../../../demo/browser/locators.ts';
import { pressOn, tabTo, writeIn } from '../support/keyboard.ts';
import { inBrowser } from '../support/sandbox.ts';

inBrowser('A false alarm', (sandbox) => {
  test('is joined instead of declared again, and cancelled by form with the mouse and with the keyboard', async () => {
    const page = await sandbox().open('alice');
    await send(page, '/intercom-incident open P1 Inbox down');
    await button(modal(page, 'Declare an incident'), 'Declare').click();
    await saying(page, 'INC-1 declared').waitFor();

    await send(page, '/intercom-incident open P1 Agents cannot open the inbox');
    const again = modal(page, 'Declare an incident');
    await again.getByText('Looks like yours:').waitFor();
    await button(again, 'Join instead').click();
    const joined = modal(page, 'Join instead');
    await joined.getByText("You're in its channel").waitFor();
    await button(joined, 'Close').first().click();

    await channel(page, 'inc-1-inbox-down').click();
    await headline(page).getByText('Pinned').waitFor();
    await send(page, '/intercom-incident cancel It was a load test');
    const form = modal(page, 'Cancel INC-1');
    expect(await form.getByLabel('Why').inputValue()).toBe('It was a load test');
    await form.getByLabel('Reason').click();
    await page.getByRole('option', { name: 'False alarm' }).click();
    await button(form, 'Cancel incident').click();
    await headline(page).getByText('CANCELLED', { exact: true }).waitFor();

    await button(headline(page), 'Reopen').click();
    await button(modal(page, 'Reopen INC-1'), 'Reopen').click();
    await headline(page).getByText('INVESTIGATING', { exact: true }).waitFor();
    const { keyboard } = page;
    await tabTo(page, composer(page));
    await keyboard.type('/intercom-incident cancel');
    await keyboard.press('Enter');
    const once = modal(page, 'Cancel INC-1');
    await tabTo(page, once.getByLabel('Reason'));
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await writeIn(page, once.getByLabel('Why'), 'A test alert');
    await pressOn(page, button(once, 'Cancel incident'));
    await headline(page).getByText('CANCELLED', { exact: true }).waitFor();
  });
});
