import type { StoredRow } from '../archive/archive.ts';

/** A table to move. `key`: the columns of its primary key, which order its rows. */
export type MovedTable = { readonly name: string; readonly key: readonly string[] };

/**
 * Every table to move, each after those that its rows refer to. Left out is what belongs to one database alone: who
 * delivers, and the index of words, which the bot fills again.
 */
export const movedTables: readonly MovedTable[] = [
  { name: 'incidents', key: ['id'] },
  { name: 'events', key: ['incident', 'seq'] },
  { name: 'channels', key: ['channel'] },
  { name: 'action_items', key: ['incident', 'item'] },
  { name: 'item_reminders', key: ['receiver', 'day'] },
  { name: 'tallies', key: ['incident'] },
  { name: 'episodes', key: ['id'] },
  { name: 'watch', key: ['id'] },
  { name: 'outbox', key: ['id'] },
  { name: 'inbox', key: ['id'] },
  { name: 'people', key: ['user'] },
  { name: 'workspace', key: ['id'] },
];

/**
 * What a database counts: the highest incident number, the highest number of an owed effect, and the latest time it has
 * seen, UTC ms.
 */
export type Counters = { readonly incident: number; readonly effect: number; readonly latest: number };

/** A database that no bot uses, and in which none can write until it's closed. */
export interface Movable {
  /** What people call it. */
  readonly name: string;
  /** The columns of a table, except those that concern this database alone. */
  columns(table: MovedTable): Promise<readonly string[]>;
  /** The rows of a table in the order of its key, some at a time. */
  rows(table: MovedTable, columns: readonly string[]): AsyncIterable<readonly StoredRow[]>;
  counters(): Promise<Counters>;
  /** Ends reading. Throws StoreUnavailable if a bot has begun to use it meanwhile: it would go on here. */
  endReading(): Promise<void>;
  /** Closes it, and undoes whatever wasn't committed. */
  close(): Promise<void>;
}

/** A database to copy into, all in one transaction. */
export interface MoveTarget extends Movable {
  /** Removes the rows of a table. */
  clear(table: MovedTable): Promise<void>;
  put(table: MovedTable, columns: readonly string[], rows: readonly StoredRow[]): Promise<void>;
  count(counters: Counters): Promise<void>;
  commit(): Promise<void>;
}
