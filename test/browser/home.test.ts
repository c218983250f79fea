import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { declare, send } from '../../demo/browser/actions.ts';
import { button, headline, modal, saying } from '../../demo/browser/locators.ts';
import { writeIn } from './support/keyboard.ts';
import { press } from './support/menus.ts';
import { overflowing } from './support/overflow.ts';
import { inBrowser } from './support/sandbox.ts';

/** A folder for pictures of each window, to be looked at; none are taken without it. */
const { PICTURES: folder } = process.env;

const home = (page: Page): Locator => page.getByRole('region', { name: 'Home' });
const form = (page: Page): Locator => modal(page, 'Find an incident');

async function openHome(page: Page, by: 'mouse' | 'keyboard' = 'mouse'): Promise<void> {
  const channels = button(page, 'Channels');
  if (await channels.isVisible()) await channels.click();
  const app = page.getByRole('navigation', { name: 'Channels and apps' });
  await press(page, app.getByRole('button', { name: /^Incident Bot/ }), by);
  await press(page, button(page.getByRole('main'), 'Home'), by);
  await home(page).getByText('Figures of the last 30 days').waitFor();
}

inBrowser('The Home tab', (sandbox) => {
  test.each(['mouse', 'keyboard'] as const)('shows figures, and finds an incident by %s', async (by) => {
    const page = await sandbox().open('alice');
    await declare(page, `Found by ${by}`);
    await openHome(page, by);
    await home(page).getByText('Time to acknowledge').waitFor();
    await press(page, button(home(page), 'Find an incident'), by);
    const words = form(page).getByLabel('Words');
    if (by === 'mouse') await words.fill(`found by ${by}`);
    else await writeIn(page, words, `found by ${by}`);
    await press(page, button(form(page), 'Find'), by);
    await form(page).getByText(`INVESTIGATING: Found by ${by}`).waitFor();
    await press(page, button(form(page), 'Close').first(), by);
    await form(page).waitFor({ state: 'hidden' });
  });

  test.each([
    [1280, 'light'],
    [1280, 'dark'],
    [420, 'light'],
    [420, 'dark'],
  ] as const)('and the forms of figures fit into a window of %i px, %s', async (width, colorScheme) => {
    const { open, intercom, workspace } = sandbox();
    await intercom.set({ api: 'unavailable' });
    const page = await open('alice', { colorScheme });
    const look = async (name: string) => {
      if (folder) await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
      expect(await overflowing(page)).toEqual([]);
    };
    await declare(page, `Seen at ${width} px ${colorScheme}`);
    await button(headline(page), 'Take command').click();
    workspace.clock.advance(25 * 60_000);
    await send(page, '/intercom-incident resolve It recovered');
    await button(modal(page, 'Resolve INC-'), 'Resolve anyway').click();
    await headline(page).getByText('RESOLVED', { exact: true }).waitFor();
    await page.setViewportSize({ width, height: 900 });
    await send(page, '/intercom-incident times');
    await modal(page, 'Times of INC-').waitFor();
    await look('times');
    await page.keyboard.press('Escape');
    await send(page, '/intercom-incident figures');
    await saying(page, 'Figures of the last 30 days').waitFor();
    await look('figures');
    await send(page, '/intercom-incident figures intercom');
    await saying(page, 'Outages caused by Intercom in').last().waitFor();
    await look('outages');
    await openHome(page);
    await workspace.idle();
    await look('home');
    // At once, because the bot publishes the tab anew whenever it's opened.
    await home(page)
      .getByText('Action items')
      .evaluate((line) => line.scrollIntoView());
    await look('home-figures');
    await button(home(page), 'Find an incident').click();
    await form(page).waitFor();
    await look('find');
    await form(page).getByLabel('Words').fill('seen P1');
    await button(form(page), 'Find').click();
    await form(page).getByText('[P1]').first().waitFor();
    await look('found');
    await page.keyboard.press('Escape');
    await form(page).waitFor({ state: 'hidden' });
  });
});
