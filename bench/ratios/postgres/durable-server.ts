import { Client } from 'pg';
import { startPrivateServer } from '../../../demo/postgres/private-server.ts';

/** A PostgreSQL of the benchmark's own, with databases that are copies of one another. */
export type BenchServer = AsyncDisposable & {
  url(database: string): string;
  /** Makes a database; `template`: one that it's a copy of. Returns its URL. */
  create(database: string, template?: string): Promise<string>;
  /** From now on, a commit is on the disk before it's acknowledged, as in production. */
  harden(): Promise<void>;
  /** The process that all others of the server are children of. */
  pid(): number;
};

const durable = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on'];

/** Starts one by the programs in a folder (see `findPostgres`). It's quick to fill, until it's hardened. */
export async function startBenchServer(programs: string): Promise<BenchServer> {
  const server = await startPrivateServer(programs);
  return {
    url: server.url,
    async create(database, template = 'template1') {
      await withClient(server.url('postgres'), (client) =>
        client.query(`CREATE DATABASE ${database} TEMPLATE ${template}`),
      );
      return server.url(database);
    },
    async harden() {
      await server.stop('fast');
      await server.start(durable);
    },
    pid: server.pid,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** Runs work on its own connection. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
