import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { opened } from '../domain/support/events.ts';
import { byAlice, minute } from '../domain/support/fixtures.ts';
import { toSchema } from './support/old-database.ts';
import { changed, open, tell } from './support/orders.ts';
import { openFile, temporaryFolder, withSql } from './support/sqlite.ts';

/** A database before forms were kept with their commands, with incidents opened at these minutes and these payloads. */
function written(incidents: readonly number[], inbox: readonly (readonly [id: string, at: number])[]): Store {
  const file = join(temporaryFolder(), 'incidents.db');
  withSql(file, (db) => {
    toSchema(db, 11);
    for (const [index, at] of incidents.entries()) {
      db.prepare(
        "INSERT INTO incidents (id, seq, title, severity, status, opened_at) VALUES (?, 1, 'One', 'P1', 'INVESTIGATING', ?)",
      ).run(index + 1, minute(at));
      db.prepare("INSERT INTO events VALUES (?, 1, ?, 'opened', ?, ?)").run(
        index + 1,
        minute(at),
        JSON.stringify(byAlice),
        JSON.stringify(opened()),
      );
    }
    for (const [id, at] of inbox)
      db.prepare('INSERT INTO inbox (id, received_at) VALUES (?, ?)').run(id, minute(at));
  });
  return openFile(file);
}

const sent = { inboxId: 'view:V0ONE', content: 'a' };

test('A form that was known by its view and hash is a repetition, for the incident that it changed', async () => {
  const store = written([1, 2], [['view:V0ONE:1700.abc', 2]]);
  expect(await tell(store, open('One'), sent)).toMatchObject({ kind: 'repeated', incident: { id: 2 } });
  expect((await tell(store, open('Other'), { ...sent, content: 'b' })).kind).toBe('repeated');
  expect(await store.list({ open: true, limit: 9 })).toHaveLength(2);
});

test("An earlier version's form is about no incident if two were changed at that moment", async () => {
  const store = written([2, 2], [['view:V0ONE:1700.abc', 2]]);
  expect(await tell(store, open('One'), sent)).toEqual({ kind: 'repeated', incident: null });
});

test("An earlier version's other payloads are recognized as before", async () => {
  const store = written([1], [['action:1700.1:U0BOB:resolve:block', 1]]);
  const again = await tell(store, open(), { inboxId: 'action:1700.1:U0BOB:resolve:block' });
  expect(again.kind).toBe('repeated');
  expect(changed(await tell(store, open(), { inboxId: 'view:V0TWO', content: 'a' })).id).toBe(2);
});
