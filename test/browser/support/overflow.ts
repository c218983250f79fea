import type { Page } from 'playwright-core';

/** What goes beyond the right edge of the window, or makes a part of it scroll sideways. */
export const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('body, body *')]
      .filter((element) => {
        const { right, width } = element.getBoundingClientRect();
        const scrolls = ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
        return (
          (width > 0 && right > window.innerWidth + 1 && !element.matches('.sr-only, .sr-only *')) ||
          (scrolls && element.scrollWidth > element.clientWidth + 1)
        );
      })
      .map((element) => `${element.tagName} ${element.className}: ${element.textContent?.slice(0, 60)}`),
  );
