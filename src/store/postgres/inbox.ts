import { z } from 'zod';
import type { IncidentId, Millis } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { Submitted } from '../change.ts';
import { type ReceivedPayload, receivedColumns, receivedRow } from '../rows/inbox-rows.ts';
import type { Sql, WritingSql } from './database/sql.ts';

const takenRow = z.tuple([receivedRow.extend({ taken: z.boolean() })]);

/** What was received under an ID; null if nothing was. */
export async function receivedPayload(sql: Sql, id: string): Promise<ReceivedPayload | null> {
  const { rows } = await sql('SELECT received_at, content, incident, said, seq FROM inbox WHERE id = @id', {
    id,
  });
  return rows.length === 0 ? null : receivedRow.parse(rows[0]);
}

/**
 * Takes a payload for the transaction, until its end: whoever has the same one waits, and then finds it received, or
 * takes it if nothing came of it. Returns what was received under its ID before; null if nothing was.
 */
export async function takePayload(sql: Sql, id: string, at: Millis): Promise<ReceivedPayload | null> {
  // What is found is locked by being updated. Only a row that is new has no xmax.
  const { rows } = await sql(
    `INSERT INTO inbox (id, received_at) VALUES (@id, @at)
       ON CONFLICT (id) DO UPDATE SET received_at = inbox.received_at
       RETURNING received_at, content, incident, said, seq, xmax = 0 AS taken`,
    { id, at },
  );
  const [{ taken, ...received }] = takenRow.parse(rows);
  return taken ? null : received;
}

/** Saves, at the end, what became of a payload: when it was processed, for which incident, and how a form was submitted. */
export function keepPayload(
  sql: WritingSql,
  id: string,
  at: Millis,
  incident: Incident | null,
  form: Submitted | undefined,
): void {
  // An UPDATE would scan the table if PostgreSQL planned it while there were few rows. This always uses the index.
  sql.atEnd(
    `INSERT INTO inbox (id, received_at, content, incident, said, seq)
       VALUES (@id, @received_at, @content, @incident, @said, @seq)
       ON CONFLICT (id) DO UPDATE SET received_at = excluded.received_at, content = excluded.content,
         incident = excluded.incident, said = excluded.said, seq = excluded.seq`,
    { id, ...receivedColumns(at, incident, form) },
  );
}

/** Nothing came of a payload that was taken for the first time: it may come again. */
export function giveBackPayload(sql: WritingSql, id: string): void {
  sql.atEnd('DELETE FROM inbox WHERE id = @id', { id });
}

/** Forgets what forms said about an entry; that they were accepted stays known. */
export async function forgetSaid(sql: Sql, incident: IncidentId, entry: number): Promise<void> {
  await sql(
    `UPDATE inbox SET said = NULL WHERE incident = @incident
       AND json_field(said, 'type') = 'edit_entry' AND json_number(said, 'of') = @entry`,
    { incident, entry },
  );
}

/** Deletes what was received before a time, UTC ms. Rows that another process has locked are left for the next time. */
export async function forgetPayloads(sql: Sql, before: number): Promise<void> {
  await sql(
    `DELETE FROM inbox WHERE id = ANY(ARRAY(
       SELECT id FROM inbox WHERE received_at < @before FOR UPDATE SKIP LOCKED))`,
    { before },
  );
}
