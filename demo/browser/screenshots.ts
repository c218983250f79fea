import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Locator, type Page } from 'playwright-core';
import { buildPage, pageFolder, pageIsStale } from '../../packages/slack-sandbox/page-build.ts';
import { startPageServer } from '../../packages/slack-sandbox/server/start.ts';
import { ourBot } from '../our-bot.ts';
import { scenarios } from '../scenarios.ts';
import { closePane, openPane, send } from './actions.ts';
import { browserArgs, findBrowser, howToGetOne } from './find-browser.ts';
import { button, channel, diagnosis, headline, modal, saying } from './locators.ts';
import { smallPng } from './small-png.ts';

const folder = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const minute = 60_000;
/** Tuesday, 17 November 2026, 14:02 UTC, which is London's time too. */
const startAt = Date.UTC(2026, 10, 17, 14, 2);
const scenario = scenarios['api-outage'];
/** Tall enough for the longest message, which otherwise couldn't be captured whole. */
const tall = { width: 1000, height: 2600 };

/**
 * Plays an outage in the sandbox and takes the documentation's screenshots, at twice their size. The machine needs a
 * font with color emoji (Debian: fonts-noto-color-emoji).
 */
async function main(): Promise<void> {
  const executablePath = findBrowser(process.env);
  if (executablePath === null) throw new Error(`The pictures need a Chromium. ${howToGetOne}`);
  if (pageIsStale()) await buildPage();
  mkdirSync(folder, { recursive: true });
  const setting = await ourBot(500, { startAt });
  const server = await startPageServer({ ...setting, port: 0, pageFolder });
  const browser = await chromium.launch({ executablePath, args: browserArgs });
  try {
    const page = await browser.newPage({ viewport: tall, deviceScaleFactor: 2, colorScheme: 'light' });
    await page.goto(`${server.url}/?as=${setting.workspace.person('alice').id}`);
    await play(page, setting);
  } finally {
    await browser.close();
    await server.stop();
    await setting.stop();
  }
}

async function play(page: Page, { intercom, workspace }: Awaited<ReturnType<typeof ourBot>>): Promise<void> {
  const { clock } = workspace;
  /**
   * Moves the time to this many minutes after the start, and waits for each check on the way, one every two minutes.
   */
  const letPass = async (minutes: number): Promise<void> => {
    for (let passed = Math.ceil((clock.now() - startAt) / minute); passed <= minutes; passed += 1) {
      clock.advance(startAt + passed * minute - clock.now());
      if (passed % 2 === 0)
        await saying(page, 'Checks now:')
          .getByText(clockAt(startAt + passed * minute))
          .first()
          .waitFor();
    }
  };
  await intercom.set(scenario.breaks);
  await send(page, `/intercom-incident open ${scenario.severity} ${scenario.title}`);
  const form = modal(page, 'Declare an incident');
  await form.getByLabel('Impact').fill(scenario.impact);
  await form.getByLabel('Commander').click();
  await page.getByRole('option', { name: 'Bob Baker @bob' }).click();
  await picture(page, 'declare', form);
  await button(form, 'Declare').click();
  await channel(page, 'inc-1-').click();
  await diagnosis(page).waitFor();
  await diagnosis(page).getByRole('checkbox').first().click();
  await diagnosis(page).getByText('Done by').waitFor();
  await picture(page, 'diagnosis', diagnosis(page));

  await letPass(10);
  await intercom.set(scenario.turns);
  await letPass(12);
  await button(headline(page), 'Post update').click();
  const update = modal(page, 'Update INC-1');
  await update.getByLabel('Status').click();
  await page.getByRole('option', { name: scenario.update.Status }).click();
  await update.getByLabel('Cause').fill(scenario.update.Cause);
  await update.getByLabel('Action').fill(scenario.update.Action);
  await button(update, 'Post update').click();
  await headline(page).getByText(scenario.update.Status).waitFor();
  await picture(page, 'headline', headline(page));
  await frames(page);

  await letPass(34);
  await intercom.set(scenario.mends);
  await letPass(40);
  await send(page, '/intercom-incident resolve');
  await button(modal(page, 'Resolve INC-1'), 'Resolve').click();
  await headline(page).getByText('RESOLVED').waitFor();
  clock.advance(5 * minute);
  await button(headline(page), 'Close').click();
  const close = modal(page, 'Close INC-1');
  for (const [label, text] of Object.entries(scenario.close)) await close.getByLabel(label).fill(text);
  await button(close, 'Close').click();
  const postmortem = saying(page, 'Postmortem of INC-1: ');
  await postmortem.getByRole('img', { name: /^Chart of API response times and failed requests/ }).waitFor();
  await picture(page, 'postmortem', postmortem);
}

/** The whole window: with the panel, dark, and narrow. */
async function frames(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1200, height: 750 });
  await openPane(page, 'Simulation');
  await picture(page, 'panel');
  await closePane(page, 'Simulation');
  await button(page, 'Switch to dark').click();
  await headline(page).scrollIntoViewIfNeeded();
  await picture(page, 'dark');
  await button(page, 'Switch to light').click();
  await page.setViewportSize({ width: 420, height: 800 });
  await headline(page).scrollIntoViewIfNeeded();
  await picture(page, 'narrow');
  await page.setViewportSize(tall);
}

const clockAt = (at: number): string => new Date(at).toISOString().slice(11, 16);

/** Saves a screenshot of a page, or of one thing on it, down to `end`: as people see it, without the mouse over it. */
async function picture(page: Page, name: string, what?: Locator, end?: Locator): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await what?.scrollIntoViewIfNeeded();
  const [box, below] = [await what?.boundingBox(), await end?.boundingBox()];
  const clip = box && { ...box, height: below ? below.y - box.y - 4 : box.height };
  const taken = await smallPng(await page.screenshot({ animations: 'disabled', ...(clip && { clip }) }));
  writeFileSync(`${folder}${name}.png`, taken);
  console.log(`docs/images/${name}.png  ${Math.round(taken.length / 1000)} kB`);
}

await main();
