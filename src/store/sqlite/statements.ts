import type Database from 'better-sqlite3';

/** Finds the compiled statement of an SQL text. The texts are the program's own, so there are few. */
export type Statements = (sql: string) => Database.Statement;

/**
 * Compiles each SQL text once: compiling takes longer than most queries here. A statement must not be reused while
 * its own iterator is open.
 */
export function statements(db: Database.Database): Statements {
  const compiled = new Map<string, Database.Statement>();
  return (sql) => {
    const known = compiled.get(sql) ?? db.prepare(sql);
    compiled.set(sql, known);
    return known;
  };
}
