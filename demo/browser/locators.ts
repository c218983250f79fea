import type { Locator, Page } from 'playwright-core';

/** The field to write in. */
export const composer = (page: Page): Locator => page.getByRole('textbox', { name: /^Message #/ });

/** A message in the open channel, by words in it. */
export const saying = (page: Page, words: string | RegExp): Locator =>
  page.getByRole('main').getByRole('article').filter({ hasText: words });

/** The incident's one headline. */
export const headline = (page: Page): Locator => saying(page, 'INCIDENT: Intercom Integration');

/** The newest diagnosis. */
export const diagnosis = (page: Page): Locator => saying(page, 'Whose problem:').last();

/** A channel in the sidebar, by the start of its name. */
export const channel = (page: Page, name: string): Locator =>
  page
    .getByRole('navigation', { name: 'Channels and apps' })
    .getByRole('button', { name: new RegExp(`^${name}`) });

/** A modal by its title. */
export const modal = (page: Page, title: string): Locator => page.getByRole('dialog', { name: title });

/** The column on the right. */
export const side = (page: Page, name: 'Simulation' | 'Inspector'): Locator =>
  page.getByRole('complementary', { name });

/** A button, by its exact name. */
export const button = (inside: Page | Locator, name: string): Locator =>
  inside.getByRole('button', { name, exact: true });
