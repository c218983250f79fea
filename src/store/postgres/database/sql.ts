import type { ClientBase, QueryConfig, QueryResult } from 'pg';
import { gatherWrites } from './gathering-writes.ts';
import { lossOf } from './losses.ts';

/** What a statement returned: its rows, and how many it returned or changed. */
export type SqlResult = { readonly rows: readonly unknown[]; readonly count: number };

/**
 * Runs one statement; named parameters as `@name`, arrays by `= ANY(@names)`. Rows are validated by whoever reads them.
 * A `bigint` comes as a number; a sum of them is a `numeric`, which comes as a string unless it's cast. Throws pg's
 * DatabaseError, or ConnectionLost.
 */
export type Sql = (text: string, values?: Readonly<Record<string, unknown>>) => Promise<SqlResult>;

type Prepared = { readonly name: string; readonly text: string; readonly parameters: readonly string[] };

/** The texts are the program's own, so there are few. */
const prepared = new Map<string, Prepared>();

/** A statement with its values, ready to be sent. */
export type Statement = { readonly name: string; readonly text: string; readonly values: unknown[] };

/**
 * The statements of a transaction that writes. `atEnd` defers a statement whose answer isn't needed: those go out with the
 * commit, after everything else and in the given order. If one fails, nothing is saved.
 */
export type WritingSql = Sql & {
  readonly atEnd: (text: string, values?: Readonly<Record<string, unknown>>) => void;
};

/** Statements on one connection, each prepared once: planning takes longer than most of them. */
export const sqlOn =
  (client: ClientBase): Sql =>
  async (text, values = {}) =>
    runStatement(client, statement(text, values));

/** The same in a transaction that writes: `last` collects the statements for its end. */
export const writingSqlOn = (client: ClientBase, last: Statement[]): WritingSql =>
  Object.assign(sqlOn(client), {
    atEnd(text: string, values: Readonly<Record<string, unknown>> = {}) {
      last.push(statement(text, values));
    },
  });

/** Sends a statement. Throws pg's DatabaseError, or ConnectionLost. */
export async function runStatement(client: ClientBase, ready: Statement): Promise<SqlResult> {
  const { rows, rowCount } = await sendQuery(client, ready);
  return { rows, count: rowCount ?? 0 };
}

/** How many statements each connection has unanswered, and since when it has waited, ms by the monotonic clock. */
const unanswered = new WeakMap<ClientBase, { statements: number; since: number }>();

/** Sends a statement, or several as text. Throws pg's DatabaseError, or ConnectionLost. */
export async function sendQuery(client: ClientBase, query: string | QueryConfig): Promise<QueryResult> {
  const waits = unanswered.get(client) ?? { statements: 0, since: 0 };
  unanswered.set(client, waits);
  if (waits.statements === 0) waits.since = performance.now();
  waits.statements += 1;
  gatherWrites(client);
  try {
    return await client.query(query);
  } catch (error) {
    throw lossOf(error);
  } finally {
    waits.statements -= 1;
    waits.since = performance.now();
  }
}

/** Since when a connection has waited for the next answer, ms by the monotonic clock; null if it waits for none. */
export function unansweredSince(client: ClientBase): number | null {
  const waits = unanswered.get(client);
  return waits && waits.statements > 0 ? waits.since : null;
}

/** Throws TypeError if a value is missing. */
function statement(text: string, values: Readonly<Record<string, unknown>>): Statement {
  const { name, text: numbered, parameters } = prepare(text);
  return { name, text: numbered, values: parameters.map((parameter) => givenFor(parameter, values)) };
}

/**
 * Waits for statements that were asked for at once: each is sent before the one ahead of it is answered, and PostgreSQL runs
 * them in their order. Rejects when all have ended, so that none is left behind to be sent after a rollback.
 */
export async function allOf<const Parts extends readonly unknown[]>(
  parts: Parts,
): Promise<{ -readonly [Part in keyof Parts]: Awaited<Parts[Part]> }> {
  await Promise.allSettled(parts);
  return Promise.all(parts);
}

/** `@name` as PostgreSQL's `$1`, the same name always as the same number; operators such as `@@` and `@>` stay. */
function prepare(text: string): Prepared {
  const known = prepared.get(text);
  if (known) return known;
  const parameters: string[] = [];
  const numbered = text.replaceAll(/(?<![@\w])@([a-z_]\w*)/gi, (_, parameter: string) => {
    if (!parameters.includes(parameter)) parameters.push(parameter);
    return `$${parameters.indexOf(parameter) + 1}`;
  });
  const made = { name: `s${prepared.size + 1}`, text: numbered, parameters };
  prepared.set(text, made);
  return made;
}

function givenFor(parameter: string, values: Readonly<Record<string, unknown>>): unknown {
  const value = values[parameter];
  if (value === undefined) throw new TypeError(`The statement's @${parameter} has no value.`);
  return Array.isArray(value) ? value.map(storable) : storable(value);
}

/**
 * Rows as one parameter, for `json_to_recordset`: a character that a text of PostgreSQL can't hold is replaced as in any other
 * parameter, while JSON would escape it, which PostgreSQL refuses.
 */
export const asRows = (rows: readonly object[]): string =>
  JSON.stringify(rows, (_name, value: unknown) => storable(value));

/** PostgreSQL's texts hold every character but the one of code 0 and halves of a surrogate pair. */
const storable = (value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', '\u{FFFD}').toWellFormed() : value;
