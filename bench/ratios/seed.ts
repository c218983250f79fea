import Database from 'better-sqlite3';
import { z } from 'zod';
import { makeTallies } from '../../src/app/figures/read-figures.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite-store.ts';
import { story, storyChannel, tell } from './story.ts';

const eventRows = z.array(
  z.object({ seq: z.number(), at: z.number(), type: z.string(), by: z.string(), body: z.string() }),
);

/** How a database is filled: this many incidents, of about this many events each, the last `open` of them open. */
export type Filling = { readonly incidents: number; readonly events: number; readonly open: number };

/** The channel of the n-th incident in a filled database. */
export const channelOf = (n: number): string => `C0INC${n}`;

const minutes = 60_000;

/**
 * Fills a new database file with copies of two incidents that went through the real store. The copies are written with
 * plain SQL, because two million commits would take hours. The outbox is empty. The copies aren't in the index or the
 * tallies yet, as after an upgrade from a version that had neither.
 */
export async function seed(file: string, { incidents, events, open }: Filling, now: number): Promise<void> {
  const store = openSqlite(`file:${file}`);
  const began = now - 60 * minutes;
  const closed = await tell(store, story(Math.max(0, events - 9), 'closed'), began);
  const running = await tell(store, story(Math.max(0, events - 7), 'open'), began);
  await store.close();

  const db = new Database(file);
  db.pragma('synchronous = OFF');
  const rows = (id: number) =>
    eventRows.parse(
      db.prepare('SELECT seq, at, type, by, body FROM events WHERE incident = ? ORDER BY seq').all(id),
    );
  const templates = {
    closed: { id: closed, rows: rows(closed) },
    open: { id: running, rows: rows(running) },
  };
  const insertEvent = db.prepare(
    'INSERT INTO events (incident, seq, at, type, by, body) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const copyIncident = db.prepare(
    `INSERT INTO incidents (id, seq, title, severity, status, commander, channel, channel_name, opened_at,
       acknowledged_at, resolved_at, closed_at, next_update_at)
     SELECT ?, seq, title, severity, status, commander, ?, channel_name, opened_at,
       acknowledged_at, resolved_at, closed_at, next_update_at FROM incidents WHERE id = ?`,
  );
  const insertChannel = db.prepare('INSERT OR REPLACE INTO channels (channel, incident) VALUES (?, ?)');
  db.transaction(() => {
    const first = 3;
    for (let n = first; n < first + incidents; n += 1) {
      const template = n >= first + incidents - open ? templates.open : templates.closed;
      copyIncident.run(n, channelOf(n - first + 1), template.id);
      insertChannel.run(channelOf(n - first + 1), n);
      for (const row of template.rows)
        insertEvent.run(
          n,
          row.seq,
          row.at,
          row.type,
          row.by,
          row.body.replaceAll(storyChannel, channelOf(n - first + 1)),
        );
    }
    db.exec('DELETE FROM outbox');
  })();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

/** Does at once what a bot does in its spare time after an upgrade: the file is then as bots of this version leave it. */
export async function takeIn(file: string): Promise<void> {
  const store = openSqlite(`file:${file}`);
  while (await store.indexMore());
  await makeTallies(store, () => false);
  await store.close();
}

/** Throws if the upgrade has been taken in completely: a measurement that lasted longer would say nothing about it. */
export async function stillTakesIn(file: string): Promise<void> {
  const store = openSqlite(`file:${file}`);
  const more = await store.indexMore();
  await store.close();
  if (!more) throw new Error('The upgrade was taken in before the measurement ended.');
}
