import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { plainText } from '../../../src/domain/text/text.ts';
import { openArchive } from '../../../src/store/archive/open-archive.ts';
import { exportSchema } from '../../../tools/docs/export-schema.ts';
import { story } from '../../domain/support/actions.ts';
import { byBob } from '../../domain/support/fixtures.ts';
import { changed, open, tell } from '../../store/support/orders.ts';
import { openFile } from '../../store/support/sqlite.ts';
import { exportOf, importInto, newDatabase, tablesOf, written } from './support/exports.ts';
import { historyOf, plantUnreadable } from './support/histories.ts';

describe('An export', () => {
  test('is imported event for event and row for row, and exported again byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(story, { minLength: 1, maxLength: 4 }), async (stories) => {
        const from = await historyOf(stories);
        const into = newDatabase();
        const document = await exportOf(from);
        expect(await importInto(into, written(document))).toBeNull();
        expect(await exportOf(into)).toBe(document);
        expect(tablesOf(into)).toEqual({ ...tablesOf(from), outbox: [], inbox: [] });
      }),
      { numRuns: 25 },
    );
  });

  test('matches the published schema, for one incident as well as all', async () => {
    const from = await historyOf(fc.sample(story, { numRuns: 30, seed: 1 }));
    const schema = z.fromJSONSchema(JSON.parse(exportSchema()));
    for (const document of [await exportOf(from), await exportOf(from, 'inc-7')])
      expect(schema.safeParse(JSON.parse(document)).error).toBeUndefined();
    expect(schema.safeParse({ ...JSON.parse(await exportOf(from)), highest: 'many' }).success).toBe(false);
  });

  test('of one incident keeps its number, and new ones are numbered after all that existed', async () => {
    const from = await historyOf([[], [], [], []]);
    const into = newDatabase();
    const document = await exportOf(from, 'INC-2');
    expect(await importInto(into, written(document))).toBeNull();
    expect(await exportOf(into, 'INC-2')).toBe(document);
    const store = openFile(into);
    expect((await store.list({ open: true, limit: 9 })).map(({ id }) => id)).toEqual([2]);
    expect(changed(await tell(store, open())).id).toBe(5);
  });

  test('has what a newer version wrote, verbatim, and imports it without being able to read it', async () => {
    const from = await historyOf([[], [], []]);
    plantUnreadable(from);
    const into = newDatabase();
    const document = await exportOf(from);
    expect(await importInto(into, written(document))).toBeNull();
    expect(await exportOf(into)).toBe(document);
    expect(tablesOf(into)).toEqual({ ...tablesOf(from), outbox: [], inbox: [] });
    expect(JSON.parse(document).incidents[0]).toMatchObject({
      title: 'Chats hang',
      events: [{ by: { kind: 'app', b: 1, a: 2 }, event: { z: [1], type: 'opened_v9', a: null } }],
    });
    const store = openFile(into);
    expect((await store.unreadable()).map(({ incident }) => incident)).toEqual([1, 2]);
  });

  test('is a snapshot of one moment, whatever a running bot writes meanwhile', async () => {
    const from = await historyOf([[], []]);
    const bot = openFile(from);
    const archive = await openArchive(`file:${from}`);
    const [id] = await archive.ids();
    await tell(bot, { type: 'add_note', text: plainText('Later'), when: null }, { target: id ?? 'new' });
    await tell(bot, open('Later'));
    expect(await archive.ids()).toHaveLength(2);
    expect((await archive.stored(id ?? expect.fail('none'))).map(({ type }) => type)).toEqual(['opened']);
    await archive.close();
    expect(JSON.parse(await exportOf(from)).incidents).toHaveLength(3);
  });

  test('leaves out private incidents on request, and the names that only they have', async () => {
    const from = await historyOf([[]]);
    const store = openFile(from);
    const secret = { ...open('Keys leaked'), visibility: 'members' } as const;
    await tell(store, secret, { by: byBob });
    const everything = await exportOf(from);
    expect(everything).toContain('Keys leaked');
    const document = await exportOf(from, 'all', { publicOnly: true });
    expect(document).not.toMatch(/Keys leaked|U0BOB/);
    expect(JSON.parse(document)).toMatchObject({ incidents: [{ name: 'INC-1' }], reminded: [], highest: 2 });
    expect(await exportOf(from, 'INC-2', { publicOnly: true })).toBe(
      'INC-2 is private, and --public leaves it out.',
    );
    expect(await exportOf(from, 'INC-9')).toBe("There's no incident INC-9 in this database.");
    expect(await importInto(newDatabase(), written(document))).toBeNull();
  });
});
