import { expect, test } from 'vitest';
import { pendingItems } from '../../src/app/pending-items.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite-store.ts';
import { day, line } from '../domain/incident/items/support/items.ts';
import { closed, opened } from '../domain/support/events.ts';
import { byAlice, incident7, minute } from '../domain/support/fixtures.ts';
import { written } from './support/old-database.ts';
import { tell } from './support/orders.ts';
import { withSql } from './support/sqlite.ts';

test("The action items of an earlier version's close are listed, and have no reminders until they are edited", async () => {
  const { file } = written(17);
  const lines = [line('Alert on 5xx', 'Bob', '2026-11-21'), line('Write it up')];
  withSql(file, (db) => {
    db.exec(`INSERT INTO incidents (id, seq, title, severity, status, opened_at, closed_at)
      VALUES (7, 2, 'Chats hang', 'P1', 'CLOSED', ${minute(0)}, ${minute(60)})`);
    const event = db.prepare('INSERT INTO events VALUES (7, ?, ?, ?, ?, ?)');
    const by = JSON.stringify(byAlice);
    event.run(1, minute(0), 'opened', by, JSON.stringify(opened()));
    event.run(2, minute(60), 'closed', by, JSON.stringify(closed({ actionItems: lines })));
  });
  const store = openSqlite(`file:${file}`);
  try {
    const pending = async () => (await pendingItems(store, day('9999-12-31'))).map(({ item }) => item.id);
    expect(await store.openItems({})).toEqual([
      { incident: 7, item: 1 },
      { incident: 7, item: 2 },
    ]);
    expect(await pending()).toEqual([]);
    await tell(
      store,
      { type: 'edit_item', item: 2, line: line('Write it up', 'Bob', '2026-12-01') },
      { target: incident7, at: minute(90) },
    );
    expect(await pending()).toEqual([2]);
    expect(await store.openItems({ dueBy: '2026-12-01' })).toEqual([{ incident: 7, item: 2 }]);
  } finally {
    await store.close();
  }
});
