import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFile, temporaryFolder, withSql } from '../../store/support/sqlite.ts';

/** What an export does with each table: a new one has to be decided on. */
const tables: Readonly<Record<string, string>> = {
  action_items: 'follows from the events; exported only of an incident that cannot be read',
  channels: 'follows from the events; exported only of an incident that cannot be read',
  clock: 'is of the machine',
  episodes: 'left out: suggestions are no incidents, and their messages stay where they are',
  events: 'exported',
  inbox: 'left out: payloads that have been processed come from Slack within days',
  incidents: 'follows from the events; exported only of an incident that cannot be read',
  item_reminders: 'exported',
  numbering: 'exported as the highest number',
  outbox: 'left out: nothing is owed for what was imported',
  people: 'exported',
  search: 'an index, filled by the bot',
  search_config: 'the same',
  search_data: 'the same',
  search_idx: 'the same',
  sqlite_sequence: 'of SQLite',
  tallies: 'follow from the events; made when figures are asked for',
  watch: 'left out: monitoring sees by itself how things stand',
  workspace: 'left out: it becomes that of the first bot on the new database',
};

test('The export accounts for every table in the store', async () => {
  const file = join(temporaryFolder(), 'incidents.db');
  await openFile(file).close();
  const stored = withSql(file, (db) =>
    db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all(),
  );
  expect(stored).toEqual(Object.keys(tables));
});
