import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { closePane, declare, openPane, send } from '../../demo/browser/actions.ts';
import {
  button,
  channel,
  composer,
  diagnosis,
  headline,
  modal,
  saying,
  side,
} from '../../demo/browser/locators.ts';
import { subcommands } from '../../src/slack/text/subcommands.ts';
import { overflowing } from './support/overflow.ts';
import { inBrowser } from './support/sandbox.ts';

const phone = { viewport: { width: 420, height: 800 } };

inBrowser('A newcomer to the page', (sandbox) => {
  test('is told what to do first, and one click does it', async () => {
    const page = await sandbox().open('alice');
    const first = page.getByRole('region', { name: 'What to do first' });
    await first.getByText('/intercom-incident open P1 Conversations not loading').waitFor();
    await button(first, 'Try it').click();
    const form = modal(page, 'Declare an incident');
    expect(await form.getByLabel('Title').inputValue()).toBe('Conversations not loading');
    await button(form, 'Cancel').click();
    await form.waitFor({ state: 'hidden' });
    await send(page, 'Good morning');
    await first.waitFor({ state: 'detached' });
  });

  test('is offered every subcommand, each with a line about it', async () => {
    const page = await sandbox().open('alice');
    await composer(page).fill('/intercom-incident ');
    const offers = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
    await offers.first().waitFor();
    expect(await offers.locator('small').allTextContents()).toEqual(
      Object.values(subcommands).map(({ does }) => does),
    );
    await page.keyboard.press('ArrowUp');
    const [last, list] = await Promise.all([boxOf(offers.last()), boxOf(page.getByRole('listbox'))]);
    expect(last.y).toBeGreaterThanOrEqual(list.y);
    expect(bottom(last)).toBeLessThanOrEqual(bottom(list));
  });

  test("sees the response to a command wherever they were, from its beginning if it's long", async () => {
    const page = await sandbox().open('alice', phone);
    for (const line of ['help', 'list', 'help']) {
      await page.getByRole('log').evaluate((log) => log.parentElement?.scrollTo(0, 0));
      const answers = saying(page, 'Only visible to you');
      const before = await answers.count();
      await send(page, `/intercom-incident ${line}`);
      await answers.nth(before).waitFor();
      await expect.poll(() => beginningIsSeen(page, answers.last())).toBe(true);
    }
  });
});

inBrowser('The panes', (sandbox) => {
  test('of a channel, its thread, and the simulation are side by side at 1280 px, and stacked below', async () => {
    const page = await sandbox().open('alice');
    await declare(page, 'Inbox is empty');
    await button(headline(page), 'Take command').click();
    await headline(page).getByRole('button', { name: '1 reply' }).click();
    await openPane(page, 'Simulation');
    const thread = page.getByRole('complementary', { name: 'Thread' });
    const boxes = () =>
      Promise.all([boxOf(page.getByRole('main')), boxOf(thread), boxOf(side(page, 'Simulation'))]);
    const [first, second, third] = await boxes();
    expect([second.x, third.x]).toEqual([right(first), right(second)]);
    expect(first.width).toBeGreaterThanOrEqual(400);
    expect(right(third)).toBe(1280);
    expect(await overflowing(page)).toEqual([]);

    await page.setViewportSize({ width: 1200, height: 900 });
    const [, above, below] = await boxes();
    expect([below.x, below.width]).toEqual([above.x, above.width]);
    expect(below.y).toBe(bottom(above));
    expect(await overflowing(page)).toEqual([]);
  });

  test('leave nothing beyond the edge of a window of 420 px', async () => {
    const page = await sandbox().open('alice', phone);
    expect(await overflowing(page)).toEqual([]);
    await send(page, '/intercom-incident open P1 Replies are late');
    const form = modal(page, 'Declare an incident');
    await form.waitFor();
    expect(await overflowing(page)).toEqual([]);
    await button(form, 'Declare').click();
    await saying(page, 'declared. Its channel').last().waitFor();
    await button(page, 'Channels').click();
    expect(await overflowing(page)).toEqual([]);
    await channel(page, 'inc-\\d+-replies-are-late').click();
    await diagnosis(page).waitFor();
    expect(await overflowing(page)).toEqual([]);
    for (const line of ['status', 'timeline', 'postmortem', 'support', 'explain 429', 'help']) {
      const answers = saying(page, 'Only visible to you');
      const before = await answers.count();
      await send(page, `/intercom-incident ${line}`);
      await answers.nth(before).waitFor();
    }
    expect(await overflowing(page)).toEqual([]);
    for (const pane of ['Simulation', 'Inspector'] as const) {
      await openPane(page, pane);
      expect(await overflowing(page)).toEqual([]);
      await closePane(page, pane);
    }
  });
});

type Box = Awaited<ReturnType<typeof boxOf>>;

async function boxOf(place: Locator) {
  const box = await place.boundingBox();
  return box ?? expect.fail(`${place} is not shown.`);
}

const right = ({ x, width }: Box): number => x + width;
const bottom = ({ y, height }: Box): number => y + height;

/** Whether a message is in sight, or at least its beginning where it is higher than the log. */
async function beginningIsSeen(page: Page, message: Locator): Promise<boolean> {
  const [box, log] = await Promise.all([boxOf(message), boxOf(page.locator('.log'))]);
  const end = Math.min(bottom(box), box.y + log.height);
  return box.y >= log.y - 1 && end <= bottom(log) + 1;
}
