import type { IncidentId } from '../../../domain/incident/ids.ts';
import type { Archive } from '../../archive/archive.ts';
import { readKept, readReminded, readStored } from '../../archive/archive-rows.ts';
import { connect, type SqliteConnection } from '../database/connect.ts';
import { databaseFile } from '../database/location.ts';
import { assertCurrent } from '../database/migrate.ts';
import { EventLog } from '../event-log.ts';
import { IncidentRows } from '../incident-rows.ts';
import { ItemRows } from '../item-rows.ts';
import { People } from '../people.ts';
import { type Statements, statements } from '../statements.ts';

/** See `openArchive`: in one read transaction, which lasts until it's closed. */
export function openSqliteArchive(url: string): Archive {
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

  ids: Archive['ids'] = async () => this.#incidents.ids();
  events: Archive['events'] = async (id) => this.#eventLog.read(id).recorded;
  duplicatesOf: Archive['duplicatesOf'] = async (id) => this.#incidents.duplicatesOf(id);
  everybody: Archive['everybody'] = async () => this.#people.everybody();
  people: Archive['people'] = async (users) => this.#people.names(users);
  stored: Archive['stored'] = async (id) =>
    readStored(this.#all('SELECT seq, at, type, by, body FROM events WHERE incident = ? ORDER BY seq', id));
  rows: Archive['rows'] = async (id) =>
    readKept(
      this.#all('SELECT * FROM incidents WHERE id = ?', id),
      this.#all('SELECT * FROM action_items WHERE incident = ? ORDER BY item', id),
      this.#all('SELECT channel FROM channels WHERE incident = ? ORDER BY channel', id),
    );
  reminded: Archive['reminded'] = async () =>
    readReminded(this.#sql('SELECT receiver, day FROM item_reminders ORDER BY receiver, day').all());
  highest: Archive['highest'] = async () => this.#incidents.nextId() - 1;

  #all(sql: string, id: IncidentId): unknown[] {
    return this.#sql(sql).all(id);
  }

  async close(): Promise<void> {
    this.#db.close();
  }
}
