import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { findPostgres } from '../../../demo/postgres/find-postgres.ts';
import { type PrivateServer, startPrivateServer } from '../../../demo/postgres/private-server.ts';
import { openPostgres } from '../../../src/store/postgres/open-postgres.ts';
import { StoreUnavailable } from '../../../src/store/store-unavailable.ts';
import { freePort } from '../../flows/support/ports.ts';
import { describeWith } from '../../support/describe-with.ts';
import { lackOfPostgres, withClient } from '../support/postgres.ts';

describeWith(lackOfPostgres, 'A PostgreSQL that asks for a password', () => {
  let server: PrivateServer;
  let port: number;

  beforeAll(async () => {
    port = await freePort();
    server = await startPrivateServer(findPostgres(process.env) ?? '', { port });
    await withClient(server.url('postgres'), (client) => client.query("ALTER ROLE bot PASSWORD 'right'"));
    const methods = ['scram-sha-256', 'password'].map((method) => {
      const role = `by_${method.replaceAll('-', '_')}`;
      return { role, rule: `host all ${role} 127.0.0.1/32 ${method}` };
    });
    for (const { role } of methods)
      await withClient(server.url('postgres'), (client) =>
        client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'right'`),
      );
    const rules = join(server.folder, 'data', 'pg_hba.conf');
    writeFileSync(rules, [...methods.map(({ rule }) => rule), readFileSync(rules, 'utf8')].join('\n'));
    await withClient(server.url('postgres'), (client) => client.query('SELECT pg_reload_conf()'));
  });
  afterAll(() => server[Symbol.asyncDispose]());
  afterEach(() => vi.unstubAllEnvs());

  /** How many processes serve connections of these users, whether these have logged in or not. */
  const connections = () =>
    readFileSync(`/proc/${server.pid()}/task/${server.pid()}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('by_')).length;

  const refusal = (user: string) =>
    openPostgres(`postgres://${user}@127.0.0.1:${port}/postgres`, 'bot').then(
      () => null,
      (error: unknown) => (error instanceof StoreUnavailable ? error : null),
    );

  test.each([
    ['without one', 'by_scram_sha_256', 'it asks for a password, and none is given'],
    ['with an empty one', 'by_scram_sha_256:', 'it asks for a password, and none is given'],
    [
      'with a wrong one',
      'by_scram_sha_256:wrong',
      'password authentication failed for user "by_scram_sha_256"',
    ],
    ['without one, although it would take plain text,', 'by_password', 'empty password returned by client'],
  ])(
    'refuses a bot %s for good, with what to check, and is left without a connection',
    async (_name, user, why) => {
      const refused = await refusal(user);
      expect(refused?.message).toContain(`(${why})`);
      expect(refused?.message).toMatch(/Check the user and the password in DATABASE_URL\.$/);
      expect(refused?.passes).toBe(false);
      await expect.poll(connections).toBe(0);
    },
  );

  test('lets in a bot whose password is in PGPASSWORD instead of the URL', async () => {
    vi.stubEnv('PGPASSWORD', 'wrong');
    expect((await refusal('by_scram_sha_256'))?.message).toContain('password authentication failed');
    vi.stubEnv('PGPASSWORD', 'right');
    expect((await refusal('by_scram_sha_256'))?.message).toContain('has to own the database');
  });
});
