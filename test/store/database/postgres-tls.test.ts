import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectionTo } from '../../../src/store/postgres/database/pool.ts';
import { openPostgres } from '../../../src/store/postgres/open-postgres.ts';
import { describeWith } from '../../support/describe-with.ts';
import { type EncryptedServer, lackOfEncryption, startEncryptedServer } from '../support/encrypted-server.ts';

describeWith(lackOfEncryption, 'TLS to PostgreSQL', () => {
  let server: EncryptedServer;

  beforeAll(async () => {
    server = await startEncryptedServer();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  /** Whether the connection is encrypted; throws if there is none. */
  async function isEncrypted(url: string): Promise<unknown> {
    const client = new Client(connectionTo(url));
    await client.connect();
    try {
      return (await client.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()')).rows[0]?.ssl;
    } finally {
      await client.end();
    }
  }

  test.each([
    ['localhost', '', false],
    ['localhost', 'sslmode=disable', false],
    ['127.0.0.1', 'sslmode=require', true],
    ['127.0.0.1', 'sslmode=require&sslrootcert=FOLDER/ca.pem', true],
    ['127.0.0.1', 'sslmode=verify-ca&sslrootcert=FOLDER/ca.pem', true],
    ['localhost', 'sslmode=verify-full&sslrootcert=FOLDER/ca.pem', true],
  ])('is made to %s with "%s" as PostgreSQL describes it', async (host, options, encrypted) => {
    expect(await isEncrypted(server.urlOf(host, options))).toBe(encrypted);
  });

  test.each([
    ['localhost', 'sslmode=verify-full', 'no CA is known'],
    ['localhost', 'sslmode=verify-full&sslrootcert=system', 'the system knows no such CA'],
    ['127.0.0.1', 'sslmode=verify-full&sslrootcert=FOLDER/ca.pem', 'the name is another'],
    ['localhost', 'sslmode=verify-full&sslrootcert=FOLDER/other.pem', 'another CA signed it'],
    ['localhost', 'sslmode=verify-ca&sslrootcert=FOLDER/other.pem', 'another CA signed it'],
    ['localhost', 'sslmode=require&sslrootcert=FOLDER/other.pem', 'another CA signed it'],
    ['localhost', 'sslmode=verify-full&sslrootcert=FOLDER/nowhere.pem', "the CA's file is missing"],
  ])('is refused to %s with "%s" because %s, in a sentence', async (host, options) => {
    await expect(openPostgres(server.urlOf(host, options), 'bot')).rejects.toThrow(
      /^The database postgres:\/\/bot@[\w.]+:\d+\/postgres can't be opened \(.+\)\. Check sslmode in DATABASE_URL/,
    );
  });
});
