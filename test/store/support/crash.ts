import { Client } from 'pg';
import { expect, onTestFinished } from 'vitest';
import { findPostgres } from '../../../demo/postgres/find-postgres.ts';
import { startPrivateServer } from '../../../demo/postgres/private-server.ts';
import { migrate } from '../../../src/store/postgres/database/migrate.ts';
import { type Cable, layCable } from './cable.ts';
import { withClient } from './postgres.ts';

/** A server that can crash, with an address that leads to it. */
export type Fragile = {
  /** Of the bot's database. */
  readonly url: string;
  /** The same address, which can be cut. */
  readonly cable: Cable;
  /** From now on, no commit gets to the disk. */
  keepNothing(): Promise<void>;
  /** Kills one of the server's processes. The server loses what isn't on the disk, and recovers by itself. */
  crash(): Promise<void>;
};

const writing = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'";

/** Starts one that acknowledges commits before they're on the disk, with the bot's tables. It ends with the running test. */
export async function fragileServer(): Promise<Fragile> {
  const server = await startPrivateServer(findPostgres(process.env) ?? '');
  onTestFinished(() => server[Symbol.asyncDispose]());
  const url = server.url('postgres');
  await withClient(url, migrate);
  const writer = (): Promise<number> =>
    withClient(url, async (client) => (await client.query(writing)).rows[0].pid);
  const answers = () => withClient(url, () => Promise.resolve(true)).catch(() => false);
  return {
    url,
    cable: await layCable(url),
    async keepNothing() {
      await withClient(url, (client) => client.query('CHECKPOINT'));
      process.kill(await writer(), 'SIGSTOP');
    },
    async crash() {
      const pid = await writer();
      const client = new Client({ connectionString: url });
      await client.connect();
      const cut = new Promise<void>((done) => client.on('error', () => {}).on('end', done));
      process.kill(pid, 'SIGKILL');
      await cut;
      await expect.poll(answers, { timeout: 20_000, interval: 20 }).toBe(true);
    },
  };
}
