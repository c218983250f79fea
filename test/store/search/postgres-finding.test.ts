import { expect, test } from 'vitest';
import { needlesIn } from '../../../src/domain/find/terms.ts';
import { anything, type Wanted } from '../../../src/domain/find/wanted.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import type { Store } from '../../../src/store/store.ts';
import { describeWith } from '../../support/describe-with.ts';
import { changed, open, tell } from '../support/orders.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../support/postgres.ts';
import { openDatabase } from '../support/postgres-engine.ts';

/** Adds so many incidents, whose words are `of`, as the newest. */
const addMany = (url: string, count: number, of: string): Promise<unknown> =>
  withClient(url, (client) =>
    client.query(`WITH made AS (
        INSERT INTO incidents (id, seq, title, severity, status, opened_at, searched)
        SELECT highest + n, 1, 'Something else', 'P2', 'CLOSED', 1, 1 FROM numbering, generate_series(1, ${count}) AS n
        RETURNING id),
      counted AS (UPDATE numbering SET highest = highest + ${count})
      INSERT INTO search (incident, part, words) SELECT id, 1, array_to_tsvector('{${of}}') FROM made`),
  );

const found = async (store: Store, words: string, filter: Partial<Wanted> = {}): Promise<number[]> => {
  const page = { before: null, limit: 2, known: [] } as const;
  return (await store.find({ ...anything, needles: needlesIn(words), ...filter }, page)).map(({ id }) => id);
};

/** How many words there are in each part of an incident's index. */
const partsOf = (url: string, incident: number): Promise<number[]> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ words: number }>(
      'SELECT length(words) AS words FROM search WHERE incident = $1 ORDER BY part',
      [incident],
    );
    return rows.map(({ words }) => words);
  });

describeWith(lackOfPostgres, 'A long record on PostgreSQL', () => {
  test('is indexed in small parts after the first, so that a note rewrites few words', async () => {
    const url = await freshDatabase();
    const store = openDatabase(url);
    const target = changed(await tell(store, open('Inbox hangs'))).id;
    for (let note = 0; note < 60; note += 1) {
      const text = plainText(Array.from({ length: 10 }, (_, n) => `k${note}n${n}`).join(' '));
      await tell(store, { type: 'add_note', text, when: null }, { target });
    }
    const [first = 0, ...later] = await partsOf(url, target);
    expect(first).toBeGreaterThanOrEqual(200);
    expect(first).toBeLessThan(230);
    expect(later.length).toBeGreaterThan(7);
    expect(Math.max(...later)).toBeLessThan(60);
    expect(await found(store, 'k0n0 k59n9 inbox')).toEqual([target]);
  });
});

describeWith(lackOfPostgres, 'Among thousands of incidents on PostgreSQL', () => {
  test('old ones are found by their words, also those of a long record, after newer ones', async () => {
    const url = await freshDatabase();
    const store = openDatabase(url);
    const many = (letter: string) => Array.from({ length: 450 }, (_, n) => `${letter}${n}`).join(' ');
    const long = changed(await tell(store, open('Inbox hangs'))).id;
    for (const letter of ['k', 'm', 'p'])
      await tell(store, { type: 'add_note', text: plainText(many(letter)), when: null }, { target: long });
    const short = changed(await tell(store, open('Inbox is slow'))).id;
    await addMany(url, 1_200, 'other');
    expect(await found(store, 'inbox')).toEqual([short, long]);
    expect(await found(store, 'k7 p449')).toEqual([long]);
    expect(await found(store, 'inbox p450')).toEqual([]);
    expect(await found(store, 'inbox', { severities: ['P2'] })).toEqual([]);
    expect(await found(store, 'other', { severities: ['P1'] })).toEqual([]);
    expect(await found(store, 'inbox', { severities: ['P1', 'P2', 'P1'] })).toEqual([short, long]);
    expect(await found(store, '', { severities: ['P1', 'P1'] })).toEqual([short, long]);
    const newest = changed(await tell(store, open('Inbox is back'))).id;
    expect(await found(store, 'inbox')).toEqual([newest, short]);
  });
});
