import { z } from 'zod';
import type { Earlier } from '../../domain/incident/commands.ts';
import { incidentIdSchema, type Millis } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { parseJson } from '../../domain/text/parse-json.ts';
import type { Submitted } from '../store.ts';
import type { Statements } from './statements.ts';

const rowSchema = z.object({
  content: z.string().nullable(),
  incident: incidentIdSchema.nullable(),
  said: z.string().nullable(),
  seq: z.number().int().nullable(),
});
const saidSchema = z.record(z.string(), z.unknown());

/** A payload that was processed before. */
type Received = z.infer<typeof rowSchema>;

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
  received(id: string): Received | null {
    const row = this.#sql('SELECT content, incident, said, seq FROM inbox WHERE id = ?').get(id);
    return row === undefined ? null : rowSchema.parse(row);
  }

  /** Saves that a payload was processed at a time (UTC ms), for which incident, and how a form was submitted. */
  keep(id: string, at: Millis, incident: Incident | null, form: Submitted | undefined): void {
    this.#sql(
      'INSERT OR REPLACE INTO inbox (id, received_at, content, incident, said, seq) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(
      id,
      at,
      form?.content ?? null,
      incident?.id ?? null,
      form ? JSON.stringify(form.command) : null,
      incident?.seq ?? null,
    );
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

/**
 * Whether a payload is the same as the one received before. If an earlier version accepted it without saving its
 * values, it is, whatever it says now.
 */
export const isSamePayload = (received: Received, content: string | null): boolean =>
  received.content === null || received.content === content;

/** A form as it was received, for one with different values. */
export const asEarlier = ({ said, seq }: Received): Earlier => ({
  submitted: said === null ? null : (saidSchema.safeParse(parseJson(said)).data ?? null),
  seq,
});
