import { expect, test } from 'vitest';
import { needlesIn } from '../../../src/domain/find/terms.ts';
import { anything } from '../../../src/domain/find/wanted.ts';
import { incidentIdSchema } from '../../../src/domain/incident/ids.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import type { Store } from '../../../src/store/store.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { written } from '../support/old-database.ts';
import { changed, open, tell } from '../support/orders.ts';
import { openFile, temporaryFolder, withSql } from '../support/sqlite.ts';

const found = async (store: Store, words: string): Promise<number[]> =>
  (
    await store.find({ ...anything, needles: needlesIn(words) }, { before: null, limit: 99, known: 'all' })
  ).map(({ id }) => id);

/** Fills the index; returns in how many parts. */
async function filled(store: Store): Promise<number> {
  for (let parts = 1; ; parts += 1) if (!(await store.indexMore())) return parts;
}

const note = (text: string) => ({ type: 'add_note', text: plainText(text), when: null }) as const;

test("An incident that an earlier version wrote is found once it's indexed", async () => {
  const { file } = written(22);
  const store = openFile(file);
  expect([await found(store, 'chats'), await store.unindexed()]).toEqual([[], [1]]);
  await filled(store);
  expect([await found(store, 'chats'), await store.unindexed()]).toEqual([[1], []]);
});

test("An incident that changes before it's indexed is found afterwards by everything in it", async () => {
  const { file } = written(22);
  const store = openFile(file);
  const { id } = changed(await tell(store, open('Newer one')));
  await tell(store, note('rolled back'), { target: incidentIdSchema.parse(1), at: minute(1) });
  expect([await found(store, 'newer'), await found(store, 'rolled')]).toEqual([[id], []]);
  await filled(store);
  expect([await found(store, 'rolled'), await found(store, 'chats')]).toEqual([[1], [1]]);
});

test("The lessons of a review that an earlier version indexed without them are found once they're taken up", async () => {
  const { file } = written(24);
  withSql(file, (db) =>
    db.exec(`INSERT INTO events VALUES
        (1, 2, 2000, 'closed', '{"kind":"bot"}', '{"type":"closed","summary":null,"rootCause":"Certificate","fix":null,"conversationsAffected":null,"usersAffected":null,"actionItems":[]}'),
        (1, 3, 3000, 'review_corrected', '{"kind":"bot"}', '{"type":"review_corrected","summary":null,"rootCause":"Certificate","fix":null,"conversationsAffected":null,"usersAffected":null,"lessons":"Canaries helped","actionItems":[]}');
      INSERT INTO search (rowid, words) VALUES (1, 'inc 1 chats hang certificate =unknown');
      UPDATE incidents SET seq = 3, searched = 3, status = 'CLOSED';`),
  );
  const store = openFile(file);
  expect([await found(store, 'canaries'), await found(store, 'certificate')]).toEqual([[], [1]]);
  await filled(store);
  expect([await found(store, 'canaries'), await found(store, 'certificate')]).toEqual([[1], [1]]);
  expect(await store.unindexed()).toEqual([]);
});

test('The action items of a close that an earlier version indexed without them are found once they are taken up', async () => {
  const { file } = written(24);
  withSql(file, (db) =>
    db.exec(`INSERT INTO events VALUES
        (1, 2, 2000, 'action_item_added', '{"kind":"bot"}', '{"type":"action_item_added","item":1,"text":"Renew early","owner":null,"due":{"kind":"words","text":"soon"},"atClose":true}'),
        (1, 3, 3000, 'action_item_edited', '{"kind":"bot"}', '{"type":"action_item_edited","item":1,"text":"Renew monthly"}');
      INSERT INTO search (rowid, words) VALUES (1, 'inc 1 chats hang =unknown');
      UPDATE incidents SET seq = 3, searched = 3;`),
  );
  const store = openFile(file);
  expect(await found(store, 'renew')).toEqual([]);
  await filled(store);
  expect([await found(store, 'monthly'), await found(store, 'early')]).toEqual([[1], []]);
});

test('What a version without the index wrote meanwhile is found afterwards, and what it corrected no longer is', async () => {
  const file = `${temporaryFolder()}/incidents.db`;
  const store = openFile(file);
  const { id } = changed(await tell(store, open('Inbox hangs')));
  await tell(store, note('behind the firewall'), { target: id });
  withSql(file, (db) => {
    db.exec(`INSERT INTO events VALUES
        (${id}, 3, ${minute(1)}, 'entry_hidden', '{"kind":"bot"}', '{"type":"entry_hidden","of":2,"hiding":"deleted","why":null}'),
        (${id}, 4, ${minute(2)}, 'note_added', '{"kind":"person","user":"U0ALICE"}', '{"type":"note_added","text":"behind the proxy","when":${minute(2)}}');
      UPDATE incidents SET seq = 4 WHERE id = ${id};`);
  });
  expect([await found(store, 'firewall'), await found(store, 'proxy'), await store.unindexed()]).toEqual([
    [id],
    [],
    [id],
  ]);
  await filled(store);
  expect([await found(store, 'firewall'), await found(store, 'proxy'), await store.unindexed()]).toEqual([
    [],
    [id],
    [],
  ]);
});

test('A large database is indexed newest first, a few incidents at a time', async () => {
  const file = `${temporaryFolder('/dev/shm')}/incidents.db`;
  const store = openFile(file);
  for (let n = 0; n < 100; n += 1) await tell(store, open(`Inbox ${n}`));
  withSql(file, (db) =>
    db.exec("INSERT INTO search (search) VALUES ('delete-all'); UPDATE incidents SET searched = 0"),
  );
  await store.indexMore();
  const first = await found(store, 'inbox');
  expect(first.length).toBeLessThan(100);
  expect(first).toEqual(first.map((_, i) => 100 - i));
  expect(await filled(store)).toBeGreaterThan(1);
  expect(await found(store, 'inbox')).toHaveLength(99);
});
