import { type ClientBase, DatabaseError } from 'pg';
import { z } from 'zod';
import { canPass, OldPrimary } from './losses.ts';
import { sqlOn } from './sql.ts';

/** Which tables these are, and PostgreSQL's timeline. Some providers don't tell it, and a standby can't. */
const placeSql = `SELECT CASE WHEN pg_is_in_recovery() THEN ''
    ELSE concat_ws(' ', to_regclass('outbox')::oid, left(pg_walfile_name(pg_current_wal_lsn()), 8)) END AS place`;
const placeRow = z.tuple([z.object({ place: z.string() })]);
const untold = { rows: [{ place: '-' }] };

type Place = { readonly tables: string; readonly timeline: number };

/**
 * The newest timeline that this process has seen of its database. A standby that takes over begins a newer one, so an older one is
 * that of the primary before it: if the address leads back there, and it still takes writes, it's refused all the same. Only the
 * server's own word counts: `pg_upgrade` begins with timeline 1 again, and keeps the mark of a lineage with what that was.
 */
export class NewestTimeline {
  #newest: Place = { tables: '', timeline: 0 };
  readonly #places = new WeakMap<ClientBase, Place>();

  /** Asks a connection where it leads, once if it tells; what is sent after that is answered after it. Throws OldPrimary. */
  async look(client: ClientBase): Promise<void> {
    const known = this.#places.get(client);
    if (known) return this.#admit(known);
    const { rows } = await sqlOn(client)(placeSql).catch((error: unknown) => {
      if (error instanceof DatabaseError && !canPass(error)) return untold;
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
