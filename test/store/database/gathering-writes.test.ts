import { Socket } from 'node:net';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { migrate } from '../../../src/store/postgres/database/migrate.ts';
import { allOf } from '../../../src/store/postgres/database/sql.ts';
import { describeWith } from '../../support/describe-with.ts';
import { type EncryptedServer, lackOfEncryption, startEncryptedServer } from '../support/encrypted-server.ts';
import { transactionsOn, withClient } from '../support/postgres.ts';

/** Counts the writes to servers from now on. Each is a system call, with and without TLS. */
function countWrites(): () => number {
  const calls = [vi.spyOn(Socket.prototype, '_write'), vi.spyOn(Socket.prototype, '_writev')];
  onTestFinished(() => {
    for (const one of calls) one.mockRestore();
  });
  const isToServer = (by: unknown) => by instanceof Socket && by.remotePort !== undefined;
  return () => calls.flatMap(({ mock }) => mock.contexts.filter(isToServer)).length;
}

describeWith(lackOfEncryption, 'pg, which writes to the stream of its connection,', () => {
  let server: EncryptedServer;

  beforeAll(async () => {
    server = await startEncryptedServer();
    await withClient(server.urlOf('127.0.0.1', 'sslmode=disable'), (client) => migrate(client));
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test.each([
    ['without', 'sslmode=disable', false],
    ['with', 'sslmode=require', true],
  ])(
    'sends the first statements of a transaction in one write, and its end in another, %s TLS',
    async (_, options, encrypted) => {
      const transactions = transactionsOn(server.urlOf('127.0.0.1', options));
      const transact = () =>
        transactions.write(async (sql) => {
          for (let n = 0; n < 2; n += 1)
            sql.atEnd(`INSERT INTO people VALUES (gen_random_uuid()::text, 'X')`);
          const [{ rows }] = await allOf([
            sql('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()'),
            sql('SELECT 1'),
          ]);
          return rows;
        }, 'answer');
      await transact();
      const writes = countWrites();
      expect(await transact()).toEqual([{ ssl: encrypted }]);
      expect(writes()).toBe(2);
    },
  );
});
