import Database from 'better-sqlite3';
import { z } from 'zod';
import type { Harness } from '../../../demo/harness.ts';
import type { Clock } from '../../../src/app/clock.ts';
import { isPostgres } from '../../../src/store/opening/database-url.ts';
import { queryNow } from '../../support/postgres/query-now.ts';

type Kept = Pick<Harness, 'env'>;

const databaseUrl = ({ env }: Kept): string => env.DATABASE_URL ?? '';

/** The file that the bot keeps its record in. */
export const databaseFile = ({ env }: Kept): string => (env.DATABASE_URL ?? '').replace(/^file:/, '');

const eventRow = z.object({
  incident: z.number(),
  seq: z.number(),
  at: z.number(),
  type: z.string(),
  by: z.string(),
  body: z.string(),
});

/** One row of the events. `at` is UTC ms; `by` and `body` are JSON, or should be. */
export type EventRow = z.infer<typeof eventRow>;

/** The events of all incidents as they are stored, oldest first. */
export const eventRows = (stage: Kept): EventRow[] =>
  z
    .array(eventRow)
    .parse(query(stage, 'SELECT incident, seq, at, type, by, body FROM events ORDER BY incident, seq'));

/** The events of all incidents, or those of one type, with their contents read. */
export const events = (stage: Kept, type?: string) =>
  eventRows(stage)
    .filter((row) => type === undefined || row.type === type)
    .map((row) => ({ ...row, body: z.record(z.string(), z.unknown()).parse(JSON.parse(row.body)) }));

/** The request_ids kept with an incident, in the order they were first seen. */
export const requestIds = (stage: Kept, incident = 1): unknown[] =>
  events(stage, 'request_id_seen')
    .filter((event) => event.incident === incident)
    .map(({ body }) => body.requestId);

const outboxRow = z.object({
  key: z.string(),
  due: z.number(),
  dead: z.number().nullable(),
  why: z.string().nullable(),
});

/** What the bot owes: keys with their due times (UTC ms), and whether they were put aside. */
export const outbox = (stage: Kept): z.infer<typeof outboxRow>[] =>
  z
    .array(outboxRow)
    .parse(
      query(stage, 'SELECT key, due_at AS due, dead_at AS dead, last_error AS why FROM outbox ORDER BY key'),
    );

/** The keys of what was put aside. */
export const putAside = (stage: Kept): string[] =>
  outbox(stage)
    .filter(({ dead }) => dead !== null)
    .map(({ key }) => key);

/** What is promised for later, and waits for nothing. */
const promises = "('wake', 'check_response', 'check_comms_lead', 'check_again')";

/**
 * When the next thing is due that the bot owes, UTC ms: 0 while something is being done, null when nothing is
 * owed but promises for later and what waits behind another try.
 */
export function nextDue(stage: Kept & { readonly clock: Pick<Clock, 'now'> }): number | null {
  const type = isPostgres(databaseUrl(stage))
    ? `json_field(effect, 'type')`
    : `json_extract(effect, '$.type')`;
  const sql = `SELECT CASE WHEN leased = 1 THEN 0 ELSE due_at END AS due FROM outbox WHERE dead_at IS NULL AND unread = 0
    AND (leased = 1 OR due_at <= ? OR ${type} NOT IN ${promises})
    AND NOT EXISTS (SELECT 1 FROM outbox older
      WHERE older.lane = outbox.lane AND older.dead_at IS NULL AND older.unread = 0 AND older.id < outbox.id)
    AND NOT EXISTS (SELECT 1 FROM outbox first
      WHERE first.key = outbox.behind AND first.dead_at IS NULL AND first.unread = 0)
    ORDER BY due LIMIT 1`;
  return z.array(z.object({ due: z.number() })).parse(query(stage, sql, stage.clock.now()))[0]?.due ?? null;
}

/** The version of the schema that the file has. */
export const schemaVersion = (stage: Kept): number =>
  z.tuple([z.object({ user_version: z.number() })]).parse(query(stage, 'PRAGMA user_version'))[0]
    .user_version;

/** Changes rows behind the bot's back, as another version would have written them. */
export function rewrite(stage: Kept, sql: string, ...values: unknown[]): void {
  if (isPostgres(databaseUrl(stage))) return void queryNow(databaseUrl(stage), numbered(sql), ...values);
  const db = new Database(databaseFile(stage));
  db.prepare(sql).run(...values);
  db.close();
}

function query(stage: Kept, sql: string, ...values: unknown[]): readonly unknown[] {
  if (isPostgres(databaseUrl(stage))) return queryNow(databaseUrl(stage), numbered(sql), ...values);
  const db = new Database(databaseFile(stage), { readonly: true });
  try {
    return db.prepare(sql).all(...values);
  } finally {
    db.close();
  }
}

/** PostgreSQL has `$1` where SQLite has `?`. */
function numbered(sql: string): string {
  let count = 0;
  return sql.replaceAll('?', () => `$${++count}`);
}
