import { expect, test } from 'vitest';
import { z } from 'zod';
import type { IncidentId, Millis } from '../../src/domain/incident/ids.ts';
import { plainText } from '../../src/domain/text/text.ts';
import { RacingChanges } from '../../src/store/postgres/change-transaction.ts';
import { poolFor } from '../../src/store/postgres/database/pool.ts';
import { Transactions } from '../../src/store/postgres/database/transactions.ts';
import { FoldedIncidents } from '../../src/store/postgres/event-log.ts';
import { minute } from '../domain/support/fixtures.ts';
import { describeWith } from '../support/describe-with.ts';
import { open, request } from './support/orders.ts';
import { freshDatabase, lackOfPostgres, withClient } from './support/postgres.ts';

const inboxRow = z.tuple([
  z.object({ scans: z.coerce.number(), updates: z.coerce.number(), inPlace: z.coerce.number() }),
]);
const callsRow = z.tuple([z.object({ calls: z.coerce.number() })]);

const ask = async (url: string, text: string): Promise<unknown[]> =>
  (await withClient(url, (client) => client.query(text))).rows;

/** What PostgreSQL has counted of the table of payloads. */
const inboxOf = async (url: string) =>
  inboxRow.parse(
    await ask(
      url,
      `SELECT seq_scan AS scans, n_tup_upd AS updates, n_tup_hot_upd AS "inPlace" FROM pg_stat_user_tables WHERE relname = 'inbox'`,
    ),
  )[0];

/** Declares an incident, and submits the form of a note about it so often. PostgreSQL has counted everything when it's done. */
async function submit(url: string, times: number): Promise<void> {
  const transactions = new Transactions(poolFor(url));
  const changes = new RacingChanges(new FoldedIncidents());
  const give = (...given: Parameters<typeof request>) =>
    transactions.write((sql) => changes.run(sql, request(...given)), 'answer');
  await give(open(), {});
  const note = { type: 'add_note', text: plainText('Half of the queue is gone'), when: null } as const;
  for (let n = 0; n < times; n += 1) {
    const form = { target: 1 as IncidentId, inboxId: `form-${n}`, content: 'a', at: minute(5) };
    await give(note, { ...form, sentAt: (minute(4) + n) as Millis });
  }
  await transactions.close();
}

describeWith(lackOfPostgres, "A payload's row on PostgreSQL", () => {
  test('is saved in place, and found by its index even if there were few rows when PostgreSQL planned it', async () => {
    const url = await freshDatabase();
    await ask(url, `INSERT INTO inbox (id, received_at) VALUES ('one', 0)`);
    await ask(url, 'VACUUM ANALYZE inbox');
    const { scans } = await inboxOf(url);
    await submit(url, 8);
    expect(await inboxOf(url)).toEqual({ scans, updates: 8, inPlace: 8 });
  });
});

describeWith(lackOfPostgres, 'A change on PostgreSQL', () => {
  test('asks for the lineage once', async () => {
    const calls = async (times: number) => {
      const url = await freshDatabase();
      await ask(
        url,
        `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET track_functions = pl', current_database()); END $$`,
      );
      await submit(url, times);
      return callsRow.parse(
        await ask(url, `SELECT calls FROM pg_stat_user_functions WHERE funcname = 'current_lineage'`),
      )[0].calls;
    };
    expect((await calls(4)) - (await calls(1))).toBe(3);
  });
});
