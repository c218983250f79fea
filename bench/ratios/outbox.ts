import { join } from 'node:path';
import Database from 'better-sqlite3';
import { CommandBus } from '../../src/app/command-bus.ts';
import { createLog } from '../../src/app/log.ts';
import type { EffectTable, Handler } from '../../src/app/worker/attempt.ts';
import { done } from '../../src/app/worker/outcome.ts';
import { Worker } from '../../src/app/worker/worker.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../src/store/store.ts';
import { median, perSecond, type Row } from './figures.ts';
import { policy } from './story.ts';

/** Each incident has this many effects pending in one lane. */
const lanes = 50;

/** How many effects the worker claims in one commit when every lane is free. */
const claimedAtOnce = 16;

/**
 * Effects completed per second by the worker, with a Slack that responds at once, compared with the same changes to the
 * same rows in plain better-sqlite3: sixteen claimed in one commit, each completed in its own, with the same
 * durability.
 */
export async function measureOutbox(folder: string, rounds: number, effects: number): Promise<Row> {
  const ours: number[] = [];
  const raw: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const one = await worked(join(folder, `worker-${round}.db`), effects);
    const other = plain(join(folder, `plain-${round}.db`), effects);
    if (round === 0) continue;
    ours.push(one);
    raw.push(other);
  }
  return {
    what: 'owed effects settled a second, instant Slack',
    ours: perSecond(median(ours)),
    against: `raw better-sqlite3, the same rows: ${perSecond(median(raw))}`,
    ratio: median(ours) / median(raw),
    target: { atLeast: 0.5 },
  };
}

const owing = (file: string, effects: number): Database.Database => {
  const db = new Database(file);
  const incident = db.prepare(
    `INSERT INTO incidents (id, seq, title, severity, status, opened_at) VALUES (?, 1, 'Chats hang', 'P1', 'INVESTIGATING', 0)`,
  );
  const event = db.prepare(
    `INSERT INTO events (incident, seq, at, type, by, body) VALUES (?, 1, 0, 'opened', '{"kind":"person","user":"U0ALICE"}',
       '{"type":"opened","title":"Chats hang","severity":"P1","impact":null,"commander":null,"nextUpdateAt":1800000,"respondBy":900000}')`,
  );
  const owe = db.prepare(
    `INSERT INTO outbox (incident, key, lane, effect, owed_at, due_at) VALUES (?, ?, ?, '{"type":"set_topic"}', 0, 0)`,
  );
  db.transaction(() => {
    for (let n = 1; n <= lanes; n += 1) {
      incident.run(n);
      event.run(n);
    }
    for (let n = 0; n < effects; n += 1) {
      const id = (n % lanes) + 1;
      owe.run(id, `bench:${n}`, `slack:${id}`);
    }
  })();
  return db;
};

async function worked(file: string, effects: number): Promise<number> {
  const store = openSqlite(`file:${file}`);
  owing(file, effects).close();
  const rate = await settledASecond(store, effects, 0);
  await store.close();
  return rate;
}

/** How many effects a second the worker settles, of a store that owes so many. `term`: in which it delivers. */
export async function settledASecond(store: Store, effects: number, term: number): Promise<number> {
  const clock = { now: () => Date.now(), schedule: () => () => {} };
  const log = createLog('silent');
  let left = effects;
  let finished = () => {};
  const all = new Promise<void>((resolve) => {
    finished = resolve;
  });
  const instant: Handler = async () => {
    left -= 1;
    if (left === 0) finished();
    return done(null);
  };
  const worker = new Worker({
    term,
    store,
    commandBus: new CommandBus({ store, clock, policy }),
    clock,
    log,
    effects: new Proxy({}, { get: () => instant }) as EffectTable,
  });
  const began = performance.now();
  await worker.start();
  await all;
  await worker.stop();
  return effects / ((performance.now() - began) / 1000);
}

function plain(file: string, effects: number): number {
  const schema = openSqlite(`file:${file}`);
  void schema.close();
  const db = owing(file, effects);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  const claim = db.prepare(
    'UPDATE outbox SET due_at = ?, version = version + 1, attempts = attempts + 1, leased = 1 WHERE id = ?',
  );
  const settle = db.prepare('DELETE FROM outbox WHERE id = ?');
  const ids = db.prepare('SELECT id FROM outbox ORDER BY id').pluck().all() as number[];
  const claimSome = db.transaction((some: readonly number[]) => {
    for (const id of some) claim.run(Date.now(), id);
  });
  const began = performance.now();
  for (let n = 0; n < ids.length; n += claimedAtOnce) {
    const some = ids.slice(n, n + claimedAtOnce);
    claimSome(some);
    for (const id of some) settle.run(id);
  }
  const took = performance.now() - began;
  db.close();
  return effects / (took / 1000);
}
