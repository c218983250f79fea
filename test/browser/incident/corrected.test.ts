import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { declare, send } from '../../../demo/browser/actions.ts';
import { button, headline, modal, saying } from '../../../demo/browser/locators.ts';
import { hourStartsAt } from '../support/hour.ts';
import { tabTo, writeIn } from '../support/keyboard.ts';
import { press } from '../support/menus.ts';
import { inBrowser } from '../support/sandbox.ts';

const ways = ['mouse', 'keyboard'] as const;

async function close(page: Page): Promise<void> {
  await send(page, '/intercom-incident resolve');
  await button(modal(page, 'Resolve INC-'), 'Resolve').click();
  await headline(page).getByText('RESOLVED', { exact: true }).waitFor();
  await send(page, '/intercom-incident close');
  await button(modal(page, 'Close INC-'), 'Close').click();
  await headline(page).getByText('CLOSED', { exact: true }).waitFor();
}

inBrowser(
  'What figures and the postmortem rest on',
  (sandbox) => {
    test.each(ways)('has its times corrected by %s, and a start in the future refused', async (by) => {
      const page = await sandbox().open('alice');
      await declare(page, `Times by ${by}`);
      await send(page, '/intercom-incident times');
      const form = modal(page, 'Times of INC-');
      const started = form.getByLabel('Started');
      if (by === 'mouse') await started.fill('2026-11-17T23:31');
      else {
        await tabTo(page, started);
        await page.keyboard.type('11172026');
        await page.keyboard.press('ArrowRight');
        await page.keyboard.type('1131PM');
      }
      await press(page, button(form, 'Save'), by);
      await form.getByText("Started can't be in the future.").waitFor();
      await started.fill('2026-11-17T13:31');
      await press(page, button(form, 'Save'), by);
      await form.waitFor({ state: 'hidden' });
      await saying(page, 'times corrected.').waitFor();
      await headline(page).getByText('13:31').first().waitFor();
    });

    test.each(ways)('has its postmortem edited by %s', async (by) => {
      const page = await sandbox().open('alice');
      await declare(page, `Reviewed by ${by}`);
      await close(page);
      await press(page, button(saying(page, 'Postmortem of INC-').last(), 'Edit postmortem'), by);
      const form = modal(page, 'Postmortem of INC-');
      const cause = form.getByLabel('Root cause');
      if (by === 'mouse') await cause.fill('The token was revoked');
      else await writeIn(page, cause, 'The token was revoked');
      await press(page, button(form, 'Save'), by);
      await form.waitFor({ state: 'hidden' });
      await saying(page, 'postmortem corrected.').waitFor();
      sandbox().workspace.clock.advance(11 * 60_000);
      await saying(page, 'Postmortem of INC-').getByText('version 2').waitFor();
    });
  },
  hourStartsAt,
);
