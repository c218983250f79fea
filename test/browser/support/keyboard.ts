import type { Locator, Page } from 'playwright-core';

/** More stops than a page with a whole incident has. */
const most = 200;

/** Goes with the Tab key, or backwards with Shift+Tab, to this element. Throws when it is not reached. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < most; stop += 1) {
    const way = await wayTo(target);
    if (way === 'here') return;
    await page.keyboard.press(way === 'before' ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`The Tab key does not lead to ${target}.`);
}

/** Where the element stands, seen from the one that has the focus. */
const wayTo = (target: Locator): Promise<'here' | 'before' | 'after'> =>
  target.evaluate((element) => {
    const focused = document.activeElement ?? document.body;
    if (focused === element) return 'here';
    return focused.compareDocumentPosition(element) === Node.DOCUMENT_POSITION_PRECEDING ? 'before' : 'after';
  });

/** Goes to this element and presses a key on it, Enter unless said otherwise. */
export async function pressOn(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Goes to this field and writes over what stands in it. */
export async function writeIn(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}
