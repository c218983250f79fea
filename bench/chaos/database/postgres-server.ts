import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { z } from 'zod';
import { type PrivateServer, startPrivateServer } from '../../../demo/postgres/private-server.ts';
import { poolFor } from '../../../src/store/postgres/database/pool.ts';
import type { ChaosDatabase } from './chaos-database.ts';
import { ForeignLock, type LockingProgram } from './foreign-lock.ts';

const name = 'chaos';
const holders = z.array(z.object({ pid: z.number() }));

/** Starts a private PostgreSQL with an empty database; `programs`: the folder of its programs (see `findPostgres`). */
export async function postgresServer(programs: string): Promise<ChaosDatabase> {
  const server = await startPrivateServer(programs);
  await createDatabase(server);
  const url = server.url(name);
  const pool = poolFor(url);
  let away: Promise<void> | null = null;
  const restart = async (how: 'fast' | 'immediate', awayMs: number) => {
    await server.stop(how);
    await sleep(awayMs);
    await server.start();
  };
  return {
    url,
    file: null,
    server: {
      async cut() {
        await pool
          .query(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE datname = '${name}' AND pid <> pg_backend_pid()`,
          )
          // It's away anyway.
          .catch(() => {});
      },
      async restart(how, awayMs) {
        away ??= restart(how, awayMs).finally(() => {
          away = null;
        });
        await away;
      },
      async deliverer() {
        const found = await pool
          .query(
            `SELECT substring(holder FROM '\\d+$')::integer AS pid FROM delivery
               WHERE holder IS NOT NULL AND expires_at > clock_timestamp()`,
          )
          .catch(() => ({ rows: [] }));
        return holders.parse(found.rows)[0]?.pid ?? null;
      },
      async pass(ms) {
        await pool.query(
          `UPDATE outbox SET due_at = due_at - $1::bigint, failing_since = failing_since - $1::bigint,
             again_at = again_at - $1::bigint, extra_at = extra_at - $1::bigint WHERE promised_at IS NULL AND leased = 0`,
          [ms],
        );
      },
    },
    lock: new ForeignLock(() => lockerOf(url)),
    async read(sql, row) {
      try {
        return z.array(row).parse((await pool.query(sql)).rows);
      } catch (error) {
        if (error instanceof z.ZodError) throw error;
        return null;
      }
    },
    async broken() {
      try {
        await pool.query('CREATE EXTENSION IF NOT EXISTS amcheck');
        await pool.query(
          `SELECT bt_index_check(indexrelid, true) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
             JOIN pg_am ON pg_am.oid = relam WHERE amname = 'btree' AND indisvalid`,
        );
        return null;
      } catch (error) {
        return String(error);
      }
    },
    async keep(folder) {
      execFileSync(join(programs, 'pg_dump'), ['--file', join(folder, 'incidents.sql'), url]);
    },
    async close() {
      await away;
      await pool.end();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** A database whose commits survive the server's crash, which the private server doesn't care for otherwise. */
async function createDatabase(server: PrivateServer): Promise<void> {
  const client = new Client({ connectionString: server.url('postgres') });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.query(`ALTER DATABASE ${name} SET synchronous_commit = on`);
  await client.end();
}

/** A program that locks the bots' tables, so that everyone can read and nobody can write. */
function lockerOf(url: string): LockingProgram {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  return {
    async lock() {
      await client.connect();
      await client.query('BEGIN; LOCK TABLE incidents, outbox, inbox IN EXCLUSIVE MODE NOWAIT');
    },
    leave: () => client.end().catch(() => {}),
  };
}
