import { z } from 'zod';
import type { StoredRow } from '../archive/archive.ts';
import { errorMessage } from '../error-message.ts';
import { StoreUnavailable } from '../store-unavailable.ts';
import { type Movable, type MovedTable, type MoveTarget, movedTables } from './moving.ts';

/** How many rows of each table were moved. */
export type Moved = ReadonlyMap<string, number>;

/**
 * Copies a database into one in which nothing has happened, and compares both row by row before anything is committed. Throws
 * StoreUnavailable with the target as it was; the source is only read.
 */
export async function move(source: Movable, target: MoveTarget): Promise<Moved> {
  const moved = new Map<string, number>();
  try {
    await empty(source, target);
    for (const table of movedTables)
      moved.set(table.name, await fitting(`a row of ${table.name}`, copy(table, source, target)));
    await fitting(
      'a counter',
      source.counters().then((counters) => target.count(counters)),
    );
    for (const table of movedTables) await compare(table, source, target);
    await compareCounters(source, target);
    await source.endReading();
    await target.commit();
    return moved;
  } catch (cause) {
    throw cause instanceof StoreUnavailable
      ? cause
      : new StoreUnavailable(
          `Nothing was moved (${errorMessage(cause)}). Both databases are as they were. ${todoAbout(cause, target)}`,
          { cause },
        );
  }
}

const todoAbout = (cause: unknown, { name }: MoveTarget): string =>
  cause instanceof Error && 'code' in cause && cause.code === '42501'
    ? 'The users in DATABASE_URL and --to have to own their databases, with all tables.'
    : `Check ${name}, its disk, and the network to it.`;

/** Removes what a bot that has only started there has left. Throws StoreUnavailable if anything else is there. */
async function empty(source: Movable, target: MoveTarget): Promise<void> {
  for (const table of movedTables) {
    for await (const row of one(target.rows(table, await target.columns(table))))
      if (!(await isLeftByStart(table, row, source)))
        throw new StoreUnavailable(
          `The database ${target.name} isn't empty: it has ${table.name}. Nothing was changed. Move into a new one.`,
        );
    await target.clear(table);
  }
}

/** Its workspace, which has to be the same, and what monitoring has seen there but not told anybody: that would be an episode. */
const isLeftByStart = async (table: MovedTable, { team }: StoredRow, source: Movable): Promise<boolean> =>
  table.name === 'watch' || (table.name === 'workspace' && team === (await teamOf(source, table)));

async function teamOf(source: Movable, workspace: MovedTable): Promise<StoredRow[string] | undefined> {
  const teams: (StoredRow[string] | undefined)[] = [];
  for await (const { team } of one(source.rows(workspace, await source.columns(workspace)))) teams.push(team);
  return teams[0];
}

async function copy(table: MovedTable, source: Movable, target: MoveTarget): Promise<number> {
  const columns = await source.columns(table);
  const others = await target.columns(table);
  if (columns.toSorted().join() !== others.toSorted().join())
    throw new Error(`The columns of ${table.name} differ.`);
  let count = 0;
  for await (const rows of source.rows(table, columns)) {
    await target.put(table, columns, rows.map(portable));
    count += rows.length;
  }
  return count;
}

/** No engine but SQLite keeps the character of code 0; it's in no text that people read. */
const portable = (row: StoredRow): StoredRow =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === 'string' ? value.replaceAll('\0', '\u{FFFD}') : value,
    ]),
  );

/** Whether a row's value is to blame: PostgreSQL's classes 22 and 23, SQLite's own codes, or a type that no table has. */
const isUnfit = (cause: unknown): boolean =>
  cause instanceof z.ZodError ||
  (cause instanceof Error &&
    'code' in cause &&
    /^(?:2[23]...|SQLITE_(?:CONSTRAINT|MISMATCH).*)$/.test(String(cause.code)));

/** Throws StoreUnavailable if what was stored is to blame. */
const fitting = <Result>(what: string, work: Promise<Result>): Promise<Result> =>
  work.catch((cause: unknown) => {
    if (!isUnfit(cause)) throw cause;
    const why = cause instanceof z.ZodError ? 'neither text nor a number below 2^53' : errorMessage(cause);
    throw new StoreUnavailable(
      `Nothing was moved: ${what} has a value that the bot never writes (${why}). Both databases are as they were. Undo what another program wrote there, or restore a backup.`,
      { cause },
    );
  });

async function compare(table: MovedTable, source: Movable, target: Movable): Promise<void> {
  const columns = await source.columns(table);
  const others = one(target.rows(table, columns));
  for await (const row of one(source.rows(table, columns))) {
    const { value: other } = await others.next();
    if (!other || valuesText(portable(row), columns) !== valuesText(other, columns))
      throw differs(table, row);
  }
  const { value: more } = await others.next();
  if (more) throw differs(table, more);
}

async function* one(all: AsyncIterable<readonly StoredRow[]>): AsyncGenerator<StoredRow, undefined> {
  for await (const rows of all) yield* rows;
}

const valuesText = (row: StoredRow, columns: readonly string[]): string =>
  JSON.stringify(columns.map((column) => row[column]));

async function compareCounters(source: Movable, target: Movable): Promise<void> {
  const [from, to] = [await source.counters(), await target.counters()];
  if (from.incident !== to.incident || from.effect !== to.effect || from.latest !== to.latest)
    throw new StoreUnavailable(
      'Nothing was moved: the copy counts differently. Both databases are as they were.',
    );
}

/** By its key, because a row can hold what only some may know. */
const differs = ({ name, key }: MovedTable, row: StoredRow): StoreUnavailable =>
  new StoreUnavailable(
    `Nothing was moved: the copy of a row of ${name} differs (${key.map((column) => row[column]).join(', ')}). Both databases are as they were.`,
  );
