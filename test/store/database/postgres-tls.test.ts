import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPostgres } from '../../../demo/postgres/find-postgres.ts';
import { type PrivateServer, startPrivateServer } from '../../../demo/postgres/private-server.ts';
import { connectionTo } from '../../../src/store/postgres/database/pool.ts';
import { openPostgres } from '../../../src/store/postgres/open-postgres.ts';
import { describeWith } from '../../support/describe-with.ts';
import { lackOfPostgres } from '../support/postgres.ts';

const openssl = (folder: string, command: string, ...more: readonly string[]) =>
  execFileSync('openssl', [...command.split(' '), ...more], { cwd: folder, stdio: 'ignore' });

function lackOfOpenssl(): string | null {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'TLS to PostgreSQL. Install openssl.';
  }
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
const days = ['-days', '2'];

/** A CA of our own: `NAME.pem` and `NAME.key`. */
function makeCa(folder: string, name: string): void {
  openssl(folder, `req -x509 -subj /CN=${name} -keyout ${name}.key -out ${name}.pem`, ...newKey, ...days);
}

/** A certificate for `localhost` of our CA, where the server's user may read it, and another CA. */
function certify(folder: string): void {
  makeCa(folder, 'ca');
  makeCa(folder, 'other');
  openssl(folder, 'req -subj /CN=localhost -keyout server.key -out server.csr', ...newKey);
  writeFileSync(join(folder, 'names'), 'subjectAltName=DNS:localhost');
  const signing = 'x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile names';
  openssl(folder, `${signing} -out server.pem`, ...days);
  const { uid, gid } = statSync(folder);
  for (const file of ['server.key', 'server.pem']) chownSync(join(folder, file), uid, gid);
  chmodSync(join(folder, 'server.key'), 0o600);
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

describeWith(lackOfPostgres ?? lackOfOpenssl(), 'TLS to PostgreSQL', () => {
  let server: PrivateServer;
  let port: number;

  beforeAll(async () => {
    port = await freePort();
    server = await startPrivateServer(findPostgres(process.env) ?? '', { port });
    await server.stop('fast');
    certify(server.folder);
    await server.start([
      'ssl=on',
      `ssl_cert_file=${server.folder}/server.pem`,
      `ssl_key_file=${server.folder}/server.key`,
    ]);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const urlOf = (host: string, options: string) =>
    `postgres://bot@${host}:${port}/postgres?${options.replaceAll('FOLDER', server.folder)}`;

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
    expect(await isEncrypted(urlOf(host, options))).toBe(encrypted);
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
    await expect(openPostgres(urlOf(host, options), 'bot')).rejects.toThrow(
      /^The database postgres:\/\/bot@[\w.]+:\d+\/postgres can't be opened \(.+\)\. Check sslmode in DATABASE_URL/,
    );
  });
});
