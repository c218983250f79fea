import { type BrowserServer, chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { browserArgs, findBrowser, howToGetOne } from '../../../demo/browser/find-browser.ts';
import { buildPage, pageIsStale } from '../../../sandbox/page-build.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the one browser of all tests listens; null where there is no browser. */
    readonly browserAddress: string | null;
  }
}

const leftOut = `
The browser tests were LEFT OUT: no Chromium was found.
${howToGetOne} Then run npm test again.
`;

let server: BrowserServer | null = null;

/** Builds the page when it is stale, and starts the one browser of all tests, with a profile of its own. */
export async function setup(project: TestProject): Promise<void> {
  const executablePath = findBrowser(process.env);
  if (executablePath !== null) {
    if (pageIsStale()) await buildPage();
    server = await chromium.launchServer({ executablePath, args: browserArgs });
  }
  project.provide('browserAddress', server?.wsEndpoint() ?? null);
}

/** Ends the browser; says at the very end, below the summary, when there was none. */
export async function teardown(): Promise<void> {
  if (server === null) console.log(leftOut);
  await server?.close();
}
