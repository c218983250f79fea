import { type BrowserServer, chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { browserArgs, findBrowser } from '../../../demo/browser/find-browser.ts';
import { buildPage, pageIsStale } from '../../../packages/slack-sandbox/page-build.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the one browser of all tests listens; null where there is no browser. */
    readonly browserAddress: string | null;
  }
}

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

/** Ends the browser. */
export async function teardown(): Promise<void> {
  await server?.close();
}
