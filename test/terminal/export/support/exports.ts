import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { isRefusal } from '../../../../src/domain/incident/refusal.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import { fillArchive, openArchive } from '../../../../src/store/archive/open-archive.ts';
import type { Store } from '../../../../src/store/store.ts';
import { importFrom } from '../../../../src/terminal/export/import.ts';
import { type ExportOptions, runExport } from '../../../../src/terminal/export/run-export.ts';
import { changed, open, tell } from '../../../store/support/orders.ts';
import { temporaryFolder, withSql } from '../../../store/support/sqlite.ts';

/** The URL of a database that is given by that, or by its file. */
const urlOf = (database: string): string => (database.includes(':') ? database : `file:${database}`);

/** What `export` prints of a database. */
export async function exportOf(
  file: string,
  name = 'all',
  { as = 'json', publicOnly = false }: Partial<ExportOptions> = {},
): Promise<string> {
  const archive = await openArchive(urlOf(file));
  const pieces: string[] = [];
  const out = new Writable({
    write(piece, _encoding, done) {
      pieces.push(String(piece));
      done();
    },
  });
  try {
    const done = await runExport(archive, { name, as, publicOnly }, out);
    return isRefusal(done) ? done.refused : pieces.join('');
  } finally {
    await archive.close();
  }
}

/** Declares incidents, some hundred kilobytes of them. */
export async function declareMany(store: Store): Promise<void> {
  const impact = plainText('x'.repeat(2_000));
  for (let count = 0; count < 100; count += 1) changed(await tell(store, { ...open(), impact }));
}

/** A file with a text in it. */
export function written(text: string | Uint8Array): string {
  const file = join(temporaryFolder(), 'incidents.json');
  writeFileSync(file, text);
  return file;
}

/** Imports a document into a database; says why not. */
export const importInto = async (database: string, document: string): Promise<string | null> => {
  const done = await importFrom(document, (work) => fillArchive(urlOf(database), work));
  return isRefusal(done) ? done.refused : null;
};

/** The file of a database that doesn't exist yet. */
export const newDatabase = (): string => join(temporaryFolder(), 'new.db');

const tables = [
  'events',
  'incidents',
  'channels',
  'action_items',
  'people',
  'item_reminders',
  'outbox',
  'inbox',
];

/** What a database holds of incidents, table by table, but for what its search index knows of them. */
export const tablesOf = (file: string, names: readonly string[] = tables): Record<string, unknown[]> =>
  Object.fromEntries(
    names.map((table) => [
      table,
      withSql(file, (db) => db.prepare(`SELECT * FROM ${table}`).all()).map(withoutIndex),
    ]),
  );

const withoutIndex = (row: unknown): unknown => Object.assign({}, row, { searched: 0 });
