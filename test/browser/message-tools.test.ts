import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { declare, openPane, send } from '../../demo/browser/actions.ts';
import { button, diagnosis, saying } from '../../demo/browser/locators.ts';
import { inBrowser } from './support/sandbox.ts';

inBrowser("A message's toolbar", (sandbox) => {
  test.each([420, 1280])('leaves the message readable in a window %i px wide', async (width) => {
    const page = await sandbox().open('alice');
    await declare(page, `Wide ${width}`);
    await diagnosis(page).waitFor();
    for (const word of ['First', 'Second'])
      await send(page, `${word} ${'words that go on and on '.repeat(12)}`);
    await saying(page, 'Second words').waitFor();
    await page.setViewportSize({ width, height: 800 });
    if (width > 899) await openPane(page, 'Simulation');
    const messages = page.locator('.main .message');
    const count = await messages.count();
    expect(count).toBeGreaterThan(3);
    for (let at = 0; at < count; at += 1) {
      await messages.nth(at).hover();
      await page.waitForFunction((n) => {
        const tools = document.querySelectorAll('.main .message')[n]?.querySelector('.tools');
        return !tools || getComputedStyle(tools).opacity === '1';
      }, at);
      expect(await coveredWords(page, at)).toEqual([]);
    }
  });

  test("catches no click while it's hidden, and stays while the mouse moves to it", async () => {
    const page = await sandbox().open('alice');
    await send(page, 'A line to point at');
    await send(page, 'Another line below it');
    const message = saying(page, 'Another line below it');
    await message.waitFor();
    await page.mouse.move(0, 0);
    const caught = () =>
      page.evaluate(
        () =>
          [...document.querySelectorAll('.main .tools')].filter((tools) => {
            const { left, top, width, height } = tools.getBoundingClientRect();
            return document.elementFromPoint(left + width / 2, top + height / 2)?.closest('.tools') === tools;
          }).length,
      );
    expect(await caught()).toBe(0);
    await message.hover();
    expect(await caught()).toBe(1);
    await button(message, 'More actions').click();
    await page.getByRole('menuitem', { name: 'Edit message' }).waitFor();
  });

  test('can be reached on the first message of a thread, too', async () => {
    const page = await sandbox().open('alice');
    await send(page, 'What a thread begins with');
    const message = saying(page, 'What a thread begins with');
    await message.hover();
    await button(message, 'Reply in thread').click();
    const first = page.locator('.thread .message').first();
    await first.hover();
    await button(first, 'More actions').click();
    await page.getByRole('menuitem', { name: 'Edit message' }).waitFor();
    const [pane, tools] = await Promise.all(
      ['.thread .log', '.thread .tools'].map((part) => page.locator(part).first().boundingBox()),
    );
    expect(tools?.y).toBeGreaterThanOrEqual(pane?.y ?? 0);
  });
});

/** The words of a message, by its place in the channel, that its own tools cover. */
const coveredWords = (page: Page, at: number): Promise<string[]> =>
  page.evaluate((n) => {
    const message = document.querySelectorAll('.main .message')[n];
    const tools = message?.querySelector('.tools');
    if (!message || !tools) return [];
    const over = tools.getBoundingClientRect();
    const covered: string[] = [];
    const walker = document.createTreeWalker(message, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.textContent?.trim() || node.parentElement?.closest('.tools, .sr-only')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const crosses = [...range.getClientRects()].some(
        ({ left, right, top, bottom }) =>
          left < over.right && right > over.left && top < over.bottom && bottom > over.top,
      );
      if (crosses) covered.push(node.textContent);
    }
    return covered;
  }, at);
