import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { plainText } from '../../../src/domain/text/text.ts';
import { changed, open, tell } from '../support/orders.ts';
import { openFile, temporaryFolder } from '../support/sqlite.ts';

const note = (text: string) => ({ type: 'add_note', text: plainText(text), when: null }) as const;

test("No file of the database contains a forgotten word, and neither does the index's freed space", async () => {
  const file = `${temporaryFolder()}/incidents.db`;
  const store = openFile(file);
  const { id } = changed(await tell(store, open('Inbox hangs')));
  await tell(store, note('zzhunter2secret'), { target: id });
  // Enough for the index to rewrite its parts a few times, with the word in them.
  for (let n = 0; n < 400; n += 1) await tell(store, note(`word${n} another${n * 7}`), { target: id });
  const holds = (): boolean =>
    ['', '-wal', '-shm'].some(
      (end) => existsSync(file + end) && readFileSync(file + end).includes('hunter2'),
    );
  expect(holds()).toBe(true);
  await tell(store, { type: 'hide_entry', of: 2, why: null }, { target: id });
  await store.forgetWords(id, 2);
  expect(holds()).toBe(false);
});
