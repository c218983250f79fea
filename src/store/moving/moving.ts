import type { StoredRow } from '../archive/archive.ts';

/** A table that is moved, by which columns its rows are in order: those of its primary key. */
export type MovedTable = { readonly name: string; readonly key: readonly string[] };

/**
 * Every table, in an order in which rows refer to earlier ones. Left out is what a database has of its own: the index of
 * words, which the bot fills, and who delivers.
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
 * What a database counts up: the highest number that an incident was given, the highest of an owed effect, and the latest
 * time that was seen, UTC ms.
 */
export type Counters = { readonly incident: number; readonly effect: number; readonly latest: number };

/** A database that no bot uses, and none begins to use until it's closed. */
export interface Movable {
  /** What people call it. */
  readonly name: string;
  /** The columns of a table, without what says something of this database alone. */
  columns(table: MovedTable): Promise<readonly string[]>;
  /** The rows of a table in the order of its key, some at a time. */
  rows(table: MovedTable, columns: readonly string[]): AsyncIterable<readonly StoredRow[]>;
  counters(): Promise<Counters>;
  /** What isn't committed by then never was. */
  close(): Promise<void>;
}

/** One that is filled, all of it in one transaction. */
export interface MoveTarget extends Movable {
  put(table: MovedTable, columns: readonly string[], rows: readonly StoredRow[]): Promise<void>;
  count(counters: Counters): Promise<void>;
  commit(): Promise<void>;
}
