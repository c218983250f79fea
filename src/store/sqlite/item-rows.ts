import type { Incident } from '../../domain/incident/incident.ts';
import type { OpenItem } from '../found.ts';
import { itemColumns, readOpenItems } from '../rows/item-rows.ts';
import type { Store } from '../store.ts';
import { boundKnown, knownSql } from './incident-rows.ts';
import type { Statements } from './statements.ts';

/** The SQL of action items, one row each. */
export class ItemRows {
  readonly #sql: Statements;

  constructor(sql: Statements) {
    this.#sql = sql;
  }

  /** See `Store.openItems`. */
  open({ dueBy = null, reader }: Parameters<Store['openItems']>[0]): OpenItem[] {
    const rows = this.#sql(
      `SELECT incident, item FROM action_items JOIN incidents ON id = incident
         WHERE open = 1 AND (@dueBy IS NULL OR (held = 1 AND (due IS NULL OR due <= @dueBy)))
           AND (@reader IS NULL OR drill = 0) AND (@owner IS NULL OR owner = @owner) AND ${knownSql}
         ORDER BY @reader IS NOT NULL AND owner IS NOT @reader, due IS NULL, due, incident, item`,
    ).all({
      dueBy,
      reader: reader?.user ?? null,
      owner: reader?.ownOnly ? reader.user : null,
      known: boundKnown(reader?.known ?? 'all'),
    });
    return readOpenItems(rows);
  }

  /** See `Store.wasReminded`. */
  wasReminded(receiver: string, day: string): boolean {
    const row = this.#sql('SELECT 1 FROM item_reminders WHERE receiver = ? AND day = ?').get(receiver, day);
    return row !== undefined;
  }

  /** See `Store.keepReminded`. Belongs inside a transaction. */
  keepReminded(receiver: string, day: string): boolean {
    const kept = this.#sql('INSERT OR IGNORE INTO item_reminders (receiver, day) VALUES (?, ?)').run(
      receiver,
      day,
    );
    return kept.changes > 0;
  }

  /** Writes the rows of an incident. Belongs inside a transaction. */
  write(incident: Incident): void {
    this.#sql('DELETE FROM action_items WHERE incident = ?').run(incident.id);
    const insert = this.#sql(
      `INSERT INTO action_items (incident, item, open, owner, due, since, held, added_at)
         VALUES (@incident, @item, @open, @owner, @due, @since, @held, @addedAt)`,
    );
    for (const item of itemColumns(incident)) insert.run(item);
  }
}
