import { expect, test } from 'vitest';
import { DatabaseAway, OutcomeUnknown } from '../../../src/store/error-advice.ts';
import { describeWith } from '../../support/describe-with.ts';
import { type Pair, primaryAndStandby } from '../support/failover.ts';
import { open, tell } from '../support/orders.ts';
import { countOf, lackOfPostgres, transactionsOn, useUpNumbers } from '../support/postgres.ts';
import { openDatabase } from '../support/postgres-engine.ts';

/** Declares an incident whose commit arrives, but isn't answered. */
async function unanswered({ cable, primary, on }: Pair) {
  const store = openDatabase(cable.url);
  await store.checkWritable();
  cable.breakAt({ at: 'COMMIT', arrives: true, hangs: true });
  const telling = tell(store, open(), { inboxId: 'view-1' });
  await expect.poll(() => countOf(on(primary), 'incidents'), { interval: 5, timeout: 20_000 }).toBe(1);
  return { store, telling };
}

describeWith(lackOfPostgres, 'A commit that is not answered before the standby takes over', () => {
  test.each([
    ['lost', 'changed', 'asynchronous'],
    ['there', 'repeated', 'synchronous'],
  ] as const)('and is %s on the standby counts as %s', async (_, kind, replication) => {
    const pair = await primaryAndStandby(replication);
    if (replication === 'asynchronous') await pair.fallBehind();
    const { store, telling } = await unanswered(pair);
    await pair.primary.stop('immediate');
    await pair.promote();
    await useUpNumbers(pair.on(pair.standby));
    pair.cable.leadTo(pair.on(pair.standby));
    pair.cable.mend();
    expect(await telling).toMatchObject({ kind, incident: { id: 1 } });
    expect(await store.list({ open: true, limit: 9 })).toHaveLength(1);
  });
});

describeWith(lackOfPostgres, 'A commit that waits for a standby that is away', () => {
  test('is reported as unknown, and is done once when the standby is back', async () => {
    const { primary, standby, on } = await primaryAndStandby('synchronous');
    const store = openDatabase(on(primary), 2_000);
    await store.checkWritable();
    await standby.stop('fast');
    const outcome = tell(store, open(), { inboxId: 'view-1' });
    await expect(outcome).rejects.toBeInstanceOf(OutcomeUnknown);
    await standby.start();
    const again = () => tell(store, open(), { inboxId: 'view-1' }).catch(() => null);
    await expect.poll(again, { timeout: 20_000 }).toMatchObject({ kind: 'repeated', incident: { id: 1 } });
    expect(await store.list({ open: true, limit: 9 })).toHaveLength(1);
  });
});

describeWith(lackOfPostgres, 'A commit whose outcome is asked for on a standby', () => {
  test("isn't taken for lost because the standby lacks it", async () => {
    const pair = await primaryAndStandby('asynchronous');
    await pair.fallBehind();
    const { cable, on, primary, standby } = pair;
    const transactions = transactionsOn(cable.url);
    const add = (patience: 'answer' | 'endless') =>
      transactions.write((sql) => sql(`INSERT INTO people VALUES (gen_random_uuid()::text, 'X')`), patience);
    await add('answer');
    cable.breakAt({ at: 'COMMIT', arrives: true, hangs: true });
    const adding = add('endless');
    await expect.poll(() => countOf(on(primary), 'people'), { interval: 5, timeout: 20_000 }).toBe(2);
    cable.leadTo(on(standby));
    cable.mend();
    await expect(add('answer')).rejects.toBeInstanceOf(DatabaseAway);
    cable.leadTo(on(primary));
    await adding;
    expect(await countOf(on(primary), 'people')).toBe(2);
  });
});
