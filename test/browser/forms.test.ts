import { expect, test } from 'vitest';
import { declare, send } from '../../demo/browser/actions.ts';
import { button, headline, modal, saying } from '../../demo/browser/locators.ts';
import { inBrowser } from './support/sandbox.ts';

inBrowser('A form in the browser', (sandbox) => {
  test('keeps its values if a field is refused, says why at that field, and moves to it', async () => {
    const page = await sandbox().open('alice');
    await declare(page, 'Replies are stuck');
    await button(headline(page), 'Change severity').click();
    const form = modal(page, 'Severity of INC-1');
    await form.getByLabel('Why').fill('More customers write');
    await button(form, 'Change severity').click();
    const severity = form.getByRole('combobox', { name: 'Severity', description: 'INC-1 is already P1.' });
    await severity.waitFor();
    expect(await severity.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await severity.getAttribute('aria-invalid')).toBe('true');
    expect(await form.getByLabel('Why').inputValue()).toBe('More customers write');
    await severity.click();
    await page.getByRole('option', { name: 'P2' }).click();
    await button(form, 'Change severity').click();
    await headline(page).getByText('[P2] INCIDENT').waitFor();
  });

  test('asks for a required field before the bot is told', async () => {
    const page = await sandbox().open('alice');
    await send(page, '/intercom-incident');
    const form = modal(page, 'Declare an incident');
    await button(form, 'Declare').click();
    await form.getByRole('textbox', { name: 'Title', description: /required field/ }).waitFor();
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
  });

  test("isn't needed to add a message to the timeline by its shortcut", async () => {
    const page = await sandbox().open('alice');
    await declare(page, 'Search is slow');
    await send(page, 'The deploy was at 13:58');
    const message = saying(page, 'The deploy was at 13:58');
    await message.hover();
    await button(message, 'More actions').click();
    await page.getByRole('menuitem', { name: /Add to incident timeline/ }).click();
    await saying(page, 'message added to the timeline').waitFor();
    await send(page, '/intercom-incident timeline');
    await saying(page, /Timeline of INC-2[\s\S]*The deploy was at 13:58/).waitFor();
  });
});
