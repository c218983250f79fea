import { type ClientBase, DatabaseError } from 'pg';
import { z } from 'zod';
import { canPass, OldPrimary } from './losses.ts';
import { sqlOn } from './sql.ts';

/** The bot's tables, and PostgreSQL's timeline. Some providers hide it, and a standby can't say. */
const placeSql = `SELECT CASE WHEN pg_is_in_recovery() THEN ''
    ELSE concat_ws(' ', to_regclass('outbox')::oid, left(pg_walfile_name(pg_current_wal_lsn()), 8)) END AS place`;
const placeRow = z.tuple([z.object({ place: z.string() })]);
const hidden = { rows: [{ place: '-' }] };

type Place = { readonly tables: string; readonly timeline: number };

/**
 * The newest PostgreSQL timeline that this process has seen. A standby that takes over starts a newer one, so an older one means a
 * former primary: if the address leads back there, it's refused, even if it still takes writes. The timeline is read from the
 * server, not from the lineage: `pg_upgrade` starts at timeline 1 again but keeps the old lineage.
 */
export class NewestTimeline {
  #newest: Place = { tables: '', timeline: 0 };
  readonly #places = new WeakMap<ClientBase, Place>();

  /** Checks where a connection leads, once per connection. Later statements are answered after this one. Throws OldPrimary. */
  async look(client: ClientBase): Promise<void> {
    const known = this.#places.get(client);
    if (known) return this.#admit(known);
    const { rows } = await sqlOn(client)(placeSql).catch((error: unknown) => {
      if (error instanceof DatabaseError && !canPass(error)) return hidden;
      throw error;
    });
    const [{ place: text }] = placeRow.parse(rows);
    if (text === '') return;
    const [tables = '', timeline = ''] = text.split(' ');
    const place = { tables, timeline: /^[\dA-F]{8}$/.test(timeline) ? Number.parseInt(timeline, 16) : 0 };
    this.#places.set(client, place);
    this.#admit(place);
  }

  #admit(place: Place): void {
    if (place.timeline === 0) return;
    if (place.tables === this.#newest.tables && place.timeline < this.#newest.timeline)
      throw new OldPrimary(
        `The database is on timeline ${place.timeline}, but was on ${this.#newest.timeline} before.`,
      );
    this.#newest = place;
  }
}
