import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { declare, send } from '../../../demo/browser/actions.ts';
import { button, channel, headline, modal, saying } from '../../../demo/browser/locators.ts';
import { tabTo } from '../support/keyboard.ts';
import { press } from '../support/menus.ts';
import { inBrowser } from '../support/sandbox.ts';

async function close(page: Page, summary: string): Promise<void> {
  await send(page, '/intercom-incident close It is over');
  const form = modal(page, 'Close INC-');
  await form.getByLabel('Summary').fill(summary);
  await button(form, 'Close').click();
  await headline(page).getByText('CLOSED', { exact: true }).waitFor();
}

const folded = (page: Page) => page.locator('summary', { hasText: 'Canvas: Postmortem' });
const canvas = (page: Page) => page.getByRole('region', { name: 'Canvas Postmortem' });

inBrowser("A channel's canvas", (sandbox) => {
  test.each(['mouse', 'keyboard'] as const)(
    'shows the postmortem after the close, opened by %s',
    async (by) => {
      const page = await sandbox().open('alice');
      await declare(page, `Canvas by ${by}`);
      expect(await folded(page).count()).toBe(0);
      await close(page, 'Chats hung');
      await folded(page).waitFor();
      expect(await canvas(page).isVisible()).toBe(false);
      if (by === 'mouse') await folded(page).click();
      else {
        await tabTo(page, folded(page));
        await page.keyboard.press('Enter');
      }
      const shown = canvas(page);
      await shown.getByText('Chats hung').waitFor();
      expect(await shown.getByRole('heading', { level: 3 }).allTextContents()).toEqual([
        'Summary',
        'Timeline',
        'Root Cause',
        'Impact',
        'Action Items',
        'People',
      ]);

      await press(page, button(saying(page, 'Postmortem of INC-').last(), 'Edit postmortem'), by);
      const form = modal(page, 'Postmortem of INC-');
      await form.getByLabel('Summary').fill('Chats hung for an hour');
      await press(page, button(form, 'Save'), by);
      await saying(page, 'postmortem corrected.').waitFor();
      sandbox().workspace.clock.advance(60_000);
      await shown.getByText('Chats hung for an hour').waitFor();
    },
  );

  test('fits into a narrow window', async () => {
    const page = await sandbox().open('alice', { viewport: { width: 420, height: 800 } });
    await send(page, '/intercom-incident open P1 Narrow canvas');
    await button(modal(page, 'Declare an incident'), 'Declare').click();
    await saying(page, 'declared. Its channel').last().waitFor();
    await button(page, 'Channels').click();
    await channel(page, 'inc-\\d+-narrow-canvas').click();
    await close(page, 'Chats hung');
    await folded(page).click();
    await canvas(page).getByText('Chats hung').waitFor();
    const facts = canvas(page).locator('p').filter({ hasText: 'Severity:' });
    const lines = await facts.evaluate((one) => one.getBoundingClientRect().height / 19.5);
    expect(Math.round(lines)).toBe(4);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(420);
  });
});
