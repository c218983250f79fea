import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { howToGetOne } from '../../../demo/browser/find-browser.ts';
import { ourBot } from '../../../demo/our-bot.ts';
import type { DemoSetup } from '../../../demo/setup.ts';
import { pageFolder } from '../../../packages/slack-sandbox/page-build.ts';
import type { SandboxSetup } from '../../../packages/slack-sandbox/run-cli.ts';
import { startPageServer } from '../../../packages/slack-sandbox/server/start.ts';
import { describeWith } from '../../support/describe-with.ts';

/** The sandbox with an app, ours unless said otherwise, for the tests of one file, and the windows of people in it. */
export type Sandbox<Setup extends SandboxSetup = DemoSetup> = Setup & {
  /** Resolves when the app owes nothing that is due now. */
  settled(): Promise<void>;
  /** Opens a window as the person of this name, in #general; closed after the test. */
  open(name: string, options?: BrowserContextOptions): Promise<Page>;
  /** Opens a window at this path of the place. */
  openAt(path: string, options?: BrowserContextOptions): Promise<Page>;
};

/** How long something on a page may take, ms. */
const patience = 30_000;

const address = inject('browserAddress');
const lack = address === null ? `the browser tests, for no Chromium was found. ${howToGetOne}` : null;

/**
 * Tests in a browser with our bot; skipped where there is none. They share one sandbox, which `sandbox()` gives while
 * they run. Its clock starts at `startAt` (ms UTC), or now.
 */
export function inBrowser(about: string, tests: (sandbox: () => Sandbox) => void, startAt?: number): void {
  inBrowserWith(() => ourBot(500, { startAt }), about, tests);
}

/** The same with the app that `setUp` starts. */
export function inBrowserWith<Setup extends SandboxSetup>(
  setUp: () => Promise<Setup>,
  about: string,
  tests: (sandbox: () => Sandbox<Setup>) => void,
): void {
  describeWith(lack, about, () => {
    let opened: Sandbox<Setup> | null = null;
    let browser: Browser;
    let close: () => Promise<void>;
    let wrong: string[];

    beforeAll(async () => {
      browser = await chromium.connect(address ?? '');
      const context = await setUp();
      const { workspace, app } = context;
      workspace.rateLimits.enable(false);
      const place = await startPageServer({ ...context, port: 0, pageFolder });
      wrong = [];
      const openAt: Sandbox['openAt'] = async (path, options = {}) => {
        const page = await newPage(browser, options, wrong);
        await page.goto(place.url + path);
        await page.getByRole('textbox', { name: /^Message #/ }).waitFor();
        return page;
      };
      const open: Sandbox['open'] = (name, options) =>
        openAt(`/?as=${workspace.person(name).id}#${workspace.channel('general').id}`, options);
      const settled = async (): Promise<void> => {
        await workspace.idle();
        await expect.poll(() => owedNow(app), { timeout: patience }).toEqual([]);
        await workspace.idle();
      };
      opened = { ...context, open, openAt, settled };
      close = async () => {
        await browser.close();
        await place.stop();
        await context.stop();
      };
    });

    afterEach(async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
      expect(wrong.splice(0)).toEqual([]);
    });

    afterAll(() => close());

    tests(() => {
      if (opened === null) throw new Error('The sandbox is open only while a test runs.');
      return opened;
    });
  });
}

async function owedNow(app: SandboxSetup['app']): Promise<string[]> {
  const records = await app.records();
  return records.flatMap(({ owed }) => owed.filter(({ state }) => state === 'due').map(({ key }) => key));
}

/** A page of a person of its own: nothing of another's is kept in it. What fails on it goes into `wrong`. */
async function newPage(browser: Browser, options: BrowserContextOptions, wrong: string[]): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(message.text());
  });
  return page;
}
