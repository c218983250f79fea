import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { declare, send } from '../../../demo/browser/actions.ts';
import { button, headline, modal, saying } from '../../../demo/browser/locators.ts';
import { tabTo, writeIn } from '../support/keyboard.ts';
import { press } from '../support/menus.ts';
import { inBrowser } from '../support/sandbox.ts';

type By = 'mouse' | 'keyboard';

const form = (page: Page): Locator => modal(page, 'INC-');
const owner = (page: Page): Locator => form(page).getByRole('combobox', { name: /^Owner/ });

async function write(page: Page, label: string, text: string, by: By): Promise<void> {
  const field = form(page).getByLabel(label);
  if (by === 'mouse') await field.fill(text);
  else await writeIn(page, field, text);
}

async function give(page: Page, name: string, by: By): Promise<void> {
  if (by === 'mouse') {
    await owner(page).click();
    await page.getByRole('option', { name: `@${name}` }).click();
    return;
  }
  await tabTo(page, owner(page));
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

inBrowser('An action item', (sandbox) => {
  test.each(['mouse', 'keyboard'] as const)('is added, edited, and dropped by %s', async (by) => {
    const page = await sandbox().open('alice');
    await declare(page, `Items by ${by}`);
    const submit = async (name: string) => {
      await press(page, button(form(page), name), by);
      await form(page).waitFor({ state: 'hidden' });
    };
    await press(page, button(headline(page), 'Add action item'), by);
    await write(page, 'What', 'Alert on 429', by);
    await give(page, 'bob', by);
    await submit('Add');
    await saying(page, /action item added: Alert on 429 \(@bob/).waitFor();

    await send(page, '/intercom-incident todos');
    const list = saying(page, 'Action items of INC-').last();
    await press(page, button(list, 'Edit'), by);
    expect(await owner(page).inputValue()).toBe('Bob Baker');
    await write(page, 'What', 'Alert on 429 and 503', by);
    await submit('Save');
    await saying(page, 'action item changed: Alert on 429 and 503').waitFor();

    await send(page, '/intercom-incident todos');
    await press(page, button(list, 'Drop'), by);
    await write(page, 'Why', 'Done by the platform team', by);
    await submit('Drop');
    await send(page, '/intercom-incident todos');
    await list.getByText('dropped').waitFor();
    await list.getByText('Done by the platform team').waitFor();
  });
});
