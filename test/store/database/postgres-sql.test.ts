import { expect, test } from 'vitest';
import { allOf, type Sql, type WritingSql } from '../../../src/store/postgres/database/sql.ts';
import { describeWith } from '../../support/describe-with.ts';
import { freshDatabase, lackOfPostgres, transactionsOn } from '../support/postgres.ts';

const fresh = async () => transactionsOn(await freshDatabase());

describeWith(lackOfPostgres, 'A statement on PostgreSQL', () => {
  test('takes named values, each as often as it likes, beside operators with an @', async () => {
    const { rows, count } = await (await fresh()).read((sql) =>
      sql(
        `SELECT @a::text || @b || @a AS text, 'x'::tsvector @@ 'x'::tsquery AS found, ARRAY[1] @> ARRAY[1] AS held`,
        {
          a: 'one',
          b: ' two ',
        },
      ),
    );
    expect(rows).toEqual([{ text: 'one two one', found: true, held: true }]);
    expect(count).toBe(1);
  });

  test('takes a list of values', async () => {
    const { rows } = await (await fresh()).read((sql) =>
      sql('SELECT n FROM generate_series(1, 5) AS n WHERE n = ANY(@wanted)', { wanted: [2, 4] }),
    );
    expect(rows).toEqual([{ n: 2 }, { n: 4 }]);
  });

  test('refuses a value that is missing instead of taking null for it', async () => {
    await expect((await fresh()).read((sql) => sql('SELECT @a::text', {}))).rejects.toThrow(
      '@a has no value',
    );
  });

  test('returns bigint as a number, and keeps every character that PostgreSQL has', async () => {
    const text = 'Zeile 1\nسطر 🔥 \'and\' "quotes" \\ $1 @a';
    const { rows } = await (await fresh()).read((sql) =>
      sql('SELECT @ms::bigint AS ms, @text::text AS text, @nul::text AS nul', {
        ms: 1_795_000_000_123,
        text,
        nul: 'a\0b',
      }),
    );
    expect(rows).toEqual([{ ms: 1_795_000_000_123, text, nul: 'a\u{FFFD}b' }]);
  });
});

describeWith(lackOfPostgres, 'A transaction on PostgreSQL', () => {
  test('keeps nothing of what it wrote before it failed', async () => {
    const transactions = await fresh();
    await expect(
      transactions.write(async (sql) => {
        await sql(`INSERT INTO people VALUES ('U1', 'A')`);
        throw new Error('stop');
      }, 'answer'),
    ).rejects.toThrow('stop');
    expect((await transactions.read((sql) => sql('SELECT * FROM people'))).rows).toEqual([]);
  });

  test('sends nothing more after one of several statements at once has failed, and keeps nothing', async () => {
    const transactions = await fresh();
    const two = async (sql: Sql) => {
      await sql(`INSERT INTO people VALUES ('U1', 'A')`);
      await sql(`INSERT INTO people VALUES ('U2', 'B')`);
    };
    await expect(
      transactions.write((sql) => allOf([sql('SELECT @a::text'), two(sql)]), 'answer'),
    ).rejects.toThrow('@a has no value');
    expect((await transactions.read((sql) => sql('SELECT * FROM people'))).rows).toEqual([]);
  });

  test('runs the statements for its end in order, after everything else, and with its commit', async () => {
    const transactions = await fresh();
    const read = await transactions.write(async (sql) => {
      sql.atEnd(`INSERT INTO people SELECT 'U2', count(*)::text FROM people`);
      sql.atEnd(`INSERT INTO people SELECT 'U3', count(*)::text FROM people`);
      await sql(`INSERT INTO people VALUES ('U1', 'A')`);
      return (await sql('SELECT * FROM people')).count;
    }, 'answer');
    expect(read).toBe(1);
    const { rows } = await transactions.read((sql) => sql('SELECT name FROM people ORDER BY "user"'));
    expect(rows).toEqual([{ name: 'A' }, { name: '1' }, { name: '2' }]);
  });

  test.each(['first', 'last'] as const)(
    'saves nothing if the %s statement that goes with its commit fails, says why, and keeps its connection usable',
    async (which) => {
      const transactions = await fresh();
      let committed = 0;
      const fails = (sql: WritingSql) => sql.atEnd(`INSERT INTO people VALUES ('U1', 'twice')`);
      const adding = transactions.write(
        async (sql) => {
          await sql(`INSERT INTO people VALUES ('U1', 'A')`);
          if (which === 'first') fails(sql);
          sql.atEnd(`INSERT INTO people VALUES ('U2', 'B')`);
          if (which === 'last') fails(sql);
        },
        'answer',
        () => {
          committed += 1;
        },
      );
      await expect(adding).rejects.toThrow('duplicate key');
      expect(committed).toBe(0);
      expect((await transactions.read((sql) => sql('SELECT * FROM people'))).rows).toEqual([]);
    },
  );

  test('saves nothing if a statement for its end lacks a value', async () => {
    const transactions = await fresh();
    const adding = transactions.write(async (sql) => {
      await sql(`INSERT INTO people VALUES ('U1', 'A')`);
      sql.atEnd('INSERT INTO people VALUES (@user, @name)', { user: 'U2' });
    }, 'answer');
    await expect(adding).rejects.toThrow('@name has no value');
    expect((await transactions.read((sql) => sql('SELECT * FROM people'))).rows).toEqual([]);
  });

  test.each(['before its end', 'at its end'])(
    'is started again when it deadlocks with another one, %s',
    async (when) => {
      const transactions = await fresh();
      await transactions.write((sql) => sql(`INSERT INTO people VALUES ('U1', '0'), ('U2', '0')`), 'answer');
      const one = `UPDATE people SET name = (name::int + 1)::text WHERE "user" = @user`;
      const both = (first: string, second: string) =>
        transactions.write(async (sql) => {
          await sql(one, { user: first });
          await sql('SELECT pg_sleep(0.05)');
          if (when === 'at its end') sql.atEnd(one, { user: second });
          else await sql(one, { user: second });
        }, 'answer');
      await Promise.all([both('U1', 'U2'), both('U2', 'U1')]);
      const { rows } = await transactions.read((sql) => sql('SELECT name FROM people'));
      expect(rows).toEqual([{ name: '2' }, { name: '2' }]);
    },
  );
});
