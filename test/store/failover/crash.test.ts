import { expect, test } from 'vitest';
import { NoLongerDelivering } from '../../../src/store/delivery-lease.ts';
import { OutcomeUnknown } from '../../../src/store/error-advice.ts';
import { assertDelivering } from '../../../src/store/postgres/delivery/fence.ts';
import { describeWith } from '../../support/describe-with.ts';
import { type Fragile, fragileServer } from '../support/crash.ts';
import { leasesAt, termOf } from '../support/leases.ts';
import { changed, open, quietIncident, tell } from '../support/orders.ts';
import { countOf, lackOfPostgres, transactionsOn, useUpNumbers } from '../support/postgres.ts';
import { openDatabase } from '../support/postgres-engine.ts';

/** Declares an incident whose commit arrives, but isn't answered. */
async function unanswered({ cable, url }: Fragile, waitsMs?: number) {
  const store = openDatabase(cable.url, waitsMs);
  await store.checkWritable();
  return async () => {
    cable.breakAt({ at: 'COMMIT', arrives: true, hangs: true });
    const telling = tell(store, open(), { inboxId: 'view-1' });
    await expect.poll(() => countOf(url, 'incidents'), { interval: 5, timeout: 20_000 }).toBe(1);
    return { store, telling };
  };
}

describeWith(lackOfPostgres, 'A commit that is not answered before PostgreSQL crashes', () => {
  test.each([
    ['lost', 'changed'],
    ['there', 'repeated'],
  ] as const)('and is %s afterwards counts as %s', async (what, kind) => {
    const server = await fragileServer();
    const { cable, url, keepNothing, crash } = server;
    const declare = await unanswered(server);
    if (what === 'lost') await keepNothing();
    const { store, telling } = await declare();
    if (what === 'there') await keepNothing();
    await crash();
    expect(await countOf(url, 'incidents')).toBe(what === 'lost' ? 0 : 1);
    await useUpNumbers(url);
    cable.cut();
    cable.mend();
    expect(await telling).toMatchObject({ kind, incident: { id: 1 } });
    expect(await store.list({ open: true, limit: 9 })).toHaveLength(1);
  });
});

describeWith(lackOfPostgres, 'A commit that PostgreSQL has forgotten in a crash', () => {
  test('is reported as unknown if there is no time left to do it again', async () => {
    const server = await fragileServer();
    const declare = await unanswered(server, 6_000);
    const { telling } = await declare();
    const unknown = expect(telling).rejects.toBeInstanceOf(OutcomeUnknown);
    await server.crash();
    server.cable.breakAt({ at: 'BEGIN', arrives: false, hangs: true });
    server.cable.cut();
    server.cable.mend();
    await unknown;
  });
});

describeWith(lackOfPostgres, 'The right to deliver', () => {
  test("doesn't outlast a crash that lost its term, or the next bot would get the same term", async () => {
    const { url, keepNothing, crash } = await fragileServer();
    const { lease } = leasesAt(url);
    const [a, b] = [lease('a'), lease('b')];
    await keepNothing();
    const term = termOf(await a.take());
    await crash();
    const settling = transactionsOn(url).write((sql) => assertDelivering(sql, term), 'answer');
    await expect(settling).rejects.toThrow(NoLongerDelivering);
    expect(await b.take()).toEqual({ freeInMs: expect.any(Number) });
    expect(await b.take()).toEqual({ freeInMs: expect.closeTo(3_500, -3) });
    await leasesAt(url).expire();
    expect(termOf(await b.take())).not.toBe(term);
    expect(await a.renew(term).catch(() => null)).toBeNull();
    expect(await a.renew(term)).toBeNull();
  });
});

describeWith(lackOfPostgres, 'What a bot caches of an incident', () => {
  test('is void after a crash, which loses events and reuses their numbers', async () => {
    const { url, keepNothing, crash } = await fragileServer();
    const [one, other] = [openDatabase(url), openDatabase(url)];
    const id = await quietIncident(one);
    await keepNothing();
    changed(await tell(one, { type: 'change_severity', to: 'P3', why: null }, { target: id }));
    await crash();
    changed(await tell(other, { type: 'change_severity', to: 'P2', why: null }, { target: id }));
    expect(await one.incident(id)).toMatchObject({ incident: { severity: 'P2' } });
  });
});
