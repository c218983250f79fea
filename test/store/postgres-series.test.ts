import { Connection } from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { allOf } from '../../src/store/postgres/database/sql.ts';
import { describeWith } from '../support/describe-with.ts';
import { freshDatabase, lackOfPostgres, transactionsOn } from './support/postgres.ts';

/** Counts how often PostgreSQL is asked for an answer from now on. */
function countAnswers(): () => number {
  const asked = [vi.spyOn(Connection.prototype, 'sync'), vi.spyOn(Connection.prototype, 'query')];
  onTestFinished(() => {
    for (const one of asked) one.mockRestore();
  });
  return () => asked.flatMap(({ mock }) => mock.calls).length;
}

const odd = ['', 'NULL', 'a "quoted" word', 'back\\slash', '{in},{braces}', 'two\nlines', ' spaces ', 'a\0b'];

describeWith(lackOfPostgres, 'A transaction on PostgreSQL whose statements are prepared', () => {
  test('is answered four times: begun, all it asks in one turn, all it leaves for its end, and its commit', async () => {
    const transactions = transactionsOn(await freshDatabase());
    const transact = () =>
      transactions.write(async (sql) => {
        for (let n = 0; n < 3; n += 1)
          sql.atEnd(`INSERT INTO people VALUES (gen_random_uuid()::text, @n)`, { n });
        const three = [1, 2, 3].map((n) => sql('SELECT @n::bigint AS n', { n }));
        return (await allOf(three)).map(({ rows, count }) => ({ rows, count }));
      }, 'answer');
    await transact();
    const answers = countAnswers();
    expect(await transact()).toEqual([1, 2, 3].map((n) => ({ rows: [{ n }], count: 1 })));
    expect(answers()).toBe(4);
    expect((await transactions.read((sql) => sql('SELECT FROM people'))).count).toBe(6);
  });

  test('is answered three times if it leaves nothing for its end', async () => {
    const transactions = transactionsOn(await freshDatabase());
    const transact = () => transactions.write((sql) => sql('SELECT 1'), 'answer');
    await transact();
    const answers = countAnswers();
    await transact();
    expect(answers()).toBe(3);
  });

  test('runs none of them after one that fails, throws its error, and lends its connection on', async () => {
    const transactions = transactionsOn(await freshDatabase());
    const divide = (by: number) =>
      transactions.write(async (sql) => {
        await allOf([
          sql(`INSERT INTO people VALUES (gen_random_uuid()::text, 'before')`),
          sql('SELECT 6 / @by::bigint AS n', { by }),
          sql(`SELECT nextval('outbox_id_seq')`),
        ]);
      }, 'answer');
    await divide(2);
    await expect(divide(0)).rejects.toThrow('division by zero');
    await divide(3);
    const { rows } = await transactions.read((sql) =>
      sql('SELECT count(*), (SELECT last_value FROM outbox_id_seq) AS last FROM people'),
    );
    expect(rows).toEqual([{ count: 2, last: 2 }]);
  });

  test('runs them in their order, also if one is new to the connection', async () => {
    const transactions = transactionsOn(await freshDatabase());
    const texts = ['one', 'two', 'three'].map(
      (name) => `INSERT INTO people SELECT '${name}', count(*)::text FROM people`,
    );
    const transact = (which: readonly (string | undefined)[]) =>
      transactions.write(async (sql) => {
        await sql('DELETE FROM people');
        await allOf(which.map((text = '') => sql(text)));
        return (await sql('SELECT name FROM people ORDER BY name')).rows;
      }, 'answer');
    const [one, two, three] = texts;
    await transact([one, three]);
    const inOrder = [{ name: '0' }, { name: '1' }, { name: '2' }];
    expect(await transact([one, two, three])).toEqual(inOrder);
    expect(await transact([three, two, one])).toEqual(inOrder);
  });

  test('passes on odd texts, and lists of them, as they are', async () => {
    const transactions = transactionsOn(await freshDatabase());
    const pass = () =>
      transactions.write(
        (sql) =>
          allOf([
            ...odd.map(async (text) => (await sql('SELECT @text::text AS it', { text })).rows),
            sql('SELECT @list::text[] AS it', { list: [...odd, null] }).then(({ rows }) => rows),
            sql('SELECT @list::bigint[] AS it', { list: [] }).then(({ rows }) => rows),
          ]),
        'answer',
      );
    const stored = odd.map((text) => text.replace('\0', '\u{FFFD}'));
    const expected = [...stored, [...stored, null], []].map((it) => [{ it }]);
    expect(await pass()).toEqual(expected);
    expect(await pass()).toEqual(expected);
  });
});
