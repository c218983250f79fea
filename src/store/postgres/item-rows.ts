import type { Incident } from '../../domain/incident/incident.ts';
import type { OpenItem } from '../found.ts';
import { itemColumns, readOpenItems } from '../rows/item-rows.ts';
import type { Store } from '../store.ts';
import { asRows, type Sql } from './database/sql.ts';
import { knownIds, mayBeKnownSql } from './incident-rows.ts';

/** See `Store.openItems`. */
export async function itemsToDo(
  sql: Sql,
  { dueBy = null, reader }: Parameters<Store['openItems']>[0],
): Promise<OpenItem[]> {
  const { rows } = await sql(
    `SELECT incident, item FROM action_items JOIN incidents ON id = incident
       WHERE open = 1 AND (@dueBy::text IS NULL OR (held = 1 AND (due IS NULL OR due <= @dueBy)))
         AND (@reader::text IS NULL OR drill = 0) AND (@owner::text IS NULL OR owner = @owner) AND ${mayBeKnownSql}
       ORDER BY @reader::text IS NOT NULL AND owner IS DISTINCT FROM @reader, due NULLS LAST, incident, item`,
    {
      dueBy,
      reader: reader?.user ?? null,
      owner: reader?.ownOnly ? reader.user : null,
      known: knownIds(reader?.known ?? 'all'),
    },
  );
  return readOpenItems(rows);
}

/** See `Store.wasReminded`. */
export async function wasReminded(sql: Sql, receiver: string, day: string): Promise<boolean> {
  const { count } = await sql('SELECT 1 FROM item_reminders WHERE receiver = @receiver AND day = @day', {
    receiver,
    day,
  });
  return count > 0;
}

/** See `Store.keepReminded`; another process may have saved it a moment ago. */
export async function keepReminded(sql: Sql, receiver: string, day: string): Promise<boolean> {
  const { count } = await sql(
    'INSERT INTO item_reminders (receiver, day) VALUES (@receiver, @day) ON CONFLICT DO NOTHING',
    { receiver, day },
  );
  return count > 0;
}

/** The statements, in order and with their values, that write the action items of an incident whose row is locked. */
export const itemWrites = (incident: Incident) =>
  [
    ['DELETE FROM action_items WHERE incident = @id', { id: incident.id }],
    [
      `INSERT INTO action_items (incident, item, open, owner, due, since, held, added_at)
         SELECT incident, item, open, owner, due, since, held, "addedAt" FROM json_to_recordset(@items) AS items (
           incident bigint, item bigint, open smallint, owner text, due text, since bigint, held smallint, "addedAt" bigint)`,
      { items: asRows(itemColumns(incident)) },
    ],
  ] as const;
