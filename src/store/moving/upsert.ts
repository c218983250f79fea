import type { MovedTable } from './moving.ts';

/** A name as both engines take it, also where it's a word of theirs. */
export const quoted = (name: string): string => `"${name}"`;

/** The columns of a table, for SQL. */
export const columnsSql = (columns: readonly string[]): string => columns.map(quoted).join(', ');

/** The SQL of the rows of a table in the order of its key. */
export const inOrder = ({ name, key }: MovedTable, columns: readonly string[]): string =>
  `SELECT ${columnsSql(columns)} FROM ${quoted(name)} ORDER BY ${columnsSql(key)}`;

/** The SQL that puts what `rows` selects into a table. Triggers may have made a row already, which it replaces. */
export function upsert({ name, key }: MovedTable, columns: readonly string[], rows: string): string {
  const others = columns.filter((column) => !key.includes(column));
  const set = others.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(', ');
  return `INSERT INTO ${quoted(name)} (${columnsSql(columns)}) ${rows}
    ON CONFLICT (${columnsSql(key)}) DO ${others.length > 0 ? `UPDATE SET ${set}` : 'NOTHING'}`;
}
