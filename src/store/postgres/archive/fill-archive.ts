import { z } from 'zod';
import type { Filling, StoredRow } from '../../archive/archive.ts';
import { fillingOf, notFilled, refuseFull } from '../../archive/filling.ts';
import { withoutPassword } from '../../opening/database-url.ts';
import { incidentColumns, writeIncidentSql } from '../../rows/incident-rows.ts';
import { migrate } from '../database/migrate.ts';
import { asRows, type Sql, sqlOn } from '../database/sql.ts';
import { itemWrites, keepReminded } from '../item-rows.ts';
import { commitAlone, keepBotsOut, openAlone } from '../open-alone.ts';
import { rememberPerson } from '../people.ts';

const countRow = z.tuple([z.object({ n: z.number() })]);

/** See `fillArchive`. */
export async function fillPostgres(url: string, work: (into: Filling) => Promise<void>): Promise<void> {
  const name = withoutPassword(url);
  const client = await openAlone(url, async (opened) => {
    await migrate(opened);
    await keepBotsOut(opened, name);
    await opened.query('BEGIN');
  });
  const sql = sqlOn(client);
  try {
    refuseFull(countRow.parse((await sql('SELECT count(*) AS n FROM incidents')).rows)[0].n, name);
    await work(writing(sql));
    await commitAlone(client, url, name);
  } catch (cause) {
    throw notFilled(cause, 'Check PostgreSQL, its disk, and the network to it.');
  } finally {
    // What isn't committed by then never was.
    await client.end();
  }
}

const writing = (sql: Sql): Filling =>
  fillingOf({
    async events(id, events) {
      await sql(
        `INSERT INTO events (incident, seq, at, type, by, body)
           SELECT @id, seq, at, type, by, body FROM json_to_recordset(@events)
             AS events (seq bigint, at bigint, type text, by text, body text)`,
        { id, events: asRows(events) },
      );
    },
    async rows(incident) {
      await sql(writeIncidentSql, incidentColumns(incident));
      for (const [text, values] of itemWrites(incident)) await sql(text, values);
    },
    row: (table, row) => insertRow(sql, table, row),
    async channel(channel, id) {
      await sql('INSERT INTO channels (channel, incident) VALUES (@channel, @id) ON CONFLICT DO NOTHING', {
        channel,
        id,
      });
    },
    person: (user, name) => rememberPerson(sql, user, name),
    async reminded({ receiver, day }) {
      await keepReminded(sql, receiver, day);
    },
    async highest(number) {
      await sql('UPDATE numbering SET highest = @number', { number });
    },
  });

const columnRows = z.array(z.object({ name: z.string() }));

async function insertRow(sql: Sql, table: 'incidents' | 'action_items', row: StoredRow): Promise<void> {
  const { rows } = await sql(
    'SELECT attname AS name FROM pg_attribute WHERE attrelid = @table::regclass AND attnum > 0 AND NOT attisdropped',
    { table },
  );
  const columns = columnRows
    .parse(rows)
    .map(({ name }) => name)
    .filter((name) => name in row)
    .join(', ');
  await sql(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, @rows)`,
    { rows: asRows([row]) },
  );
}
