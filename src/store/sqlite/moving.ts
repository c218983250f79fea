import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { StoredRow } from '../archive/archive.ts';
import { ownColumns, readRows } from '../archive/archive-rows.ts';
import { isDamage } from '../error-advice.ts';
import { errorMessage } from '../error-message.ts';
import type { Counters, Movable, MovedTable, MoveTarget } from '../moving/moving.ts';
import { inOrder, quoted, upsert } from '../moving/upsert.ts';
import { StoreUnavailable } from '../store-unavailable.ts';
import { cannotOpen, connect, type SqliteConnection } from './database/connect.ts';
import { databaseFile } from './database/location.ts';
import { DatabaseTaken, type Lock, lockFor } from './database/lock.ts';
import { assertCurrent, migrate } from './database/migrate.ts';
import { commitAll } from './database/wal.ts';
import { IncidentRows } from './incident-rows.ts';
import { type Statements, statements } from './statements.ts';

/** How many rows are read at a time. */
const rowsAtOnce = 500;

const columnRows = z.array(z.object({ name: z.string() }));
const counterRow = z.object({ effect: z.int(), latest: z.int() });

/** Opens a file to be copied, which isn't written to; see `openToMove`. */
export function openSqliteSource(url: string): Movable {
  const file = databaseFile(url);
  if (!existsSync(file))
    throw new StoreUnavailable(`There's no database at ${file}. Check DATABASE_URL. Nothing was moved.`);
  return opened(file, () => {
    const db = new Database(file, { readonly: true, fileMustExist: true });
    try {
      assertCurrent(db);
      const found = String(db.pragma('quick_check(1)', { simple: true }));
      if (found !== 'ok') throw new Error(found);
      db.exec('BEGIN');
      return db;
    } catch (cause) {
      db.close();
      throw cause instanceof StoreUnavailable && !isDamage(cause) ? cause : cannotOpen(file, cause);
    }
  });
}

/** Opens a file to be filled, and creates it if there is none; see `openToFill`. */
export function openSqliteTarget(url: string): MoveTarget {
  const file = databaseFile(url);
  try {
    return opened(file, () => begun(connect(file, false)));
  } catch (cause) {
    if (cause instanceof DatabaseTaken) throw cause;
    // Whatever is wrong with it: the advice for a bot's own database is to put a backup in its place.
    const { cause: why } = cause instanceof StoreUnavailable ? cause : { cause };
    const reason = why === undefined ? '' : ` (${errorMessage(why)})`;
    throw new StoreUnavailable(
      `--to names ${file}, which can't become a database of the bot${reason}. Nothing was moved. Name a new file, on a disk with room.`,
      { cause },
    );
  }
}

function begun(db: SqliteConnection): SqliteConnection {
  try {
    migrate(db);
    db.exec('BEGIN IMMEDIATE');
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** Under the lock that keeps bots out. */
function opened(file: string, open: () => SqliteConnection): MovableFile {
  const lock = lockFor(file);
  try {
    return new MovableFile(open(), lock);
  } catch (error) {
    lock.release(false);
    throw error;
  }
}

class MovableFile implements MoveTarget {
  readonly name: string;
  readonly #db: SqliteConnection;
  readonly #sql: Statements;
  readonly #lock: Lock;
  #committed = false;

  constructor(db: SqliteConnection, lock: Lock) {
    this.name = db.name;
    this.#db = db;
    this.#sql = statements(db);
    this.#lock = lock;
  }

  columns = async ({ name }: MovedTable): Promise<string[]> =>
    columnRows
      .parse(this.#sql(`SELECT name FROM pragma_table_info('${name}')`).all())
      .flatMap((column) => (ownColumns.includes(column.name) ? [] : column.name));

  async *rows(table: MovedTable, columns: readonly string[]): AsyncGenerator<StoredRow[]> {
    let some: unknown[] = [];
    for (const row of this.#db.prepare(inOrder(table, columns)).iterate()) {
      some.push(row);
      if (some.length < rowsAtOnce) continue;
      yield readRows(some);
      some = [];
    }
    if (some.length > 0) yield readRows(some);
  }

  counters = async (): Promise<Counters> => ({
    incident: new IncidentRows(this.#sql).nextId() - 1,
    ...counterRow.parse(
      this.#sql(
        `SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'outbox'), 0) AS effect, latest FROM clock`,
      ).get(),
    ),
  });

  /** The lock on the file has kept every bot from starting. */
  async endReading(): Promise<void> {}

  async clear({ name }: MovedTable): Promise<void> {
    this.#sql(`DELETE FROM ${quoted(name)}`).run();
  }

  async put(table: MovedTable, columns: readonly string[], rows: readonly StoredRow[]): Promise<void> {
    const places = columns.map((column) => `@${column}`).join(', ');
    const write = this.#sql(upsert(table, columns, `VALUES (${places})`));
    for (const row of rows) write.run(row);
  }

  async count({ incident, effect, latest }: Counters): Promise<void> {
    this.#sql(
      'INSERT INTO numbering (id, highest) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET highest = excluded.highest',
    ).run(incident);
    this.#sql('UPDATE clock SET latest = ?').run(latest);
    this.#sql("DELETE FROM sqlite_sequence WHERE name = 'outbox'").run();
    this.#sql("INSERT INTO sqlite_sequence (name, seq) VALUES ('outbox', ?)").run(effect);
  }

  async commit(): Promise<void> {
    commitAll(this.#db);
    this.#committed = true;
  }

  async close(): Promise<void> {
    this.#db.close();
    this.#lock.release(this.#committed);
  }
}
