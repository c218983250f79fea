import { expect, test } from 'vitest';
import { NoLongerDelivering } from '../../../src/store/delivery-lease.ts';
import { DatabaseAway } from '../../../src/store/error-advice.ts';
import { assertDelivering } from '../../../src/store/postgres/delivery/fence.ts';
import { describeWith } from '../../support/describe-with.ts';
import { primaryAndStandby, type Replication } from '../support/failover.ts';
import { leasesAt, termOf } from '../support/leases.ts';
import { lackOfPostgres, transactionsOn } from '../support/postgres.ts';

/** Two bots, of which the first delivered when the standby took over. */
async function failedOver(replication: Replication) {
  const { primary, standby, cable, on, promote, fallBehind } = await primaryAndStandby(replication);
  const { lease } = leasesAt(cable.url);
  const [a, b] = [lease('a'), lease('b')];
  if (replication === 'asynchronous') await fallBehind();
  const term = termOf(await a.take());
  await primary.stop('immediate');
  await promote();
  cable.leadTo(on(standby));
  return { a, b, term, url: cable.url, expire: leasesAt(on(standby)).expire };
}

describeWith(lackOfPostgres, 'The right to deliver', () => {
  test.each(['synchronous', 'asynchronous'] as const)("doesn't outlast a failover (%s)", async (how) => {
    const { a, b, term, url, expire } = await failedOver(how);
    const settling = transactionsOn(url).write((sql) => assertDelivering(sql, term), 'answer');
    await expect(settling).rejects.toThrow(NoLongerDelivering);
    expect(await a.renew(term)).toBeNull();
    expect(await b.take()).toEqual({ freeInMs: expect.any(Number) });
    expect(await b.take()).toEqual({ freeInMs: expect.closeTo(3_500, -3) });
    await expire();
    const next = termOf(await b.take());
    expect(next).not.toBe(term);
    expect(await a.renew(term)).toBeNull();
    expect(await b.renew(next)).toEqual({ term: next, forMs: 4_000 });
  });
});

describeWith(lackOfPostgres, 'An old primary that still runs beside the new one', () => {
  test('accepts no more writes from a bot if it waits for its standby', async () => {
    const { cable, on, standby, promote } = await primaryAndStandby('synchronous');
    const [left, moved] = [leasesAt(cable.url), leasesAt(on(standby))];
    const [a, b] = [left.lease('a'), moved.lease('b')];
    const term = termOf(await a.take());
    await promote();
    await expect(a.renew(term)).rejects.toBeInstanceOf(DatabaseAway);
    await b.take();
    await moved.expire();
    expect(termOf(await b.take())).not.toBe(term);
  });
});
