import { expect, test } from 'vitest';
import { declare, send } from '../../../demo/browser/actions.ts';
import { button, headline, modal, saying } from '../../../demo/browser/locators.ts';
import { tabTo } from '../support/keyboard.ts';
import { press } from '../support/menus.ts';
import { inBrowser } from '../support/sandbox.ts';

inBrowser("An incident's roles", (sandbox) => {
  test.each(['mouse', 'keyboard'] as const)('are assigned and given up in one form by %s', async (by) => {
    const page = await sandbox().open('alice');
    await declare(page, `Roles by ${by}`);
    const form = modal(page, 'Roles of INC-');
    const open = async () => {
      await send(page, '/intercom-incident roles');
      await press(page, button(saying(page, 'Roles of INC-').last(), 'Change roles'), by);
      await form.waitFor();
    };
    const give = async (role: string, name: string) => {
      const field = form.getByLabel(role);
      if (by === 'mouse') {
        await field.click();
        await page.getByRole('option', { name: `@${name}` }).click();
        return;
      }
      await tabTo(page, field);
      await page.keyboard.type(name);
      await page.keyboard.press('Enter');
    };
    await open();
    await give('Comms lead', 'bob');
    await give('Scribe', 'carol');
    await press(page, button(form, 'Change roles'), by);
    await form.waitFor({ state: 'hidden' });
    await headline(page)
      .getByText(/Comms lead:\s+@bob/)
      .waitFor();

    await open();
    expect(await form.getByLabel('Comms lead').inputValue()).toBe('Bob Baker');
    await give('Comms lead', 'carol');
    await press(page, button(form, 'Change roles'), by);
    await headline(page)
      .getByText(/Comms lead:\s+@carol/)
      .waitFor();
  });
});
