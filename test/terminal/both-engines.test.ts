import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLog } from '../../src/app/log.ts';
import { isRefusal, type Refusal } from '../../src/domain/incident/refusal.ts';
import { openStore } from '../../src/store/opening/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { examine } from '../../src/terminal/doctor.ts';
import { doctorLines } from '../../src/terminal/doctor-check.ts';
import { printFigures } from '../../src/terminal/figures.ts';
import { printFound } from '../../src/terminal/find.ts';
import { listed, listJson, listText } from '../../src/terminal/list.ts';
import { moved } from '../../src/terminal/move.ts';
import { printOutages } from '../../src/terminal/outages.ts';
import { printPostmortem, writePostmortem } from '../../src/terminal/record.ts';
import { story } from '../domain/support/actions.ts';
import { minute } from '../domain/support/fixtures.ts';
import { freshDatabase, lackOfPostgres } from '../store/support/postgres.ts';
import { temporaryFolder } from '../store/support/sqlite.ts';
import { describeWith } from '../support/describe-with.ts';
import { overhear } from '../support/overhear.ts';
import { exportOf } from './export/support/exports.ts';
import { historyOf, plantUnreadable } from './export/support/histories.ts';

const now = minute(60 * 24 * 3);
const asked = { now, timeZone: 'Europe/Berlin' };
const textOf = (printed: { readonly text: string } | Refusal): string =>
  isRefusal(printed) ? `refused: ${printed.refused}` : printed.text;

const find =
  (typed: string, more: { json?: boolean; before?: string } = {}) =>
  async (store: Store) =>
    textOf(await printFound(store, { typed, takesWords: true, ...more }, now, asked.timeZone));

/** What is typed in the terminal, and what prints its answer from a store. */
const commands: Readonly<Record<string, (store: Store, url: string) => Promise<string>>> = {
  list: async (store) => listText(await listed(store), now, asked.timeZone),
  'list --json': async (store) => listJson(await listed(store)),
  'list open P1': async (store) =>
    textOf(await printFound(store, { typed: 'open P1', takesWords: false }, now, asked.timeZone)),
  'find chats': find('chats'),
  'find chats P1 since:30d': find('chats P1 since:30d', { json: true }),
  'find chats --before INC-2': find('chats', { before: 'INC-2' }),
  'find nothing-like-it': find('nothing-like-it'),
  'figures all': async (store) => textOf(await printFigures(store, 'all', 'text', asked)),
  'figures 365d --json': async (store) => textOf(await printFigures(store, '365d', 'json', asked)),
  'figures 30d --csv': async (store) => textOf(await printFigures(store, '30d', 'csv', asked)),
  'figures intercom': async (store) => textOf(await printOutages(store, undefined, 'text', now)),
  'figures intercom 2026-11 --json': async (store) =>
    textOf(await printOutages(store, '2026-11', 'json', now)),
  'figures intercom 2026-11 --csv': async (store) => textOf(await printOutages(store, '2026-11', 'csv', now)),
  'postmortem INC-1': async (store) => textOf(await printPostmortem(store, 'INC-1')),
  'postmortem INC-2': async (store) => textOf(await printPostmortem(store, 'INC-2')),
  'postmortem INC-99': async (store) => textOf(await printPostmortem(store, 'INC-99')),
  async 'postmortem INC-3 --into FILE'(store) {
    const file = join(temporaryFolder(), 'postmortem.md');
    const answer = textOf(await writePostmortem(store, 'INC-3', { file, keep: null }));
    return answer.replace(file, 'FILE') + (answer.startsWith('refused') ? '' : readFileSync(file, 'utf8'));
  },
  export: (_, url) => exportOf(url),
  'export INC-3': (_, url) => exportOf(url, 'INC-3'),
  'export INC-99': (_, url) => exportOf(url, 'INC-99'),
  'export --csv': (_, url) => exportOf(url, 'all', { as: 'csv' }),
  'export --public': (_, url) => exportOf(url, 'all', { publicOnly: true }),
  async doctor(_, url) {
    const { checks } = await examine(
      { DATABASE_URL: url },
      { log: createLog('silent'), now: () => now, revive: false },
    );
    return doctorLines(checks.filter(({ what }) => /Record|action|Monitoring/.test(what))).join('\n');
  },
};

/** What every command prints of a database, once the bot has indexed and counted everything. */
async function printedOf(url: string): Promise<Record<string, string>> {
  const bot = await openStore(url);
  while (await bot.indexMore());
  await bot.makeTallies(null, 1_000);
  await bot.close();
  const store = await openStore(url, { exclusive: false });
  const printed: Record<string, string> = {};
  for (const [typed, print] of Object.entries(commands)) printed[typed] = await print(store, url);
  await store.close();
  return printed;
}

/** What the commands print of a file, and of a PostgreSQL database with the same records. */
async function onBoth(file: string) {
  const url = await freshDatabase('template1');
  await moved(`file:${file}`, url);
  return { sqlite: await printedOf(`file:${file}`), postgres: await printedOf(url) };
}

describeWith(lackOfPostgres, 'Every command of the terminal', () => {
  test('prints the same of a file and of a PostgreSQL database with the same records', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(story, { minLength: 3, maxLength: 4 }), async (stories) => {
        const { sqlite, postgres } = await onBoth(await historyOf(stories));
        expect(postgres).toEqual(sqlite);
        expect(sqlite['find chats']).toContain('INC-1');
      }),
      { numRuns: 2, endOnFailure: true },
    );
  }, 120_000);

  test('prints the same of both if a later version wrote something there', async () => {
    const file = await historyOf([[], [], []]);
    plantUnreadable(file);
    const { sqlite, postgres } = await onBoth(file);
    // The words of what can't be read are in the file's index only, from when it could be.
    expect(overhear(postgres['find nothing-like-it'])).toBe(
      "Nothing found.\nIncidents that this version can't read aren't searched. `list` shows them.",
    );
    for (const typed of Object.keys(commands).filter((one) => !one.startsWith('find')))
      expect([typed, postgres[typed]]).toEqual([typed, sqlite[typed]]);
    expect(sqlite.doctor).toContain("can't read entry 1 of INC-1");
  });
});
