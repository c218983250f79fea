import type { Page } from 'playwright-core';
import { button, channel, composer, diagnosis, modal } from './locators.ts';

/** Types a line into the composer and sends it, once no form is open: nobody types behind one. */
export async function send(page: Page, line: string): Promise<void> {
  await page.getByRole('dialog').first().waitFor({ state: 'hidden' });
  await composer(page).fill(line);
  await button(page, 'Send').click();
}

/** Declares a P1 with this title, and goes to its channel once its diagnosis is there. */
export async function declare(page: Page, title: string): Promise<void> {
  await send(page, `/intercom-incident open P1 ${title}`);
  const form = modal(page, 'Declare an incident');
  await button(form, 'Declare').click();
  await form.waitFor({ state: 'hidden' });
  const name = title.toLowerCase().replaceAll(' ', '-');
  await channel(page, `inc-\\d+-${name}`).click();
  await diagnosis(page).waitFor();
}

type Pane = 'Simulation' | 'Inspector';

/** Opens a pane on the right. */
export async function openPane(page: Page, name: Pane): Promise<void> {
  await button(page, name).click();
  await page.getByRole('complementary', { name }).waitFor();
}

/** Closes it by the button in its heading. */
export async function closePane(page: Page, name: Pane): Promise<void> {
  await button(page, `Close ${name}`).click();
  await page.getByRole('complementary', { name }).waitFor({ state: 'hidden' });
}
