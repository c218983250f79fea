import type { ClientBase } from 'pg';
import { type SqlResult, type Statement, sendInSeries, sendStatement } from './sending.ts';

/**
 * Runs one statement; named parameters as `@name`, arrays by `= ANY(@names)`. Rows are validated by whoever reads them.
 * A `bigint` comes as a number; a sum of them is a `numeric`, which comes as a string unless it's cast. Throws pg's
 * DatabaseError, or ConnectionLost.
 */
export type Sql = (text: string, values?: Readonly<Record<string, unknown>>) => Promise<SqlResult>;

type Prepared = { readonly name: string; readonly text: string; readonly parameters: readonly string[] };

/** The texts are the program's own, so there are few. */
const prepared = new Map<string, Prepared>();

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
    sendStatement(client, statement(text, values));

/** The same in a transaction that writes: `last` collects the statements for its end; those of one turn are answered together. */
export function writingSqlOn(client: ClientBase, last: Statement[]): WritingSql {
  const sql: Sql = async (text, values = {}) => sendInSeries(client, statement(text, values));
  return Object.assign(sql, {
    atEnd(text: string, values: Readonly<Record<string, unknown>> = {}) {
      last.push(statement(text, values));
    },
  });
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

function givenFor(parameter: string, values: Readonly<Record<string, unknown>>): string | null {
  const value = values[parameter];
  if (value === undefined) throw new TypeError(`The statement's @${parameter} has no value.`);
  return Array.isArray(value) ? `{${value.map((one) => elementOf(asText(one)))}}` : asText(value);
}

/** As an array's element: https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */
const elementOf = (text: string | null): string =>
  text === null ? 'NULL' : `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

const asText = (value: unknown): string | null => (value === null ? null : String(storable(value)));

/**
 * Rows as one parameter, for `json_to_recordset`: a character that a text of PostgreSQL can't hold is replaced as in any other
 * parameter, while JSON would escape it, which PostgreSQL refuses.
 */
export const asRows = (rows: readonly object[]): string =>
  JSON.stringify(rows, (_name, value: unknown) => storable(value));

/** PostgreSQL's texts hold every character but the one of code 0 and halves of a surrogate pair. */
const storable = (value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', '\u{FFFD}').toWellFormed() : value;
