import type { Client } from 'pg';
import { z } from 'zod';
import type { StoredRow } from '../archive/archive.ts';
import { ownColumns, readRows } from '../archive/archive-rows.ts';
import type { Counters, Movable, MovedTable, MoveTarget } from '../moving/moving.ts';
import { columnsSql, inOrder, quoted, upsert } from '../moving/upsert.ts';
import { withoutPassword } from '../opening/database-url.ts';
import { StoreUnavailable } from '../store-unavailable.ts';
import { assertCurrent, migrate } from './database/migrate.ts';
import { commitAlone, isAwaited, isDelivered, keepBotsOut, openAlone } from './open-alone.ts';
import { movedOutbox } from './outbox/set-back.ts';

/** How many rows are read at a time. */
const rowsAtOnce = 500;

const columnRows = z.array(z.object({ name: z.string() }));
const counterRow = z.tuple([z.object({ incident: z.int(), effect: z.int(), latest: z.int() })]);

/** Opens a database to be copied, which isn't written to; see `openToMove`. */
export const openPostgresSource = (url: string): Promise<Movable> =>
  opened(url, async (client) => {
    await assertCurrent(client);
    await keepBotsOut(client, withoutPassword(url));
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  });

/** Opens a database to be filled, and makes its tables if there are none; see `openToFill`. */
export const openPostgresTarget = (url: string): Promise<MoveTarget> =>
  opened(url, async (client) => {
    await migrate(client);
    await keepBotsOut(client, withoutPassword(url));
    await client.query('BEGIN');
  });

const opened = async (url: string, prepare: (client: Client) => Promise<void>): Promise<MovableDatabase> =>
  new MovableDatabase(url, await openAlone(url, prepare));

class MovableDatabase implements MoveTarget {
  readonly name: string;
  readonly #url: string;
  readonly #client: Client;

  constructor(url: string, client: Client) {
    this.name = withoutPassword(url);
    this.#url = url;
    this.#client = client;
  }

  async columns({ name }: MovedTable): Promise<string[]> {
    const { rows } = await this.#client.query(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
         ORDER BY attnum`,
      [name],
    );
    return columnRows.parse(rows).flatMap((column) => (ownColumns.includes(column.name) ? [] : column.name));
  }

  async *rows(table: MovedTable, columns: readonly string[]): AsyncGenerator<StoredRow[]> {
    const all = table.name === 'outbox' ? movedOutbox(columns) : inOrder(table, columns);
    await this.#client.query(`DECLARE moving CURSOR FOR ${all}`);
    for (;;) {
      const { rows } = await this.#client.query(`FETCH ${rowsAtOnce} FROM moving`);
      if (rows.length === 0) break;
      yield readRows(rows);
    }
    await this.#client.query('CLOSE moving');
  }

  async counters(): Promise<Counters> {
    const { rows } = await this.#client.query(
      `SELECT highest AS incident, (SELECT latest FROM clock),
         (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM outbox_id_seq) AS effect FROM numbering`,
    );
    return counterRow.parse(rows)[0];
  }

  async endReading(): Promise<void> {
    await this.#client.query('COMMIT');
    if ((await isDelivered(this.#client)) || (await isAwaited(this.#client)))
      throw new StoreUnavailable(
        `A bot or a command has begun to use ${this.name} meanwhile. Nothing was moved. Stop all bots on it, then start this again.`,
      );
  }

  async clear({ name }: MovedTable): Promise<void> {
    await this.#client.query(`DELETE FROM ${quoted(name)}`);
  }

  async put(table: MovedTable, columns: readonly string[], rows: readonly StoredRow[]): Promise<void> {
    const selected = `SELECT ${columnsSql(columns)} FROM json_populate_recordset(NULL::${quoted(table.name)}, $1)`;
    await this.#client.query(upsert(table, columns, selected), [JSON.stringify(rows)]);
  }

  async count({ incident, effect, latest }: Counters): Promise<void> {
    await this.#client.query('UPDATE numbering SET highest = $1', [incident]);
    await this.#client.query('UPDATE clock SET latest = $1', [latest]);
    // What may be left there is of effects that are gone, whose IDs others have now.
    await this.#client.query('DELETE FROM times_to_move');
    if (effect > 0) await this.#client.query("SELECT setval('outbox_id_seq', $1)", [effect]);
  }

  async commit(): Promise<void> {
    await commitAlone(this.#client, this.#url, this.name);
  }

  close(): Promise<void> {
    return this.#client.end();
  }
}
