import type { Locator, Page } from 'playwright-core';
import { button } from '../../../demo/browser/locators.ts';
import { pressOn } from './keyboard.ts';

/** Chooses a line of the menu behind a button: by mouse, or from the keyboard alone. */
export async function choose(
  page: Page,
  menu: Locator,
  line: string,
  by: 'mouse' | 'keyboard',
): Promise<void> {
  const item = page.getByRole('menuitem', { name: line });
  if (by === 'mouse') {
    await menu.click();
    await item.click();
    return;
  }
  await pressOn(page, menu);
  await item.waitFor();
  while (!(await item.evaluate((one) => one === document.activeElement)))
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** Presses a button: by mouse, or from the keyboard alone. */
export async function press(page: Page, target: Locator, by: 'mouse' | 'keyboard'): Promise<void> {
  if (by === 'mouse') await target.click();
  else await pressOn(page, target);
}

/** The menu of the tools above a message, which the mouse finds by pointing at it, and the keyboard by its arrows. */
export async function chooseTool(page: Page, message: Locator, line: string, by: 'mouse' | 'keyboard') {
  const more = button(message, 'More actions');
  if (by === 'mouse') await message.hover();
  else {
    await pressOn(page, button(message, 'Add reaction'), 'ArrowRight');
    while (!(await more.evaluate((one) => one === document.activeElement)))
      await page.keyboard.press('ArrowRight');
  }
  await choose(page, more, line, by);
}
