import { type ClientBase, Query, type QueryConfig, type QueryResult } from 'pg';
import { gatherWrites } from './gathering-writes.ts';
import { lossOf } from './losses.ts';

/** What a statement returned: its rows, and how many it returned or changed. */
export type SqlResult = { readonly rows: readonly unknown[]; readonly count: number };

/**
 * A statement with its values as PostgreSQL reads them. A connection prepares it once, under its name; without one, each time, so it
 * can't fail because the session has lost what was prepared.
 */
export type Statement = { readonly name: string; readonly text: string; readonly values: (string | null)[] };

/** What each connection has sent that isn't answered yet; since the last answer, ms by the monotonic clock. */
const unanswered = new WeakMap<ClientBase, { parts: number; since: number }>();
/** The names of the statements that each connection has prepared. */
const preparedOn = new WeakMap<ClientBase, Set<string>>();

type Waiting = { readonly statement: Statement; readonly sent: (answer: Promise<SqlResult>) => void };

/** What is to be sent on each connection when this turn ends. */
const waitingOn = new WeakMap<ClientBase, Waiting[]>();

/** Sends a statement, or several as text, after all that was given before. Throws pg's DatabaseError, or ConnectionLost. */
export function sendQuery(client: ClientBase, query: string | QueryConfig): Promise<QueryResult> {
  sendWaiting(client);
  return answered(client, () => client.query(query));
}

/** The same of a statement that is prepared with it, if it isn't yet. */
export async function sendStatement(client: ClientBase, statement: Statement): Promise<SqlResult> {
  const result = await sendQuery(client, statement);
  preparedOn.set(client, (preparedOn.get(client) ?? new Set()).add(statement.name));
  return resultOf(result);
}

/**
 * The same of statements of one transaction, which PostgreSQL runs in their order and answers together: answering each by itself
 * takes it as long as running it. If one fails, none after it is run, and all throw its error.
 */
export function sendSeries(client: ClientBase, statements: readonly Statement[]): Promise<SqlResult>[] {
  sendWaiting(client);
  if (statements.length === 0) return [];
  const prepared = preparedOn.get(client);
  if (!statements.every(({ name }) => name === '' || prepared?.has(name)))
    return statements.map((one) => sendStatement(client, one));
  const answer = answered(client, () => asked(client, statements));
  return statements.map(async (_, n) => resultOf((await answer)[n]));
}

/** The same of one statement, together with all others that are given so in this turn. */
export function sendInSeries(client: ClientBase, statement: Statement): Promise<SqlResult> {
  return new Promise((sent) => {
    const waiting = waitingOn.get(client);
    if (waiting) return void waiting.push({ statement, sent });
    waitingOn.set(client, [{ statement, sent }]);
    gatherWrites(client, () => sendWaiting(client));
  });
}

/** Since when a connection has waited for the next answer, ms by the monotonic clock; null if it waits for none. */
export function unansweredSince(client: ClientBase): number | null {
  const waits = unanswered.get(client);
  return waits && waits.parts > 0 ? waits.since : null;
}

function sendWaiting(client: ClientBase): void {
  const waiting = waitingOn.get(client);
  if (!waiting) return;
  waitingOn.delete(client);
  const statements = waiting.map(({ statement }) => statement);
  for (const [n, answer] of sendSeries(client, statements).entries()) waiting[n]?.sent(answer);
}

async function answered<Answer>(client: ClientBase, ask: () => Promise<Answer>): Promise<Answer> {
  const waits = unanswered.get(client) ?? { parts: 0, since: 0 };
  unanswered.set(client, waits);
  if (waits.parts === 0) waits.since = performance.now();
  waits.parts += 1;
  gatherWrites(client);
  try {
    return await ask();
  } catch (error) {
    throw lossOf(error);
  } finally {
    waits.parts -= 1;
    waits.since = performance.now();
  }
}

/** What pg does for each statement, with one Sync for all: https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-PIPELINING */
const asked = (client: ClientBase, statements: readonly Statement[]): Promise<QueryResult[]> =>
  new Promise((resolve, reject) => {
    // Of several statements, pg's result is a list.
    const series = new Query('', (error, result) => (error ? reject(error) : resolve([result].flat())));
    series.submit = (connection) => {
      for (const { name, text, values } of statements) {
        if (name === '') connection.parse({ name, text, types: [] }, true);
        connection.bind({ statement: name, values }, true);
        connection.describe({ type: 'P' }, true);
        connection.execute(null, true);
      }
      connection.sync();
    };
    client.query(series);
  });

const resultOf = (result: QueryResult | undefined): SqlResult => ({
  rows: result?.rows ?? [],
  count: result?.rowCount ?? 0,
});
