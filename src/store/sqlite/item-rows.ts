import { z } from 'zod';
import { incidentIdSchema } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { ActionItem } from '../../domain/incident/items/action-item.ts';
import type { OpenItem, Store } from '../store.ts';
import { boundKnown, knownSql } from './incident-rows.ts';
import type { Statements } from './statements.ts';

const openRows = z.array(z.object({ incident: incidentIdSchema, item: z.number() }));

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
           AND (@reader IS NULL OR drill = 0) AND ${knownSql}
         ORDER BY @reader IS NOT NULL AND owner IS NOT @reader, due IS NULL, due, incident, item`,
    ).all({ dueBy, reader: reader?.user ?? null, known: boundKnown(reader?.known ?? 'all') });
    return openRows.parse(rows);
  }

  /** See `Store.wasReminded`. */
  wasReminded(receiver: string, { from, before }: { from: string; before: string }): boolean {
    const row = this.#sql(
      'SELECT 1 FROM item_reminders WHERE receiver = ? AND day >= ? AND day < ? LIMIT 1',
    ).get(receiver, from, before);
    return row !== undefined;
  }

  /** Keeps that somebody is reminded on a day; false if that was kept before. Belongs inside a transaction. */
  remind(receiver: string, day: string): boolean {
    const kept = this.#sql('INSERT OR IGNORE INTO item_reminders (receiver, day) VALUES (?, ?)').run(
      receiver,
      day,
    );
    return kept.changes > 0;
  }

  /** Writes the rows of an incident. Belongs inside a transaction. */
  write({ id, items }: Incident): void {
    this.#sql('DELETE FROM action_items WHERE incident = ?').run(id);
    const insert = this.#sql(
      'INSERT INTO action_items (incident, item, open, owner, due, since, held, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    for (const item of items.values())
      insert.run(
        id,
        item.id,
        item.state.kind === 'open' ? 1 : 0,
        ownerOf(item),
        dayOf(item),
        item.since,
        item.unheld ? 0 : 1,
        item.addedAt,
      );
  }
}

const ownerOf = ({ owner }: ActionItem): string | null => (owner?.kind === 'person' ? owner.user : null);
const dayOf = ({ due }: ActionItem): string | null => (due?.kind === 'day' ? due.day : null);
