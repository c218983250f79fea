import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { findPostgres } from '../../../demo/postgres/find-postgres.ts';
import { type PrivateServer, startPrivateServer } from '../../../demo/postgres/private-server.ts';
import { migrate } from '../../../src/store/postgres/database/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The socket at which a test asks for the one PostgreSQL of all tests; null where there is none. */
    readonly postgresAt: string | null;
  }
}

let door: Server | null = null;
let running: Promise<PrivateServer> | null = null;

/** Answers whoever asks with the URL of a PostgreSQL; it's started for the first, since most runs need none. */
export async function setup(project: TestProject): Promise<void> {
  const programs = findPostgres(process.env);
  const at = join(tmpdir(), `tests-${process.pid}-${performance.now()}.sock`);
  project.provide('postgresAt', programs === null ? null : at);
  if (programs === null) return;
  door = createServer(async (asking) => {
    running ??= withTemplate(programs);
    asking.end((await running).url('postgres'));
  }).listen(at);
  await once(door, 'listening');
}

/** Ends it, and all of its databases. */
export async function teardown(): Promise<void> {
  door?.close();
  await (await running)?.[Symbol.asyncDispose]();
}

/** A server with a database `empty`, migrated, which others are copied from. */
async function withTemplate(programs: string): Promise<PrivateServer> {
  const server = await startPrivateServer(programs);
  const admin = new Client({ connectionString: server.url('postgres') });
  await admin.connect();
  await admin.query('CREATE DATABASE empty');
  await admin.end();
  const client = new Client({ connectionString: server.url('empty') });
  await client.connect();
  await migrate(client);
  await client.end();
  return server;
}
