import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { headline } from '../../demo/browser/locators.ts';
import { hourStartsAt, type Moment, playHour } from './support/hour.ts';
import { overflowing } from './support/overflow.ts';
import { inBrowser, type Sandbox } from './support/sandbox.ts';

/** A folder for pictures of every moment, to be looked at; none are taken without it. */
const { PICTURES: folder } = process.env;

/** A message of the bot as it stands in the channel. */
type Shown = { readonly text: string; readonly height: number };

inBrowser(
  'An hour with a P1',
  (sandbox) => {
    test('leaves at most 12 messages of the bot in its channel, and not much to scroll', async () => {
      const page = await sandbox().open('alice', { viewport: { width: 1280, height: 900 } });
      const at = await hourIn(page, sandbox());
      const resolved = at('resolved');
      expect(resolved.map(({ text }) => text)).toEqual(story.map((words) => expect.stringMatching(words)));
      expect(resolved.length).toBeLessThanOrEqual(12);
      const plain = resolved.filter(({ text }) => !alsoThere.test(text));
      expect(heightOf(plain)).toBeLessThanOrEqual(1_500);
      expect(heightOf(resolved)).toBeLessThanOrEqual(1_540);
      expect(
        at('closed')
          .slice(resolved.length)
          .map(({ text }) => text),
      ).toEqual([expect.stringContaining('Postmortem of INC-1')]);
      expect(at('corrected').map(({ text }) => text)).toContainEqual(
        expect.stringContaining('A deployment of Intercom, by its own review'),
      );
    });

    test('can be read on a phone: the diagnosis fits on one screen, and so does the headline', async () => {
      const page = await sandbox().open('alice', { viewport: { width: 420, height: 800 } });
      const at = await hourIn(page, sandbox());
      const log = await page.locator('.log').evaluate(({ clientHeight }) => clientHeight);
      const diagnosis = at('declared').find(({ text }) => text.includes('Whose problem:'));
      expect(diagnosis?.height).toBeLessThanOrEqual(log);
      expect(await page.getByLabel('Act as').evaluate(showsItsChoiceWhole)).toBe(true);
      const facts = await headline(page).locator('.blocks').boundingBox();
      expect(facts?.height).toBeLessThanOrEqual(log);
    });
  },
  hourStartsAt,
);

/** What the bot says in the channel until the resolve, in order. */
const story = [
  /RESOLVED.*Impact:/su,
  /Whose problem: Intercom.*nothing is posted/su,
  /Last checks: Nobody's/u,
  /Whose problem: Intercom.*Errors on the REST API/su,
  /Update by @alice: INVESTIGATING/u,
  /@bob is now incident commander \(handed over by @alice\)/u,
  /changed the severity from P1 to P2/u,
  /Whose problem: Nobody's/u,
  /This is over: @alice resolved the incident/u,
  /Update posted \(it was due .*\)/u,
  /Update by @alice, \d+ min late/u,
  /Resolved by @alice/u,
];

/** What this hour has beside a plain one: command handed over, and an update is missed. */
const alsoThere = /handed over by|it was due/u;

const heightOf = (messages: readonly Shown[]): number =>
  messages.reduce((sum, { height }) => sum + height, 0);

/** Plays the hour in this window. At each moment nothing goes beyond its edge, in either theme. Gives what stood then. */
async function hourIn(page: Page, set: Sandbox): Promise<(moment: Moment) => readonly Shown[]> {
  const width = page.viewportSize()?.width ?? 0;
  const messages = new Map<Moment, readonly Shown[]>();
  const look = async (moment: Moment): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await overflowing(page)).toEqual([]);
      if (folder) {
        mkdirSync(folder, { recursive: true });
        const name = `${width}-${messages.size + 1}-${moment}-${colorScheme}.png`;
        await page.screenshot({ path: `${folder}/${name}`, animations: 'disabled' });
      }
    }
    messages.set(moment, await saidByBot(page));
  };
  await playHour({ page, set, look }, `Conversations not loading ${width}`);
  return (moment) => messages.get(moment) ?? expect.fail(`Nobody looked when the incident was ${moment}.`);
}

/** Whether a list has room for the words of what is chosen: it is no wider where it may be as wide as it likes. */
function showsItsChoiceWhole(select: Element): boolean {
  const free = select.cloneNode(true);
  if (!(free instanceof HTMLSelectElement) || !(select instanceof HTMLSelectElement)) return false;
  const [chosen] = select.selectedOptions;
  free.replaceChildren(...(chosen ? [chosen.cloneNode(true)] : []));
  free.style.maxWidth = 'none';
  select.after(free);
  const width = free.offsetWidth;
  free.remove();
  return width <= select.offsetWidth;
}

/** The bot's messages to all; what Slack tells of itself is no article, and an answer to one person is no message. */
const saidByBot = (page: Page): Promise<Shown[]> =>
  page
    .locator('main article:not(.ephemeral)')
    .filter({ has: page.getByText('APP', { exact: true }).or(page.locator('.late-time')) })
    .evaluateAll((articles) =>
      articles.map((article) => ({
        text: article.querySelector<HTMLElement>('.message-main')?.innerText ?? '',
        height: article.getBoundingClientRect().height,
      })),
    );
