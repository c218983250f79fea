import { Pool } from 'pg';
import { openPostgres } from '../../../src/store/postgres/open-postgres.ts';
import type { Store } from '../../../src/store/store.ts';
import { median, perSecond, type Row } from '../figures.ts';
import { settledASecond } from '../outbox.ts';
import { type BenchServer, withClient } from './durable-server.ts';

/** Each incident has this many effects pending in one lane. */
const lanes = 50;
/** How many effects the worker claims in one commit when every lane is free, and how many connections it has. */
const atOnce = { claimed: 16, connections: 10 };

/**
 * Effects completed per second by the worker, with a Slack that responds at once, compared with the same changes to the
 * same rows in plain SQL through pg: sixteen claimed in one commit, and each completed in its own, all at once over as
 * many connections as the bot has.
 */
export async function measureSettling(server: BenchServer, rounds: number, effects: number): Promise<Row> {
  const url = await server.create('settling');
  const store = await openPostgres(url, 'bot');
  const taken = await store.lease.take();
  if (!('term' in taken)) throw new Error('Somebody else delivers.');
  const measured = { ours: [] as number[], raw: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    await owe(url, effects);
    const ours = await settledWhileRenewed(store, effects, taken.term);
    await owe(url, effects);
    const raw = await plain(url, effects);
    if (round === 0) continue;
    measured.ours.push(ours);
    measured.raw.push(raw);
  }
  await store.close();
  return {
    what: 'owed effects settled a second, instant Slack, on PostgreSQL',
    ours: perSecond(median(measured.ours)),
    against: `raw SQL through pg, the same rows: ${perSecond(median(measured.raw))}`,
    ratio: median(measured.ours) / median(measured.raw),
    target: { atLeast: 0.5 },
  };
}

async function settledWhileRenewed(store: Store, effects: number, term: number): Promise<number> {
  const renewing = setInterval(() => void store.lease.renew(term).catch(() => {}), 1_000);
  try {
    return await settledASecond(store, effects, term);
  } finally {
    clearInterval(renewing);
  }
}

/** So many effects that are due, in the lanes of as many incidents as there are lanes. */
async function owe(url: string, effects: number): Promise<void> {
  await withClient(url, async (client) => {
    await client.query(`INSERT INTO incidents (id, seq, title, severity, status, opened_at, searched)
      SELECT n, 1, 'Chats hang', 'P1', 'INVESTIGATING', 0, 1 FROM generate_series(1, ${lanes}) AS n ON CONFLICT DO NOTHING`);
    await client.query(`INSERT INTO events (incident, seq, at, type, by, body)
      SELECT n, 1, 0, 'opened', '{"kind":"person","user":"U0ALICE"}',
        '{"type":"opened","title":"Chats hang","severity":"P1","impact":null,"commander":null,"nextUpdateAt":1800000,"respondBy":900000}'
        FROM generate_series(1, ${lanes}) AS n ON CONFLICT DO NOTHING`);
    await client.query(`INSERT INTO outbox (incident, key, lane, effect, owed_at, due_at)
      SELECT n % ${lanes} + 1, 'bench:' || n, 'slack:' || n % ${lanes} + 1, '{"type":"set_topic"}', 0, 0
        FROM generate_series(0, ${effects - 1}) AS n`);
    await client.query('VACUUM ANALYZE outbox');
  });
}

async function plain(url: string, effects: number): Promise<number> {
  const pool = new Pool({ connectionString: url, max: atOnce.connections });
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM outbox ORDER BY id');
  const ids = rows.map(({ id }) => id);
  const began = performance.now();
  for (let n = 0; n < ids.length; n += atOnce.claimed) {
    const some = ids.slice(n, n + atOnce.claimed);
    await pool.query({
      name: 'claim',
      text: 'UPDATE outbox SET due_at = $1, version = version + 1, attempts = attempts + 1, leased = 1 WHERE id = ANY($2)',
      values: [Date.now(), some],
    });
    const settle = { name: 'settle', text: 'DELETE FROM outbox WHERE id = $1' };
    await Promise.all(some.map((id) => pool.query({ ...settle, values: [id] })));
  }
  const took = performance.now() - began;
  await pool.end();
  return effects / (took / 1000);
}
