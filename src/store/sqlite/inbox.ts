import type { Millis } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { Submitted } from '../change.ts';
import { correctedId, type ReceivedPayload, receivedColumns, receivedRow } from '../rows/inbox-rows.ts';
import type { Statements } from './statements.ts';

/**
 * The payloads that were processed, and what the forms among them said. Its functions run in the caller's
 * transaction.
 */
export class Inbox {
  readonly #sql: Statements;

  constructor(sql: Statements) {
    this.#sql = sql;
  }

  /** What was received under an ID; null if nothing was. */
  received(id: string): ReceivedPayload | null {
    const row = this.#sql('SELECT received_at, content, incident, said, seq FROM inbox WHERE id = ?').get(id);
    return row === undefined ? null : receivedRow.parse(row);
  }

  /** Saves that a payload was processed at a time (UTC ms), for which incident, and how a form was submitted. */
  keep(id: string, at: Millis, incident: Incident | null, form: Submitted | undefined): void {
    this.#sql(
      `INSERT OR REPLACE INTO inbox (id, received_at, content, incident, said, seq)
         VALUES (@id, @received_at, @content, @incident, @said, @seq)`,
    ).run({ id, ...receivedColumns(at, incident, form) });
  }

  /** Saves when a form's values were corrected, UTC ms. */
  keepCorrected(id: string, content: string, at: Millis): void {
    this.keep(correctedId(id, content), at, null, undefined);
  }

  /** Forgets what forms said about an entry; that they were accepted stays known. */
  forgetEntry(incident: number, entry: number): void {
    this.#sql(
      `UPDATE inbox SET said = NULL
         WHERE incident = ? AND json_extract(said, '$.type') = 'edit_entry' AND json_extract(said, '$.of') = ?`,
    ).run(incident, entry);
  }

  /** Deletes what was received before a time, UTC ms. */
  forget(before: number): void {
    this.#sql('DELETE FROM inbox WHERE received_at < ?').run(before);
  }
}
