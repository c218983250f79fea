import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Sql } from '../../src/store/postgres/database/sql.ts';
import { claim } from '../../src/store/postgres/outbox/outbox.ts';
import { describeWith } from '../support/describe-with.ts';
import { freshDatabase, lackOfPostgres, transactionsOn, withClient } from './support/postgres.ts';

const planRows = z.array(z.object({ 'QUERY PLAN': z.string() }));

const lanes = 50;

/** Queues this many effects, all due at the same moment, in fifty lanes in turn. */
const oweMany = (url: string, effects: number): Promise<unknown> =>
  withClient(url, async (client) => {
    await client.query(`INSERT INTO incidents (id, seq, title, severity, status, opened_at, searched)
      SELECT n, 1, 'Chats hang', 'P1', 'INVESTIGATING', 0, 1 FROM generate_series(1, ${lanes}) AS n`);
    await client.query(`INSERT INTO outbox (incident, key, lane, effect, owed_at, due_at)
      SELECT n % ${lanes} + 1, 'test:' || n, 'slack:' || n % ${lanes}, '{"type":"set_topic"}', 0, 0
        FROM generate_series(0, ${effects - 1}) AS n`);
    await client.query('VACUUM ANALYZE outbox');
  });

describeWith(lackOfPostgres, 'With thousands of effects due at once on PostgreSQL', () => {
  test('the worker claims the first of each free lane without reading the others', async () => {
    const url = await freshDatabase();
    const transactions = transactionsOn(url);
    await oweMany(url, 3_000);
    const plans: string[] = [];
    const claims = await transactions.write((sql) => {
      const explained: Sql = async (text, values) => {
        if (text.startsWith('UPDATE outbox SET due_at')) {
          const { rows } = await sql(`EXPLAIN ${text}`, values);
          plans.push(...planRows.parse(rows).map((step) => step['QUERY PLAN']));
        }
        return sql(text, values);
      };
      const busyLanes = ['slack:0', 'slack:2'];
      const request = {
        ...{ people: 4, background: 2, busyLanes, held: [] },
        ...{ now: 1, leaseMs: 1_000, slackNow: null, term: 0 },
      };
      return claim(Object.assign(explained, { atEnd: sql.atEnd }), request, true);
    }, 'answer');
    expect(claims.map(({ lane }) => lane)).toEqual(['slack:1', 'slack:3', 'slack:4', 'slack:5']);
    expect(plans.join('\n')).toContain('Index Scan using outbox_by_room');
    expect(plans.filter((step) => /Seq Scan on outbox|Sort|Hash/.test(step))).toEqual([]);
  });
});
