import { expect, onTestFinished, test } from 'vitest';
import { adviceFor, DatabaseAway } from '../../../src/store/error-advice.ts';
import { NewestTimeline } from '../../../src/store/postgres/database/newest-timeline.ts';
import { connectionTo, poolFor } from '../../../src/store/postgres/database/pool.ts';
import { Transactions } from '../../../src/store/postgres/database/transactions.ts';
import { PostgresLease } from '../../../src/store/postgres/delivery/delivery-lease.ts';
import { describeWith } from '../../support/describe-with.ts';
import { overhear } from '../../support/overhear.ts';
import { primaryAndStandby } from '../support/failover.ts';
import { leasesAt, termOf } from '../support/leases.ts';
import { changed, quietIncident, tell } from '../support/orders.ts';
import { countOf, lackOfPostgres } from '../support/postgres.ts';
import { openDatabase } from '../support/postgres-engine.ts';

/** A bot that has moved on to a promoted standby, while the old primary still takes writes. */
async function movedOn() {
  const { cable, on, primary, standby, promote } = await primaryAndStandby('asynchronous');
  const store = openDatabase(cable.url, 2_000);
  const id = await quietIncident(store);
  await store.lease.take();
  await expect.poll(() => countOf(on(standby), 'incidents'), { timeout: 20_000 }).toBe(1);
  await promote();
  const lead = { old: () => cable.leadTo(on(primary)), new: () => cable.leadTo(on(standby)) };
  lead.new();
  const severity = (to: 'P2' | 'P3') =>
    tell(store, { type: 'change_severity', to, why: null }, { target: id });
  const moved = () => severity('P2').then(changed, () => null);
  await expect.poll(moved, { timeout: 20_000 }).toMatchObject({ severity: 'P2' });
  await store.lease.take().catch(() => null);
  return { store, id, lead, severity, old: on(primary), current: on(standby) };
}

const refused = expect.objectContaining({ name: 'DatabaseAway', code: 'OLD_PRIMARY' });

describeWith(lackOfPostgres, 'An address that leads back to an old primary which still takes writes', () => {
  test('is refused: the bot reads, writes, and takes over nothing there, and goes on once it leads to the new one', async () => {
    const { store, id, lead, severity, old, current } = await movedOn();
    lead.old();
    await leasesAt(old).expire();
    const failed = await severity('P3').catch((error: unknown) => error);
    expect(failed).toEqual(refused);
    expect(overhear(adviceFor(failed)?.todo ?? '')).toBe(
      'Stop it, or point DATABASE_URL at the newer one. After pg_upgrade or restoring an older backup, restart the bots.',
    );
    await expect(store.incident(id)).rejects.toEqual(refused);
    await expect(store.lease.take()).rejects.toBeInstanceOf(DatabaseAway);
    await expect(store.lease.take()).rejects.toEqual(refused);
    expect(await countOf(old, 'events')).toBe(1);
    expect(await countOf(old, 'delivery WHERE expires_at > now()')).toBe(0);
    lead.new();
    expect(changed(await severity('P3'))).toMatchObject({ severity: 'P3' });
    await store.lease.take().catch(() => null);
    await leasesAt(current).expire();
    expect(termOf(await store.lease.take())).toBeGreaterThan(1);
  });
});

describeWith(lackOfPostgres, 'A connection that stays open to an old primary', () => {
  test('is refused once its process has been on the new one', async () => {
    const { on, primary, standby, promote } = await primaryAndStandby('asynchronous');
    const timeline = new NewestTimeline();
    const bot = (url: string) => {
      const transactions = new Transactions(poolFor(url), 2_000, timeline);
      const lease = new PostgresLease({ config: connectionTo(url), name: 'a', timeline, timeSeen() {} });
      onTestFinished(() => Promise.all([transactions.close(), lease.close()]).then(() => {}));
      const look = () => transactions.read((sql) => sql('SELECT 1'));
      return { lease, look };
    };
    const [left, moved] = [bot(on(primary)), bot(on(standby))];
    const term = termOf(await left.lease.take());
    await left.look();
    await moved.look();
    await promote();
    const isNewer = () =>
      moved
        .look()
        .then(() => left.look())
        .then(
          () => null,
          ({ code }) => code,
        );
    await expect.poll(isNewer, { timeout: 20_000 }).toBe('OLD_PRIMARY');
    await expect(left.lease.renew(term)).rejects.toEqual(refused);
  });
});
