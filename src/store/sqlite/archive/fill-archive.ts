import { dirname } from 'node:path';
import { z } from 'zod';
import { fold } from '../../../domain/evolve/evolve.ts';
import type { Recorded } from '../../../domain/incident/events/events.ts';
import type { IncidentId } from '../../../domain/incident/ids.ts';
import { counted } from '../../../domain/text/text.ts';
import { type Filling, type StoredIncident, type StoredRow, UnfitIncident } from '../../archive.ts';
import { adviceFor } from '../../error-advice.ts';
import { errorMessage } from '../../error-message.ts';
import { StoreUnavailable } from '../../store-unavailable.ts';
import { connect, type SqliteConnection } from '../database/connect.ts';
import { databaseFile } from '../database/location.ts';
import { lockFor } from '../database/lock.ts';
import { migrate } from '../database/migrate.ts';
import { shortenLog } from '../database/wal.ts';
import { EventLog } from '../event-log.ts';
import { IncidentRows } from '../incident-rows.ts';
import { ItemRows } from '../item-rows.ts';
import { People } from '../people.ts';
import { type Statements, statements } from '../statements.ts';

const countRow = z.object({ n: z.number() });

/**
 * Fills a database that holds no incidents, and is created if there is none, in one transaction: whatever `work` throws,
 * or if the process dies, it stays empty. Nothing is owed for what is put in. Throws StoreUnavailable if a bot uses the
 * database, or if it holds incidents.
 */
export function fillArchive(url: string, work: (into: Filling) => void): void {
  const file = databaseFile(url);
  const db = connect(file, false);
  let sound = false;
  const lock = orClose(db, () => lockFor(file));
  try {
    migrate(db);
    db.transaction(() => {
      refuseFull(db, file);
      work(fillingOf(statements(db)));
    }).immediate();
    shortenLog(db);
    sound = true;
  } catch (cause) {
    if (!adviceFor(cause)) throw cause;
    throw new StoreUnavailable(
      `Nothing was imported (${errorMessage(cause)}). Check the permissions and free space of ${dirname(file)}.`,
      { cause },
    );
  } finally {
    db.close();
    lock.release(sound);
  }
}

function orClose<T>(db: SqliteConnection, work: () => T): T {
  try {
    return work();
  } catch (error) {
    db.close();
    throw error;
  }
}

function refuseFull(db: SqliteConnection, file: string): void {
  const { n } = countRow.parse(db.prepare('SELECT count(*) AS n FROM incidents').get());
  if (n > 0)
    throw new StoreUnavailable(
      `The database ${file} already holds ${counted(n, 'incident')}. Nothing was changed. Import into an empty one: set DATABASE_URL to a new file.`,
    );
}

function fillingOf(sql: Statements): Filling {
  const rows = new IncidentRows(sql);
  const items = new ItemRows(sql);
  const eventLog = new EventLog(sql, rows, items);
  const people = new People(sql);
  const owns = (channel: string, id: IncidentId) =>
    sql('INSERT OR IGNORE INTO channels (channel, incident) VALUES (?, ?)').run(channel, id);

  const readable = (id: IncidentId, recorded: readonly Recorded[]): void => {
    const incident = fold(recorded);
    if (!incident) throw new Error('It has no events.');
    rows.write(incident);
    items.write(incident);
    for (const channel of channelsIn(recorded)) owns(channel, id);
  };
  const unreadable = ({ id, rows: kept }: StoredIncident): void => {
    insertRow(sql, 'incidents', { ...kept?.incident, id });
    for (const item of kept?.items ?? []) insertRow(sql, 'action_items', { ...item, incident: id });
    for (const channel of kept?.channels ?? []) owns(channel, id);
  };
  return {
    incident(incident) {
      const { id, events } = incident;
      const insert = sql('INSERT INTO events (incident, seq, at, type, by, body) VALUES (?, ?, ?, ?, ?, ?)');
      try {
        for (const { seq, at, type, by, body } of events) insert.run(id, seq, at, type, by, body);
        const read = eventLog.read(id);
        if (read.unreadable) unreadable(incident);
        else readable(id, read.recorded);
        return read.unreadable ? 'unreadable' : 'readable';
      } catch (cause) {
        throw adviceFor(cause) ? cause : new UnfitIncident(id, cause);
      }
    },
    person: (user, name) => people.remember(user, name),
    reminded({ receiver, day }) {
      items.remind(receiver, day);
    },
    highest(number) {
      sql('INSERT INTO numbering (id, highest) VALUES (1, ?)').run(number);
    },
  };
}

/** Every channel that the incident had, as its events tell. */
const channelsIn = (recorded: readonly Recorded[]): string[] =>
  recorded.flatMap(({ event }) => {
    if (event.type === 'channel_ready') return [event.channel];
    return event.type === 'opened' && event.adopted ? [event.adopted.channel] : [];
  });

const columnRows = z.array(z.object({ name: z.string() }));

/** Inserts a row as another version left it, as far as the table has its columns. */
function insertRow(sql: Statements, table: 'incidents' | 'action_items', row: StoredRow): void {
  const columns = columnRows
    .parse(sql(`SELECT name FROM pragma_table_info('${table}')`).all())
    .map(({ name }) => name)
    .filter((name) => name in row);
  const places = columns.map((name) => `@${name}`);
  sql(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`).run(row);
}
