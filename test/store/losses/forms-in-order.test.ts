import { expect, test } from 'vitest';
import { plainText } from '../../../src/domain/text/text.ts';
import { DatabaseAway } from '../../../src/store/error-advice.ts';
import { channel } from '../../domain/support/fixtures.ts';
import { describeWith } from '../../support/describe-with.ts';
import { quietIncident, tell } from '../support/orders.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../support/postgres.ts';
import { openDatabase } from '../support/postgres-engine.ts';

const waiting = "pid <> pg_backend_pid() AND datname = current_database() AND wait_event_type = 'Lock'";

describeWith(lackOfPostgres, 'A form that is submitted again on PostgreSQL', () => {
  test("doesn't overtake its first submission, although that loses its connection and starts again", async () => {
    const url = await freshDatabase();
    const store = openDatabase(url);
    const target = await quietIncident(store);
    const submit = (title: string) =>
      tell(
        store,
        { type: 'change_title', title: plainText(title) },
        { target, inboxId: 'view-1', content: title },
      );
    const both = await withClient(url, async (client) => {
      await client.query('BEGIN');
      await client.query(`SELECT FROM incidents WHERE id = ${target} FOR UPDATE`);
      const first = submit('First');
      const waits = async () =>
        (await withClient(url, (other) => other.query(`SELECT pid FROM pg_stat_activity WHERE ${waiting}`)))
          .rowCount;
      await expect.poll(waits, { interval: 5 }).toBe(1);
      const second = submit('Second');
      // By then, a second one that doesn't wait has reached the database.
      for (let n = 0; n < 30; n += 1) await store.incidentsIn(channel);
      await withClient(url, (other) =>
        other.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${waiting} ORDER BY xact_start LIMIT 1`,
        ),
      );
      await expect.poll(waits, { interval: 5 }).toBeGreaterThan(0);
      await client.query('ROLLBACK');
      return Promise.all([first, second]);
    });
    expect(both).toMatchObject([
      { kind: 'changed', corrects: false },
      { kind: 'changed', corrects: true, incident: { title: 'Second' } },
    ]);
  });

  test('is refused with its first submission, if both were made when that was', async () => {
    const url = await freshDatabase();
    const store = openDatabase(url, 1_000);
    const target = await quietIncident(store);
    const submit = (title: string) =>
      tell(
        store,
        { type: 'change_title', title: plainText(title) },
        { target, inboxId: 'view-1', content: title },
      );
    await withClient(url, async (client) => {
      await client.query('BEGIN');
      await client.query(`SELECT FROM incidents WHERE id = ${target} FOR UPDATE`);
      const both = [submit('First'), submit('Second')];
      const [, second] = both.map((one) => one.catch((error: unknown) => error));
      await expect(both[0]).rejects.toBeInstanceOf(DatabaseAway);
      await client.query('ROLLBACK');
      expect(await second).toBeInstanceOf(DatabaseAway);
    });
  });
});
