import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { expect, test } from 'vitest';
import { findPostgres } from '../../../demo/postgres/find-postgres.ts';
import { type PrivateServer, startPrivateServer } from '../../../demo/postgres/private-server.ts';
import { migrate } from '../../../src/store/postgres/database/migrate.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { describeWith } from '../../support/describe-with.ts';
import { leasesAt, termOf } from '../support/leases.ts';
import { claim, owe, quietIncident, term } from '../support/orders.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../support/postgres.ts';
import { openDatabase } from '../support/postgres-engine.ts';

const isRecovering = async (client: Client): Promise<boolean> =>
  (await client.query('SELECT pg_is_in_recovery() AS it')).rows[0].it;

/** Ways in which a server starts again: a restart, a crash, or a recovery, as after a failover. */
const again = {
  async restarted(server: PrivateServer) {
    await server.stop('fast');
    await server.start();
  },
  async crashed(server: PrivateServer) {
    await withClient(server.url('postgres'), (client) => client.query('CHECKPOINT'));
    await server.stop('immediate');
    await server.start();
  },
  async recovered(server: PrivateServer) {
    await server.stop('fast');
    writeFileSync(join(server.folder, 'data', 'recovery.signal'), '');
    await server.start(['restore_command=false']);
    await expect.poll(() => withClient(server.url('postgres'), isRecovering)).toBe(false);
  },
};

/** Whether effects owed before and after that count as possibly sent for the bot that takes over. */
async function suspected(happened: keyof typeof again): Promise<boolean[]> {
  await using server = await startPrivateServer(findPostgres(process.env) ?? '');
  const url = server.url('postgres');
  await withClient(url, migrate);
  const before = openDatabase(url);
  const id = await quietIncident(before);
  await before.reclaimLeases(minute(0), term);
  await owe(before, id, minute(1), { type: 'announce' });
  await before.close();
  await again[happened](server);
  const after = openDatabase(url);
  await owe(after, await quietIncident(after), minute(1), { type: 'announce' });
  await after.lease.take();
  await leasesAt(url).expire();
  const next = termOf(await after.lease.take());
  await after.reclaimLeases(minute(1), next);
  const claimed = await claim(after, minute(1), [], 9, next);
  await after.close();
  return claimed.map(({ maybeSent }) => maybeSent);
}

describeWith(lackOfPostgres, 'What is owed in a database', () => {
  test('from before a recovery or a failover counts as possibly sent', async () => {
    expect(await suspected('recovered')).toEqual([true, false]);
  });

  test('from before a crash counts as possibly sent, because its settlement may be lost', async () => {
    expect(await suspected('crashed')).toEqual([true, false]);
  });

  test("doesn't count as possibly sent if the server was only restarted", async () => {
    expect(await suspected('restarted')).toEqual([false, false]);
  });
});

/** What a restore does to the rows of a dump. */
const restored = `CREATE TEMP TABLE dumped AS SELECT * FROM lineage_mark;
  DELETE FROM lineage_mark;
  INSERT INTO lineage_mark SELECT * FROM dumped`;

/** What `pg_upgrade` makes of a database that was on timeline 3: the server is on timeline 1 again. */
const upgraded = `UPDATE lineage_mark SET written_by = pg_current_xact_id(),
    lineage = regexp_replace(lineage, ' [0-9A-F]{8} ', ' 00000003 ');
  UPDATE delivery SET lineage = current_lineage();
  UPDATE clock SET lineage = current_lineage()`;

describeWith(lackOfPostgres, 'The lineage mark', () => {
  test('lets a bot write and deliver after pg_upgrade, although it names another timeline than the server', async () => {
    const url = await freshDatabase();
    await withClient(url, (client) => client.query(upgraded));
    const marked = await withClient(url, (client) => client.query('SELECT current_lineage() AS it'));
    expect(marked.rows).toEqual([{ it: expect.stringContaining(' 00000003 ') }]);
    const store = openDatabase(url);
    const id = await quietIncident(store);
    const next = termOf(await store.lease.take());
    await store.reclaimLeases(minute(0), next);
    await owe(store, id, minute(0), { type: 'announce' });
    expect(await claim(store, minute(0), [], 9, next)).toMatchObject([{ maybeSent: false }]);
    expect(await store.lease.renew(next)).not.toBeNull();
  });

  test("doesn't count if it comes from a dump, and the first bot makes a new one", async () => {
    const url = await freshDatabase();
    const ask = (asked: string) =>
      withClient(url, async (client) => (await client.query(`SELECT ${asked}() AS it`)).rows[0].it);
    const before = await ask('current_lineage');
    await withClient(url, (client) => client.query(restored));
    expect(await ask('current_lineage')).toBe('');
    const after = await Promise.all([ask('mark_lineage'), ask('mark_lineage'), ask('mark_lineage')]);
    expect(new Set(after)).toEqual(new Set([await ask('current_lineage')]));
    expect(after).not.toContain(before);
  });
});
