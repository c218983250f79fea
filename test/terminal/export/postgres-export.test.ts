import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../../../src/domain/text/text.ts';
import { openArchive } from '../../../src/store/archive/open-archive.ts';
import { story } from '../../domain/support/actions.ts';
import { changed, open, tell } from '../../store/support/orders.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../../store/support/postgres.ts';
import { openDatabase } from '../../store/support/postgres-engine.ts';
import { describeWith } from '../../support/describe-with.ts';
import { exportOf, importInto, newDatabase, tablesOf, written } from './support/exports.ts';
import { historyOf, plantUnreadable } from './support/histories.ts';

describeWith(lackOfPostgres, 'An export from PostgreSQL', () => {
  test('is the one that was imported, byte for byte, and fills a file as the file that it came from', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(story, { minLength: 1, maxLength: 4 }), async (stories) => {
        const from = await historyOf(stories);
        const [into, back] = [await freshDatabase(), newDatabase()];
        const document = await exportOf(from);
        expect(await importInto(into, written(document))).toBeNull();
        expect(await exportOf(into)).toBe(document);
        expect(await exportOf(into, 'all', { as: 'csv' })).toBe(await exportOf(from, 'all', { as: 'csv' }));
        expect(await importInto(back, written(await exportOf(into)))).toBeNull();
        expect(tablesOf(back)).toEqual({ ...tablesOf(from), outbox: [], inbox: [] });
      }),
      { numRuns: 6 },
    );
  });

  test('has what a newer version wrote, verbatim, and all that is kept beside it', async () => {
    const from = await historyOf([[], [], []]);
    plantUnreadable(from);
    const into = await freshDatabase();
    const document = await exportOf(from);
    expect(await importInto(into, written(document))).toBeNull();
    expect(await exportOf(into)).toBe(document);
    const unreadable = await openDatabase(into).unreadable();
    expect(unreadable.map(({ incident }) => incident)).toEqual([1, 2]);
  });

  test('includes what happened in each of the many duplicates of an incident', async () => {
    const url = await freshDatabase();
    const bot = openDatabase(url);
    const { id: original } = changed(await tell(bot, open()));
    const titles = ['first', 'second', 'third', 'fourth'].map((which) => `The ${which} duplicate`);
    for (const title of titles) {
      const { id: target } = changed(await tell(bot, open(title)));
      changed(await tell(bot, { type: 'add_note', text: plainText(title), when: null }, { target }));
      changed(await tell(bot, { type: 'mark_duplicate', original }, { target }));
    }
    const document = await exportOf(url, 'INC-1');
    for (const title of titles) expect(document).toContain(title);
  });

  test('is a snapshot of one moment, whatever a running bot writes meanwhile', async () => {
    const url = await freshDatabase();
    const bot = openDatabase(url);
    const { id } = changed(await tell(bot, open()));
    const archive = await openArchive(url);
    expect(await archive.ids()).toEqual([id]);
    await tell(bot, { type: 'add_note', text: plainText('Later'), when: null }, { target: id });
    await tell(bot, open('Later'));
    expect(await archive.ids()).toEqual([id]);
    expect((await archive.stored(id)).map(({ type }) => type)).toEqual(['opened']);
    expect(await archive.highest()).toBe(1);
    await archive.close();
    expect(JSON.parse(await exportOf(url)).incidents).toHaveLength(2);
  });
});

describeWith(lackOfPostgres, 'An import into PostgreSQL', () => {
  test('makes the database of an empty one, and numbers new incidents after all that existed', async () => {
    const from = await historyOf([[], [], [], []]);
    const into = await freshDatabase('template1');
    const document = await exportOf(from, 'INC-2');
    expect(await importInto(into, written(document))).toBeNull();
    expect(changed(await tell(openDatabase(into), open())).id).toBe(5);
  });

  test('refuses a database that holds incidents, and one on which a bot delivers', async () => {
    const url = await freshDatabase();
    const document = written(await exportOf(await historyOf([[]])));
    await withClient(url, (client) =>
      client.query("UPDATE delivery SET expires_at = clock_timestamp() + interval '1 minute'"),
    );
    await expect(importInto(url, document)).rejects.toThrow(
      /^A bot is using the database postgres:\/\/.*\. Stop all bots on it, then start this again\.$/,
    );
    await withClient(url, (client) => client.query("UPDATE delivery SET expires_at = '-infinity'"));
    changed(await tell(openDatabase(url), open()));
    await expect(importInto(url, document)).rejects.toThrow(
      /already holds 1 incident\. Nothing was changed\. Import into an empty one/,
    );
  });

  test('leaves the database empty if a part of it fails', async () => {
    const url = await freshDatabase();
    const document = await exportOf(await historyOf([[], []]));
    const spoiled = document.replaceAll('"type":"opened"', '"type":"opened_v9"');
    expect(spoiled).not.toBe(document);
    expect(await importInto(url, written(spoiled))).toMatch(/Nothing was imported\./);
    expect(JSON.parse(await exportOf(url)).incidents).toEqual([]);
  });
});
