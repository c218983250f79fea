import { vi } from 'vitest';
import { withClient } from '../../store/support/postgres.ts';

/** Runs SQL beside the database at a URL, from another one of the same server, and ends all connections to it. */
const beside = async (url: string, sql: (name: string) => string): Promise<void> => {
  const other = new URL(url);
  const name = other.pathname.slice(1);
  other.pathname = '/postgres';
  await withClient(other.href, async (client) => {
    for (const one of [
      sql(name),
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
    ])
      await client.query(one);
  });
};

const nameIn = (url: string): string => new URL(url).pathname.slice(1);

/** Lets a database take no writes, as a standby does, or take them again. */
export const takesWrites = (url: string, does: boolean): Promise<void> =>
  beside(url, (name) => `ALTER DATABASE ${name} SET default_transaction_read_only = ${does ? 'off' : 'on'}`);

/** Gives a database another name, so that nobody finds it, and its own again. */
export function renaming(url: string) {
  const [name, elsewhere] = [nameIn(url), `${nameIn(url)}_elsewhere`];
  const renamed = async (from: string, to: string) => {
    await beside(url, () => `ALTER DATABASE ${from} ALLOW_CONNECTIONS false`);
    await vi.waitFor(() => beside(url, () => `ALTER DATABASE ${from} RENAME TO ${to}`), { timeout: 5_000 });
    await beside(url, () => `ALTER DATABASE ${to} ALLOW_CONNECTIONS true`);
  };
  return { hide: () => renamed(name, elsewhere), show: () => renamed(elsewhere, name) };
}
