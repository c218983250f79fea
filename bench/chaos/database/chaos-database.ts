import type { z } from 'zod';
import type { ForeignLock } from './foreign-lock.ts';

/** What can happen to a database server that several bots use. */
export type ServerFaults = {
  /** Ends all connections to the database; new ones are made at once. */
  cut(): Promise<void>;
  /** Stops the server (`fast` ends all connections; `immediate` is like a crash), and starts it again after a while, ms. */
  restart(how: 'fast' | 'immediate', awayMs: number): Promise<void>;
  /** The process that has the right to deliver, by its number; null if none has, or if it can't be asked. */
  deliverer(): Promise<number | null>;
  /** Lets time pass for everything that is owed and wasn't promised for a time of day, ms: nobody sets the server's clock. */
  pass(ms: number): Promise<void>;
};

/** The database that the bots work on, as it's seen and disturbed from outside. */
export type ChaosDatabase = {
  readonly url: string;
  /** Where its file is; null if a server has it. */
  readonly file: string | null;
  /** Null for a file, on which one bot works, by a clock of its own. */
  readonly server: ServerFaults | null;
  readonly lock: ForeignLock;
  /** What a query finds; null if there is nothing to ask yet, or if it can't be asked at the moment. */
  read<Row>(sql: string, row: z.ZodType<Row>): Promise<readonly Row[] | null>;
  /** What is broken after all those kills, in the database's own words; null if nothing is. */
  broken(): Promise<string | null>;
  /** Leaves what someone needs for looking into a violation in a folder. */
  keep(folder: string): Promise<void>;
  close(): Promise<void>;
};

/** What a query finds that must be answered. Throws if it isn't. */
export async function readNow<Row>(
  database: Pick<ChaosDatabase, 'read'>,
  sql: string,
  row: z.ZodType<Row>,
): Promise<readonly Row[]> {
  const rows = await database.read(sql, row);
  if (!rows) throw new Error(`The database doesn't answer: ${sql}`);
  return rows;
}
