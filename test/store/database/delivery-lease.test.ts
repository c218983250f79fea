import { setImmediate } from 'node:timers/promises';
import { Client } from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { NoLongerDelivering } from '../../../src/store/delivery-lease.ts';
import { connectionTo } from '../../../src/store/postgres/database/pool.ts';
import { sqlOn } from '../../../src/store/postgres/database/sql.ts';
import { assertDelivering } from '../../../src/store/postgres/delivery/fence.ts';
import { StoreUnavailable } from '../../../src/store/store-unavailable.ts';
import { gate } from '../../app/support/wait-until-idle.ts';
import { deaf, leasesOn, termOf } from '../support/leases.ts';
import { lackOfPostgres, transactionsOn, withClient } from '../support/postgres.ts';

describe.skipIf(lackOfPostgres !== null)('The right to deliver, in PostgreSQL', () => {
  test('is held by one, for four seconds', async () => {
    const { lease } = await leasesOn();
    const [a, b] = [lease('a'), lease('b')];
    expect(await a.deliverer()).toEqual({ kind: 'nobody' });
    expect(await a.take()).toEqual({ term: 1, forMs: 4_000 });
    expect(await b.take()).toEqual({ freeInMs: expect.closeTo(3_500, -3) });
    expect(await b.deliverer()).toEqual({ kind: 'bot', name: 'a', since: expect.any(Number) });
  });

  test('goes to one of many who take it at once', async () => {
    const { lease } = await leasesOn();
    const answers = await Promise.all([...'abcdefgh'].map((name) => lease(name).take()));
    expect(answers.filter((answer) => 'term' in answer)).toEqual([{ term: 1, forMs: 4_000 }]);
  });

  test('is kept by renewing it', async () => {
    const { lease, sql } = await leasesOn();
    const a = lease();
    const term = termOf(await a.take());
    await sql("UPDATE delivery SET expires_at = now() + interval '1 second'");
    expect(await a.renew(term)).toEqual({ term, forMs: 4_000 });
    expect(await lease('b').take()).toEqual({ freeInMs: expect.closeTo(3_500, -3) });
  });

  test('is free when it has expired, and comes with the next term', async () => {
    const { lease, expire } = await leasesOn();
    const [a, b] = [lease('a'), lease('b')];
    const term = termOf(await a.take());
    await expire();
    expect(await a.renew(term)).toBeNull();
    expect(termOf(await b.take())).toBe(term + 1);
    expect(await a.renew(term)).toBeNull();
  });

  test('is free at once when it is given up, which all others hear', async () => {
    const { lease } = await leasesOn();
    const [a, b] = [lease('a'), lease('b')];
    const free = gate();
    b.listen({ ...deaf, free: free.open });
    const term = termOf(await a.take());
    await b.take();
    await a.release(term);
    await free.passed;
    expect(termOf(await b.take())).toBe(term + 1);
  });

  test('can be offered to all others, and wanted by them, who hear of what was missed too', async () => {
    const { lease } = await leasesOn();
    const heard: string[] = [];
    const bots = ['a', 'b', 'c'].map((name) => {
      const one = lease(name);
      one.listen({
        ...deaf,
        offered: () => void heard.push(`${name} is offered it`),
        wanted: () => void heard.push(`${name} is asked for it`),
        missed: () => void heard.push(`${name} is told what was missed`),
      });
      return one;
    });
    for (const one of bots) await one.deliverer();
    await bots[0]?.say('offered');
    await bots[1]?.say('wanted');
    await bots[2]?.say('missed');
    await expect
      .poll(() => heard.toSorted())
      .toEqual([
        ...['a is asked for it', 'a is told what was missed', 'b is offered it', 'b is told what was missed'],
        ...['c is asked for it', 'c is offered it'],
      ]);
  });

  test('cannot be given up by one who lost it', async () => {
    const { lease, expire } = await leasesOn();
    const [a, b] = [lease('a'), lease('b')];
    const term = termOf(await a.take());
    await expire();
    const next = termOf(await b.take());
    await a.release(term);
    expect(await b.renew(next)).not.toBeNull();
  });

  test("is free within four seconds of the next look when the database's clock was set back by an hour", async () => {
    const { lease, sql } = await leasesOn();
    const [a, b] = [lease('a'), lease('b')];
    const term = termOf(await a.take());
    await sql("UPDATE delivery SET expires_at = now() + interval '1 hour'");
    expect(await b.take()).toEqual({ freeInMs: 4_000 });
    expect(await b.take()).toEqual({ freeInMs: expect.closeTo(3_500, -3) });
    expect(await a.renew(term)).toEqual({ term, forMs: 4_000 });
  });

  test('comes with the time by the database', async () => {
    const { lease, times } = await leasesOn();
    const began = { timer: performance.now(), own: Date.now() };
    await lease().take();
    const ended = { timer: performance.now(), own: Date.now() };
    const [time] = times;
    if (!time) return expect.fail('it came without the time');
    const byTimer = [began.timer, time.asked, time.answered, ended.timer];
    expect(byTimer).toEqual(byTimer.toSorted((a, b) => a - b));
    expect(time.now).toBeGreaterThanOrEqual(began.own);
    expect(time.now).toBeLessThanOrEqual(ended.own + 1);
  });

  test('is not kept by a bot of an older version than the schema', async () => {
    const { lease, sql } = await leasesOn();
    const a = lease();
    const term = termOf(await a.take());
    await sql('UPDATE schema_version SET version = version + 1');
    expect(await a.renew(term)).toBeNull();
    await expect(a.take()).rejects.toThrow(StoreUnavailable);
    await a.release(term);
    await expect(a.take()).rejects.toThrow(StoreUnavailable);
    expect(await a.deliverer()).toEqual({ kind: 'nobody' });
  });

  test('is asked for on a new connection, without a failure, after the last one was cut', async () => {
    const { lease, sql } = await leasesOn();
    const a = lease();
    const term = termOf(await a.take());
    await sql(
      'SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await setImmediate();
    expect(await a.renew(term)).toEqual({ term, forMs: 4_000 });
  });

  test('is not awaited for more than a second', async () => {
    const { url, lease } = await leasesOn();
    await withClient(url, async (client) => {
      await client.query('BEGIN; LOCK TABLE delivery IN ACCESS EXCLUSIVE MODE');
      await expect(lease().take()).rejects.toMatchObject({ name: 'DatabaseAway', code: '55P03' });
    });
  });
});

describe.skipIf(lackOfPostgres !== null)('A settlement in PostgreSQL', () => {
  test('is refused as soon as another bot delivers', async () => {
    const { url, lease, expire } = await leasesOn();
    const transactions = transactionsOn(url);
    const settle = (term: number) => transactions.write((sql) => assertDelivering(sql, term), 'answer');
    const [a, b] = [lease('a'), lease('b')];
    const term = termOf(await a.take());
    await settle(term);
    await expire();
    await settle(term);
    await b.take();
    await expect(settle(term)).rejects.toThrow(NoLongerDelivering);
  });

  test('makes a takeover wait, and no renewal', async () => {
    const { url, lease, expire } = await leasesOn();
    const [a, b] = [lease('a'), lease('b')];
    const term = termOf(await a.take());
    await transactionsOn(url).write(async (sql) => {
      await assertDelivering(sql, term);
      expect(await a.renew(term)).not.toBeNull();
      await expire();
      await expect(b.take()).rejects.toMatchObject({ name: 'DatabaseAway', code: '55P03' });
    }, 'answer');
    expect(termOf(await b.take())).toBe(term + 1);
  });

  test('that a frozen bot has left half-done is ended, and delivery is taken over', async () => {
    const { url, lease, expire } = await leasesOn();
    const [a, b] = [lease('a'), lease('b')];
    const term = termOf(await a.take());
    const frozen = new Client(connectionTo(url));
    frozen.on('error', () => {});
    await frozen.connect();
    onTestFinished(() => frozen.end());
    await frozen.query('BEGIN');
    await assertDelivering(sqlOn(frozen), term);
    await expire();
    const took = () => b.take().then(termOf, () => null);
    await expect.poll(took, { timeout: 6_000 }).toBe(term + 1);
    await expect(frozen.query('COMMIT')).rejects.toThrow();
  }, 20_000);
});
