import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { send } from '../../../demo/browser/actions.ts';
import { button, channel, composer, headline, modal, saying } from '../../../demo/browser/locators.ts';
import { hourStartsAt } from '../support/hour.ts';
import { tabTo, writeIn } from '../support/keyboard.ts';
import { choose, chooseTool, press } from '../support/menus.ts';
import { inBrowser } from '../support/sandbox.ts';

type By = 'mouse' | 'keyboard';
const ways = ['mouse', 'keyboard'] as const;

/** Says something in #general, and waits until it stands there. */
async function say(page: Page, words: string): Promise<void> {
  await send(page, words);
  await saying(page, words).waitFor();
}

async function write(page: Page, label: string, text: string, by: By): Promise<void> {
  const field = modal(page, 'Declare an incident').getByLabel(label);
  if (by === 'mouse') await field.fill(text);
  else await writeIn(page, field, text);
}

async function declared(page: Page, by: By): Promise<void> {
  const form = modal(page, 'Declare an incident');
  await press(page, button(form, 'Declare'), by);
  await form.waitFor({ state: 'hidden' });
}

inBrowser(
  'An incident is declared',
  (sandbox) => {
    test.each(ways)('from anywhere, with the time at which it started, by %s', async (by) => {
      const page = await sandbox().open('alice');
      await choose(page, button(page, 'Shortcuts'), 'Declare an incident', by);
      await write(page, 'Title', `Slow since by ${by}`, by);
      const started = modal(page, 'Declare an incident').getByLabel('Started');
      if (by === 'mouse') await started.fill('2026-11-17T13:31');
      else {
        await tabTo(page, started);
        await page.keyboard.type('11172026');
        await page.keyboard.press('ArrowRight');
        await page.keyboard.type('0131PM');
        expect(await started.inputValue()).toBe('2026-11-17T13:31');
      }
      await declared(page, by);
      await channel(page, `inc-\\d+-slow-since-by-${by}`).click();
      await headline(page).getByText('started').waitFor();
      expect(await headline(page).innerText()).toMatch(/started .*13:31/u);
    });

    test.each(ways)('from a message, whose thread says where, by %s', async (by) => {
      const page = await sandbox().open('alice');
      const words = `Chats hang for everybody, seen by ${by}`;
      await say(page, words);
      await chooseTool(page, saying(page, words), 'Declare from message', by);
      const impact = modal(page, 'Declare an incident').getByLabel('Impact');
      await expect.poll(() => impact.inputValue()).toBe(words);
      await write(page, 'Title', `Chats by ${by}`, by);
      await declared(page, by);
      await saying(page, words).getByText('1 reply').waitFor();
      await channel(page, `inc-\\d+-chats-by-${by}`).click();
      await headline(page).getByText(words).waitFor();
      await send(page, '/intercom-incident timeline');
      await saying(page, /Timeline of INC-/)
        .getByText(`alice: ${words}`)
        .waitFor();
    });

    test.each(ways)(
      'in a channel that people already use, with what they marked there, by %s',
      async (by) => {
        const { open, workspace } = sandbox();
        const page = await open('alice');
        const name = `support-${by}`;
        await press(page, button(page, 'Create a channel'), by);
        const creation = modal(page, 'Create a channel');
        await creation.getByLabel('Name').fill(name);
        await press(page, button(creation, 'Create'), by);
        await creation.waitFor({ state: 'hidden' });
        workspace.person('alice').invite(name, 'incident_bot');
        await composer(page)
          .and(page.getByRole('textbox', { name: `Message #${name}` }))
          .waitFor();
        await say(page, 'The inbox is blank');
        await chooseTool(page, saying(page, 'The inbox is blank'), 'Pin to channel', by);
        await saying(page, 'The inbox is blank').getByText('Pinned').waitFor();
        await send(page, '/intercom-incident adopt');
        const form = modal(page, 'Declare an incident');
        await form.getByText('The incident lives in this channel.').waitFor();
        await form.getByText('The inbox is blank').first().waitFor();
        await write(page, 'Title', `Blank by ${by}`, by);
        await declared(page, by);
        await headline(page).getByText('INVESTIGATING', { exact: true }).waitFor();
        await expect.poll(() => channel(page, `inc-\\d+-blank-by-${by}`).count()).toBe(0);
        await send(page, '/intercom-incident timeline');
        await saying(page, /Timeline of INC-/)
          .getByText('The inbox is blank')
          .waitFor();
      },
    );

    test.each(ways)('once, because the second person joins the open one instead, by %s', async (by) => {
      const { open } = sandbox();
      const page = await open('alice');
      await send(page, `/intercom-incident open P1 Search broken for ${by}`);
      await declared(page, by);
      await saying(page, 'declared.').last().waitFor();
      const bob = await open('bob');
      await send(bob, `/intercom-incident open P1 Search broken for ${by}`);
      const form = modal(bob, 'Declare an incident');
      await form.getByText('Looks like yours:').first().waitFor();
      await press(bob, button(form, 'Join instead').first(), by);
      const joined = modal(bob, 'Join instead');
      await joined.getByText("You're in its channel").waitFor();
      await press(bob, button(joined, 'Close').first(), by);
      await channel(bob, `inc-\\d+-search-broken-for-${by}`).waitFor();
    });
  },
  hourStartsAt,
);
