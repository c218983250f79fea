import { z } from 'zod';
import type { IncidentId } from '../../../domain/incident/ids.ts';
import type { Archive, Reminded, StoredEvent, StoredRow } from '../../archive.ts';
import { connect, type SqliteConnection } from '../database/connect.ts';
import { databaseFile } from '../database/location.ts';
import { assertCurrent } from '../database/migrate.ts';
import { EventLog } from '../event-log.ts';
import { IncidentRows } from '../incident-rows.ts';
import { ItemRows } from '../item-rows.ts';
import { People } from '../people.ts';
import { type Statements, statements } from '../statements.ts';

const storedEvents = z.array(
  z.object({
    seq: z.number(),
    at: z.number(),
    type: z.string(),
    by: z.string(),
    body: z.string(),
  }),
);
const anyRows = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])));
const remindedRows = z.array(z.object({ receiver: z.string(), day: z.string() }));
const channelRows = z.array(z.object({ channel: z.string() }));

/**
 * Opens the archive of a database, next to a running bot, in one read transaction that lasts until it's closed. Throws
 * StoreUnavailable if there is no database, or if it isn't this version's.
 */
export function openArchive(url: string): Archive {
  const db = connect(databaseFile(url), true);
  try {
    assertCurrent(db);
    db.pragma('query_only = ON');
    db.exec('BEGIN');
    return new SqliteArchive(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

class SqliteArchive implements Archive {
  readonly #db: SqliteConnection;
  readonly #sql: Statements;
  readonly #incidents: IncidentRows;
  readonly #eventLog: EventLog;
  readonly #people: People;

  constructor(db: SqliteConnection) {
    this.#db = db;
    this.#sql = statements(db);
    this.#incidents = new IncidentRows(this.#sql);
    this.#eventLog = new EventLog(this.#sql, this.#incidents, new ItemRows(this.#sql));
    this.#people = new People(this.#sql);
  }

  ids: Archive['ids'] = async () => this.#incidents.ids('everywhere');
  events: Archive['events'] = async (id) => this.#eventLog.read(id).recorded;
  duplicatesOf: Archive['duplicatesOf'] = async (id) => this.#incidents.duplicatesOf(id);
  everybody: Archive['everybody'] = async () => this.#people.everybody();
  people: Archive['people'] = async (users) => this.#people.names(users);

  stored = async (id: IncidentId): Promise<StoredEvent[]> => {
    const rows = this.#sql('SELECT seq, at, type, by, body FROM events WHERE incident = ? ORDER BY seq').all(
      id,
    );
    return storedEvents.parse(rows);
  };

  rows: Archive['rows'] = async (id) => {
    const all = (sql: string): StoredRow[] => anyRows.parse(this.#sql(sql).all(id));
    const channels = this.#sql('SELECT channel FROM channels WHERE incident = ? ORDER BY channel').all(id);
    return {
      incident: withoutOwn(all('SELECT * FROM incidents WHERE id = ?')[0] ?? {}),
      items: all('SELECT * FROM action_items WHERE incident = ? ORDER BY item'),
      channels: channelRows.parse(channels).map(({ channel }) => channel),
    };
  };

  reminded = async (): Promise<Reminded[]> =>
    remindedRows.parse(this.#sql('SELECT receiver, day FROM item_reminders ORDER BY receiver, day').all());

  highest = async (): Promise<number> => this.#incidents.nextId() - 1;

  close = async (): Promise<void> => {
    this.#db.close();
  };
}

/** Whether the index has an incident is true of this database alone. */
const withoutOwn = (row: StoredRow): StoredRow =>
  Object.fromEntries(Object.entries(row).filter(([column]) => column !== 'searched'));
