import { expect, onTestFinished } from 'vitest';
import { findPostgres } from '../../../demo/postgres/find-postgres.ts';
import { type PrivateServer, startPrivateServer } from '../../../demo/postgres/private-server.ts';
import { migrate } from '../../../src/store/postgres/database/migrate.ts';
import { type Cable, layCable } from './cable.ts';
import { withClient } from './postgres.ts';

/**
 * Whether a commit waits until the standby has it too (`synchronous_commit`), or can be lost with the primary once the standby has
 * stopped following.
 */
export type Replication = 'synchronous' | 'asynchronous';

/** A primary with a standby that follows it, and an address that leads to the primary. */
export type Pair = {
  readonly primary: PrivateServer;
  readonly standby: PrivateServer;
  /** The address of the bot's database. */
  readonly cable: Cable;
  /** The URL of that database on either server. */
  on(server: PrivateServer): string;
  /** Makes the standby the primary: it ends its recovery, and begins a new timeline. */
  promote(): Promise<void>;
  /** From now on, the standby gets nothing of what the primary writes. */
  fallBehind(): Promise<void>;
};

const synchronous = ['synchronous_commit=on', 'synchronous_standby_names=*'];

/** Starts both, with the bot's tables. They end with the running test. */
export async function primaryAndStandby(replication: Replication): Promise<Pair> {
  const programs = findPostgres(process.env) ?? '';
  const primary = await startPrivateServer(programs);
  onTestFinished(() => primary[Symbol.asyncDispose]());
  const on = (server: PrivateServer) => server.url('postgres');
  await withClient(on(primary), (client) => migrate(client));
  await primary.stop('fast');
  const standby = await startPrivateServer(programs, { standbyOf: primary });
  onTestFinished(() => standby[Symbol.asyncDispose]());
  await primary.start(replication === 'synchronous' ? synchronous : []);
  const follow = (whom: string) =>
    withClient(on(standby), async (client) => {
      await client.query(`ALTER SYSTEM SET primary_conninfo = '${whom}'`);
      await client.query('SELECT pg_reload_conf()');
    });
  const followed = (as: readonly string[]) =>
    expect.poll(() => followers(on(primary)), { timeout: 20_000, interval: 20 }).toEqual(as);
  await follow(`host=${primary.folder} user=bot`);
  await followed([replication === 'synchronous' ? 'sync' : 'async']);
  return {
    ...{ primary, standby, on },
    cable: await layCable(on(primary)),
    async promote() {
      await withClient(on(standby), (client) => client.query('SELECT pg_promote()'));
    },
    async fallBehind() {
      await follow('');
      await followed([]);
    },
  };
}

/** How each standby of a server follows it. */
const followers = (url: string): Promise<unknown[]> =>
  withClient(url, async (client) => {
    const { rows } = await client.query(
      "SELECT sync_state FROM pg_stat_replication WHERE state = 'streaming'",
    );
    return rows.map(({ sync_state }) => sync_state);
  });
