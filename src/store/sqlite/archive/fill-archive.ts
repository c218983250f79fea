import { dirname } from 'node:path';
import { z } from 'zod';
import type { Filling, StoredRow } from '../../archive/archive.ts';
import { fillingOf, notFilled, refuseFull } from '../../archive/filling.ts';
import { connect, type SqliteConnection } from '../database/connect.ts';
import { databaseFile } from '../database/location.ts';
import { lockFor } from '../database/lock.ts';
import { migrate } from '../database/migrate.ts';
import { commitAll } from '../database/wal.ts';
import { IncidentRows } from '../incident-rows.ts';
import { ItemRows } from '../item-rows.ts';
import { People } from '../people.ts';
import { type Statements, statements } from '../statements.ts';

const countRow = z.object({ n: z.number() });

/** See `fillArchive`. */
export async function fillSqlite(url: string, work: (into: Filling) => Promise<void>): Promise<void> {
  const file = databaseFile(url);
  const db = connect(file, false);
  let sound = false;
  const lock = orClose(db, () => lockFor(file));
  try {
    migrate(db);
    db.exec('BEGIN IMMEDIATE');
    refuseFull(countRow.parse(db.prepare('SELECT count(*) AS n FROM incidents').get()).n, file);
    await work(writing(statements(db)));
    commitAll(db);
    sound = true;
  } catch (cause) {
    throw notFilled(cause, `Check the permissions and free space of ${dirname(file)}.`);
  } finally {
    // What isn't committed by then never was.
    db.close();
    lock.release(sound);
  }
}

function orClose<T>(db: SqliteConnection, work: () => T): T {
  try {
    return work();
  } catch (error) {
    db.close();
    throw error;
  }
}

function writing(sql: Statements): Filling {
  const rows = new IncidentRows(sql);
  const items = new ItemRows(sql);
  const people = new People(sql);
  return fillingOf({
    async events(id, events) {
      const insert = sql('INSERT INTO events (incident, seq, at, type, by, body) VALUES (?, ?, ?, ?, ?, ?)');
      for (const { seq, at, type, by, body } of events) insert.run(id, seq, at, type, by, body);
    },
    async rows(incident) {
      rows.write(incident);
      items.write(incident);
    },
    row: async (table, row) => insertRow(sql, table, row),
    async channel(channel, id) {
      sql('INSERT OR IGNORE INTO channels (channel, incident) VALUES (?, ?)').run(channel, id);
    },
    person: async (user, name) => people.remember(user, name),
    async reminded({ receiver, day }) {
      items.keepReminded(receiver, day);
    },
    async highest(number) {
      sql('INSERT INTO numbering (id, highest) VALUES (1, ?)').run(number);
    },
  });
}

const columnRows = z.array(z.object({ name: z.string() }));

function insertRow(sql: Statements, table: 'incidents' | 'action_items', row: StoredRow): void {
  const columns = columnRows
    .parse(sql(`SELECT name FROM pragma_table_info('${table}')`).all())
    .map(({ name }) => name)
    .filter((name) => name in row);
  const places = columns.map((name) => `@${name}`);
  sql(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`).run(row);
}
