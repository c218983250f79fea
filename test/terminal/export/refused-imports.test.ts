import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plainText } from '../../../src/domain/text/text.ts';
import { digest } from '../../../src/terminal/export/format.ts';
import { changed, open, tell } from '../../store/support/orders.ts';
import { openFile, temporaryFolder, withSql } from '../../store/support/sqlite.ts';
import { exportOf, importInto, newDatabase, tablesOf, written } from './support/exports.ts';

/** An export of two incidents, one with an umlaut and a bracket in its title. */
async function exported(): Promise<string> {
  const file = join(temporaryFolder(), 'incidents.db');
  const store = openFile(file);
  const { id } = changed(await tell(store, open('Ünread [{"chats" hang')));
  await tell(store, { type: 'add_note', text: plainText('Rolled back'), when: null }, { target: id });
  await tell(store, open('Webhooks late'));
  return exportOf(file);
}

type Document = {
  format: number;
  incidents: Incident[];
  people: object;
  reminded: unknown[];
  highest: number;
};
type Incident = { name: string; title: string; events: { seq: number; event: object; incident: number }[] };

/** The document as somebody who counts the digest anew could change it. */
function altered(document: string, change: (document: Document) => void): string {
  const { sha256: _, ...parsed } = JSON.parse(document);
  change(parsed);
  const sum = digest();
  for (const incident of parsed.incidents) sum.incident(incident);
  return JSON.stringify({ ...parsed, sha256: sum.end(parsed) });
}

const second = ({ incidents: [, incident] }: Document): Incident => incident ?? expect.fail('missing');
const nextEvent = ({ incidents: [first] }: Document) => first?.events[1] ?? expect.fail('missing');

describe('import refuses', () => {
  test.each<[string, (doc: string) => string | Uint8Array, RegExp]>([
    ['a file that ends in the middle', (doc) => doc.slice(0, -200), /ends in the middle\./],
    [
      'a file that ends inside a letter',
      (doc) => Buffer.from(doc).subarray(0, doc.indexOf('nread')),
      /ends in the middle\./,
    ],
    ['an empty file', () => '', /ends in the middle\./],
    [
      'a changed letter',
      (doc) => doc.replace('Webhooks', 'Webhocks'),
      /was changed after it was exported, or is damaged\./,
    ],
    [
      'a lost incident',
      (doc) => doc.replace(/,\n\{"name":"INC-2".*\n/, '\n'),
      /was changed after it was exported/,
    ],
    [
      'a lost bracket',
      (doc) => doc.replace('"events":[{', '"events":[[{'),
      /ends in the middle\.|isn't JSON/,
    ],
    ['a bit that turned', (doc) => Buffer.from(doc).fill(0xff, 300, 301), /isn't UTF-8, or is damaged\./],
    ['what is no JSON', () => '{"format":1,,}', /isn't JSON, or is damaged\./],
    ['another JSON', () => '{"name":"some-package"}', /isn't an export of this program\./],
    ['a list', () => '[1, 2]', /isn't an export of this program\./],
    [
      'a newer format, whatever it looks like',
      (doc) =>
        altered(doc, (it) => {
          it.format = 2;
          it.incidents = [];
        }),
      /has format 2, but this version only reads 1\. Use a newer version\./,
    ],
    [
      'an incident that comes twice',
      (doc) =>
        altered(doc, (it) => {
          second(it).name = 'INC-1';
          for (const one of second(it).events) one.incident = 1;
        }),
      /holds INC-1 twice, or in the wrong place\./,
    ],
    [
      'an event of another incident',
      (doc) =>
        altered(doc, (it) => {
          nextEvent(it).incident = 2;
        }),
      /holds events of INC-1 that aren't its own or have gaps\./,
    ],
    [
      'a missing event',
      (doc) =>
        altered(doc, (it) => {
          nextEvent(it).seq = 3;
        }),
      /holds events of INC-1 that aren't its own or have gaps\./,
    ],
    [
      'a record that does not begin with its declaration',
      (doc) =>
        altered(doc, (it) => {
          second(it).events[0] = { ...nextEvent(it), seq: 1, incident: 2 };
        }),
      /holds events of INC-2 that make no incident\./,
    ],
    [
      'something else among the incidents',
      (doc) =>
        altered(doc, (it) => {
          second(it).name = 'Nobody';
        }),
      /holds an incident that isn't one\./,
    ],
    [
      'a count that is too low',
      (doc) =>
        altered(doc, (it) => {
          it.highest = 1;
        }),
      /counts fewer incidents than it holds\./,
    ],
  ])('%s, and leaves an empty database', async (_name, bytes, sentence) => {
    const database = newDatabase();
    const refused = await importInto(database, written(bytes(await exported())));
    expect(refused).toMatch(sentence);
    expect(refused).toMatch(/Nothing was imported\./);
    if (existsSync(database)) expect(Object.values(tablesOf(database)).flat()).toEqual([]);
  });

  test('a missing file, and a folder', async () => {
    expect(await importInto(newDatabase(), join(temporaryFolder(), 'none.json'))).toMatch(
      /can't be read \(ENOENT.*Check the path\./,
    );
    expect(await importInto(newDatabase(), temporaryFolder())).toMatch(
      /can't be read \(EISDIR.*Check the path\./,
    );
  });

  test('a database that contains incidents, and one that a bot uses', async () => {
    const file = join(temporaryFolder(), 'incidents.db');
    const store = openFile(file);
    const document = await exported();
    await expect(importInto(file, written(document))).rejects.toThrow(/^A bot is already using the database/);
    await tell(store, open());
    await store.close();
    const before = readFileSync(file);
    await expect(importInto(file, written(document))).rejects.toThrow(
      /already holds 1 incident\. Nothing was changed\. Import into an empty one/,
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

describe('import accepts', () => {
  test('a reformatted file, and what a newer version added to it', async () => {
    const database = newDatabase();
    const doc = await exported();
    const more = altered(doc, (it) => Object.assign(second(it), { mood: 'calm' }));
    expect(await importInto(database, written(JSON.stringify(JSON.parse(more), null, 4)))).toBeNull();
    expect(withSql(database, (db) => db.prepare('SELECT count(*) AS n FROM events').get())).toEqual({ n: 3 });
  });

  test('a database that the bot created and in which nothing has happened', async () => {
    const file = join(temporaryFolder(), 'incidents.db');
    await openFile(file).close();
    const document = await exported();
    expect(await importInto(file, written(document))).toBeNull();
    expect(await exportOf(file)).toBe(document);
  });
});
