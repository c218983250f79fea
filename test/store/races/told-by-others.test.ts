import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { userIdSchema } from '../../../src/domain/incident/ids.ts';
import { gate } from '../../app/support/wait-until-idle.ts';
import { deaf, leasesOn } from '../support/leases.ts';
import { lackOfPostgres } from '../support/postgres.ts';

const endOthers =
  'SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';

describe.skipIf(lackOfPostgres !== null)('A bot that queues an effect', () => {
  test('wakes the one that delivers', async () => {
    const { lease, sql } = await leasesOn();
    const a = lease();
    const woken = gate();
    a.listen({ ...deaf, owed: woken.open });
    await a.take();
    await sql(
      `INSERT INTO episodes VALUES (1, '{}');
       INSERT INTO outbox (episode, key, lane, effect, owed_at, due_at) VALUES (1, 'k', 'l', '{}', 0, 0)`,
    );
    await woken.passed;
  });

  test('is told that any account may have changed after a time in which it could hear of none', async () => {
    const { lease, sql } = await leasesOn();
    const a = lease();
    const heard: string[] = [];
    a.onAccount((user) => void heard.push(user));
    await a.deliverer();
    await a.deliverer();
    await sql(endOthers);
    await setImmediate();
    await a.deliverer();
    expect(heard).toEqual(['any', 'any']);
  });

  test('looks at once when its connection is lost, and then for what it may have missed', async () => {
    const { lease, sql } = await leasesOn();
    const a = lease();
    const heard: string[] = [];
    const lost = gate();
    a.listen({ ...deaf, free: lost.open, owed: () => void heard.push('owed') });
    await a.deliverer();
    heard.length = 0;
    await sql(endOthers);
    await lost.passed;
    expect(heard).toEqual([]);
    await a.deliverer();
    expect(heard).toEqual(['owed']);
  });

  test("is told apart from what bots say of accounts, which each hears of the others', of whatever name", async () => {
    const { lease } = await leasesOn();
    const heard: string[] = [];
    const bots = ['a', 'b'].map((name) => {
      const one = lease('all containers, process 1');
      one.onAccount((user) => user !== 'any' && heard.push(`${name} hears of ${user}`));
      return one;
    });
    for (const one of bots) await one.deliverer();
    for (const [n, one] of bots.entries()) await one.tellOfAccount(userIdSchema.parse(`U${n}`));
    await expect.poll(() => heard.toSorted()).toEqual(['a hears of U1', 'b hears of U0']);
  });
});
