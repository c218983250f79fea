import { onTestFinished } from 'vitest';
import { askingName } from '../../support/postgres/query-now.ts';
import { makeDatabase, withClient } from './postgres.ts';

/** An empty database with the bot's tables, for rows only: who changes a table, or the database, makes one of their own. */
export type LentDatabase = { readonly url: string; giveBack(): Promise<void> };

/** Those that nobody uses. To make one takes longer than most tests on it, to empty one a few ms. */
const free: string[] = [];

/** SQL that lists the tables a test can write to: all but the lineage mark, which counts only as first written. */
export const writtenTables =
  "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'lineage_mark'";

/** Keeps what the migration wrote, for `empty`. */
const keep = `
CREATE SCHEMA first;
DO $$ DECLARE name text; BEGIN
  FOR name IN ${writtenTables} LOOP
    EXECUTE format('CREATE TABLE first.%1$I AS TABLE public.%1$I', name);
  END LOOP;
END $$`;

/** Ends all that is still connected, and leaves each table and each sequence as the migration did. */
const empty = `
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> '${askingName}';
SET session_replication_role = replica;
DO $$ DECLARE name text; written text; BEGIN
  FOR name IN ${writtenTables} LOOP
    SELECT string_agg(quote_ident(attname), ', ') INTO written FROM pg_attribute
      WHERE attrelid = format('public.%I', name)::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
    EXECUTE format('DELETE FROM public.%1$I; INSERT INTO public.%1$I (%2$s) SELECT %2$s FROM first.%1$I', name, written);
  END LOOP;
  PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) FROM pg_sequences;
END $$`;

/** Lends one until it's given back. */
export async function lendDatabase(): Promise<LentDatabase> {
  const url = free.pop() ?? (await made());
  return {
    url,
    async giveBack() {
      await withClient(url, (client) => client.query(empty));
      free.push(url);
    },
  };
}

async function made(): Promise<string> {
  const { url } = await makeDatabase();
  await withClient(url, (client) => client.query(keep));
  return url;
}

/** The URL of one that is lent to the running test until it ends. */
export async function lentDatabase(): Promise<string> {
  const { url, giveBack } = await lendDatabase();
  onTestFinished(giveBack);
  return url;
}
