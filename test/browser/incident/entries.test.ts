import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { declare, send } from '../../../demo/browser/actions.ts';
import { button, modal, saying } from '../../../demo/browser/locators.ts';
import { writeIn } from '../support/keyboard.ts';
import { choose, press } from '../support/menus.ts';
import { inBrowser } from '../support/sandbox.ts';

/** The answer to `timeline`, as it was asked for last. */
const timeline = (page: Page): Locator => saying(page, 'Timeline of INC-').last();
const menu = (page: Page): Locator => button(timeline(page), 'More options').last();

/** Asks for the timeline, and waits for a line in it. */
async function show(page: Page, command: string, words: string | RegExp): Promise<void> {
  const before = await saying(page, 'Timeline of INC-').count();
  await send(page, `/intercom-incident ${command}`);
  await expect.poll(() => saying(page, 'Timeline of INC-').count()).toBe(before + 1);
  await timeline(page).getByText(words).waitFor();
}

inBrowser('A timeline entry', (sandbox) => {
  test.each(['mouse', 'keyboard'] as const)('is edited, hidden, and restored by %s', async (by) => {
    const page = await sandbox().open('alice');
    await declare(page, `Edited by ${by}`);
    await send(page, '/intercom-incident note The cahce is cold');
    await saying(page, 'note added').waitFor();

    await show(page, 'timeline', 'The cahce is cold');
    await choose(page, menu(page), 'Edit entry', by);
    const form = page.getByRole('dialog', { name: /^Edit entry #\d+$/ });
    expect(await form.getByLabel('Text').inputValue()).toBe('The cahce is cold');
    if (by === 'mouse') await form.getByLabel('Text').fill('The cache is cold');
    else await writeIn(page, form.getByLabel('Text'), 'The cache is cold');
    await press(page, button(form, 'Save'), by);
    await form.waitFor({ state: 'hidden' });

    await show(page, 'timeline', 'The cache is cold');
    await choose(page, menu(page), 'Hide entry', by);
    await saying(page, 'hidden. It stays on record.').waitFor();
    await show(page, 'timeline all', 'The cache is cold');
    await timeline(page).locator('.line-through').getByText('The cache is cold').waitFor();
    await choose(page, menu(page), 'Restore entry', by);
    await saying(page, 'restored.').waitFor();
    await show(page, 'timeline', 'The cache is cold');
  });

  test.each(['mouse', 'keyboard'] as const)(
    'is moved in time by %s, and stays if its form is refused',
    async (by) => {
      const page = await sandbox().open('alice');
      await declare(page, `Moved by ${by}`);
      await show(page, 'timeline', 'First alert');
      await choose(page, button(timeline(page), 'More options').first(), 'Edit entry', by);
      const form = page.getByRole('dialog', { name: /^Edit entry #1$/ });
      const when = form.getByLabel('When');
      const stood = await when.inputValue();
      const day = new Date(`${stood}Z`);
      day.setUTCFullYear(day.getUTCFullYear() + 1);
      await when.fill(day.toISOString().slice(0, stood.length));
      await press(page, button(form, 'Save'), by);
      await form.getByText('That time is in the future.').waitFor();
      day.setUTCFullYear(day.getUTCFullYear() - 1);
      day.setUTCHours(day.getUTCHours() - 1);
      await when.fill(day.toISOString().slice(0, stood.length));
      await press(page, button(form, 'Save'), by);
      await form.waitFor({ state: 'hidden' });
    },
  );

  test.each(['mouse', 'keyboard'] as const)('is found on an older page by %s', async (by) => {
    const page = await sandbox().open('alice');
    await declare(page, `Paged by ${by}`);
    for (let note = 1; note <= 12; note += 1) {
      await send(page, `/intercom-incident note Step ${note} of many`);
      await saying(page, 'note added')
        .nth(note - 1)
        .waitFor();
    }
    await show(page, 'timeline', 'Step 12 of many');
    expect(await timeline(page).innerText()).not.toContain('First alert');
    await press(page, button(timeline(page), 'Older'), by);
    await timeline(page).getByText('First alert').waitFor();
    await press(page, button(timeline(page), 'Newer'), by);
    await timeline(page).getByText('Step 12 of many').waitFor();
    expect(await modal(page, 'Edit entry').count()).toBe(0);
  });
});
