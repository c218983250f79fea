import { expect, test } from 'vitest';
import { channelIdSchema, messageTsSchema } from '../../src/domain/incident/ids.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite-store.ts';
import { written } from './support/old-database.ts';
import { withSql } from './support/sqlite.ts';

test('an incident that an earlier version declared from a message is found by that message', async () => {
  const { file } = written(18);
  withSql(file, (db) =>
    db.exec(`INSERT INTO incidents (id, seq, title, severity, status, opened_at)
        VALUES (2, 1, 'Inbox is slow', 'P2', 'INVESTIGATING', 2000), (3, 1, 'Broken', 'P2', 'INVESTIGATING', 3000);
      INSERT INTO events VALUES (2, 1, 2000, 'opened', '{"kind":"person","user":"U0ALICE"}',
        '{"type":"opened","source":{"channel":"C0RANDOM","ts":"1.1"}}'),
        (3, 1, 3000, 'opened', '{"kind":"person","user":"U0ALICE"}', 'no JSON');`),
  );
  const store = openSqlite(`file:${file}`);
  try {
    const found = await store.declaredFrom(channelIdSchema.parse('C0RANDOM'), messageTsSchema.parse('1.1'));
    expect(found).toEqual([2]);
  } finally {
    await store.close();
  }
});
