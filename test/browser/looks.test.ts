import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { declare, openPane, send } from '../../demo/browser/actions.ts';
import {
  button,
  channel,
  composer,
  diagnosis,
  headline,
  modal,
  saying,
} from '../../demo/browser/locators.ts';
import { inBrowser } from './support/sandbox.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

inBrowser("The sandbox's page", (sandbox) => {
  test('opened without a name shows the first person, and keeps them in its URL', async () => {
    const { openAt, workspace } = sandbox();
    const page = await openAt('/');
    await composer(page).waitFor();
    const { id } = workspace.person('alice');
    expect(new URL(page.url()).searchParams.get('as')).toBe(id);
    await page.getByLabel('Act as').selectOption('Bob Baker');
    await send(page, 'It is me');
    await saying(page, 'It is me').getByText('Bob Baker').waitFor();
  });

  test.each(['light', 'dark'] as const)('has no serious accessibility problem in %s', async (colorScheme) => {
    const page = await sandbox().open('alice', { colorScheme, bypassCSP: true });
    await page.addScriptTag({ content: axe });
    await declare(page, `Inbox is empty ${colorScheme}`);
    await send(page, 'Look at this, @bob: `503` and *nothing* else');
    await send(page, '/intercom-incident status');
    await saying(page, 'Only visible to you').waitFor();
    expect(await faults(page)).toEqual([]);
    await button(headline(page), 'Post update').click();
    await modal(page, 'Update INC-').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await openPane(page, 'Simulation');
    expect(await faults(page)).toEqual([]);
    await openPane(page, 'Inspector');
    await page
      .getByRole('button', { name: /^chat\.postMessage/ })
      .first()
      .click();
    await button(page, 'Copy arguments').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Views' }).click();
    expect(await faults(page)).toEqual([]);
  });

  test('shows the time in UTC, too, to a person whose clock shows another', async () => {
    const page = await sandbox().open('bob');
    await page.getByText(/^America\/New York, \d\d:\d\d UTC$/).waitFor();
  });

  test('switches between light and dark, and keeps the choice', async () => {
    const page = await sandbox().open('alice', { colorScheme: 'light' });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await button(page, 'Switch to dark').click();
    await button(page, 'Switch to light').waitFor();
    expect(await ground()).not.toBe(light);
    await page.reload();
    await button(page, 'Switch to light').waitFor();
  });

  test('works in a narrow window: an incident is declared, read, and taken over', async () => {
    const page = await sandbox().open('alice', { viewport: { width: 420, height: 800 } });
    await send(page, '/intercom-incident open P1 Narrow');
    await button(modal(page, 'Declare an incident'), 'Declare').click();
    await saying(page, 'declared. Its channel').last().waitFor();
    await button(page, 'Channels').click();
    await channel(page, 'inc-\\d+-narrow').click();
    await diagnosis(page).waitFor();
    await button(headline(page), 'Take command').click();
    await headline(page)
      .getByText(/Commander:\s+@alice/)
      .waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(420);
    const [simulation, inspector] = await Promise.all(
      ['Simulation', 'Inspector'].map((name) => button(page, name).boundingBox()),
    );
    const gap = (inspector?.x ?? 0) - ((simulation?.x ?? 0) + (simulation?.width ?? 0));
    expect(gap).toBeGreaterThanOrEqual(4);
  });
});

/** What axe finds serious or critical on the page now: the rule, and where. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
