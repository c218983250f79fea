import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Engine } from './bench.ts';

/** A disk in memory, where there is one: for tests of thousands of commits that are not about the disk. */
export const quickDisk = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A folder of the running test's own, gone when it ends. */
export function temporaryFolder(disk = tmpdir()): string {
  const folder = mkdtempSync(join(disk, 'store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens a file as the bot does; closed when the test ends. */
export function openFile(file: string, options?: { exclusive: boolean }): Store {
  const store = openSqlite(`file:${file}`, options);
  onTestFinished(() => store.close());
  return store;
}

/** A new store whose commits wait for no disk. */
export const quickStore = (): Store => openFile(join(temporaryFolder(quickDisk), 'incidents.db'));

/** Does something to the file from outside, as a person with a SQL shell would. */
export function withSql<T>(file: string, work: (db: Database.Database) => T): T {
  const db = new Database(file);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** SQLite in a real file, with real locks and a real WAL. */
export const sqlite: Engine = {
  name: 'SQLite',
  async bench() {
    const file = join(temporaryFolder(), 'incidents.db');
    const store = openFile(file);
    let latest = store;
    return {
      store,
      async restart() {
        await latest.close();
        latest = openFile(file);
        return latest;
      },
      async plantEvent(incident, seq, body) {
        withSql(file, (db) =>
          db.prepare('UPDATE events SET body = ? WHERE incident = ? AND seq = ?').run(body, incident, seq),
        );
      },
      async plantEffect(key, body) {
        withSql(file, (db) => db.prepare('UPDATE outbox SET effect = ? WHERE key = ?').run(body, key));
      },
      async unindex(incident) {
        withSql(file, (db) => {
          db.exec("INSERT INTO search (search) VALUES ('delete-all')");
          db.prepare('UPDATE incidents SET searched = 0 WHERE id = ?').run(incident);
        });
      },
    };
  },
};
