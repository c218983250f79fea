import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { findPostgres } from '../../../demo/postgres/find-postgres.ts';
import { startPrivateServer } from '../../../demo/postgres/private-server.ts';
import { NewestTimeline } from '../../../src/store/postgres/database/newest-timeline.ts';
import { connectionTo } from '../../../src/store/postgres/database/pool.ts';
import { type Sql, sqlOn } from '../../../src/store/postgres/database/sql.ts';
import { OwnConnection } from '../../../src/store/postgres/delivery/own-connection.ts';
import { openAlone } from '../../../src/store/postgres/open-alone.ts';
import { freePort } from '../../flows/support/ports.ts';
import { describeWith } from '../../support/describe-with.ts';
import { freshDatabase, lackOfPostgres, transactionsOn } from '../support/postgres.ts';

const limitRows = z.array(z.object({ name: z.string(), setting: z.string() }));

/** The limits of a session; those of TCP are zero on a socket of the machine. */
async function limitsOf(sql: Sql): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql(
    "SELECT name, setting FROM pg_settings WHERE name LIKE 'tcp\\_%' OR name = 'transaction_timeout'",
  );
  return Object.fromEntries(limitRows.parse(rows).map(({ name, setting }) => [name, setting]));
}

describeWith(lackOfPostgres, 'Each connection to PostgreSQL over TCP', () => {
  test('has its server notice within 20 seconds that this host has vanished, and ends a transaction after 15, or that of any length never', async () => {
    const port = await freePort();
    await using _server = await startPrivateServer(findPostgres(process.env) ?? '', { port });
    const url = `postgres://bot@127.0.0.1:${port}/postgres`;
    const keepAlive = {
      tcp_keepalives_idle: '10',
      tcp_keepalives_interval: '1',
      tcp_keepalives_count: '10',
    };
    // PostgreSQL 17 was the first to know the limit of a transaction.
    const limited = (known: object, ms: string) =>
      'transaction_timeout' in known && { transaction_timeout: ms };
    const hearing = { lost() {}, back() {} };
    const own = new OwnConnection(connectionTo(url), 5_000, {}, hearing, new NewestTimeline());
    onTestFinished(() => own.close());
    for (const limits of [await transactionsOn(url).read(limitsOf), await own.ask(limitsOf)])
      expect(limits).toEqual({ ...keepAlive, tcp_user_timeout: '20000', ...limited(limits, '15000') });
    const alone = await openAlone(url, async () => {});
    onTestFinished(() => alone.end());
    const ofAny = await limitsOf(sqlOn(alone));
    expect(ofAny).toEqual({ ...keepAlive, tcp_user_timeout: '0', ...limited(ofAny, '0') });
  });
});

describeWith(lackOfPostgres, 'A transaction', () => {
  test('that PostgreSQL ends at one of its limits, such as that of a transaction from version 17 on, is started again', async () => {
    const transactions = transactionsOn(await freshDatabase());
    const known = await transactions.read(async (sql) => {
      const { rows } = await sql(
        "SELECT name, setting FROM pg_settings WHERE name IN ('statement_timeout', 'transaction_timeout')",
      );
      return limitRows.parse(rows);
    });
    expect(known.map(({ name }) => name)).toContain('statement_timeout');
    for (const { name } of known) {
      const limits = [50, 0];
      const waited = await transactions.write(async (sql) => {
        const ms = limits.shift();
        // A limit that already runs is only changed by lifting it first.
        for (const value of ['0', String(ms)])
          await sql('SELECT set_config(@name, @value, true)', { name, value });
        await sql('SELECT pg_sleep(@s)', { s: ms ? 60 : 0 });
        return ms;
      }, 'endless');
      expect([name, waited, limits]).toEqual([name, 0, []]);
    }
  });
});
