import { join } from 'node:path';
import Database from 'better-sqlite3';
import { findIncidents } from '../../../src/app/finding/find-incidents.ts';
import { readQuery } from '../../../src/domain/find/read-query.ts';
import { isRefusal } from '../../../src/domain/incident/refusal.ts';
import { foundMessage, onPage } from '../../../src/slack/views/find.ts';
import { openSqlite } from '../../../src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { ms, percentile, type Row, timed } from '../figures.ts';
import { type Filling, seed } from '../seed.ts';

/** How soon an answer is there, however big the database is, ms. */
const withinMs = 50;

/** What people look for: what is everywhere, in one incident, nowhere, and filters that fit few or none. */
const questions: readonly (readonly [place: 'find' | 'list', typed: string])[] = [
  ['find', 'intercom'],
  ['find', 'conv'],
  ['find', 'needle77'],
  ['find', 'nowhere'],
  ['find', 'intercom needle77 P1 since:9y'],
  ['find', 'intercom P4'],
  ['find', 'intercom owner:ours'],
  ['find', 'intercom code:token_revoked'],
  ['list', ''],
  ['list', 'open P1'],
  ['list', 'P4 since:30d'],
];

async function ask(store: Store, place: 'find' | 'list', typed: string, now: number): Promise<void> {
  const wanted = readQuery(typed, { takesWords: place === 'find' }, now, 'UTC');
  if (isRefusal(wanted)) throw new Error(wanted.refused);
  const hits = await findIncidents(store, wanted, { before: null, limit: onPage[place], known: [] });
  foundMessage(hits, { place, typed, starts: [] }, { now, timeZone: 'UTC' });
}

/** Gives every 1,000th incident a word of its own in its last note, and none of them a place in the index. */
function plantNeedles(file: string): void {
  const db = new Database(file);
  db.exec(`UPDATE events SET body = json_set(body, '$.text', 'needle' || (incident / 1000))
      WHERE incident % 1000 = 0 AND type = 'note_added'
        AND seq = (SELECT max(seq) FROM events AS last WHERE last.incident = events.incident AND type = 'note_added');
    INSERT INTO search (search) VALUES ('delete-all');
    UPDATE incidents SET searched = 0;`);
  db.close();
}

/**
 * Taking a database into the index that an earlier version wrote, and finding in it: the slowest of every question's
 * answers, from the store down to the message.
 */
export async function measureFinds(folder: string, size: Filling, count: number): Promise<Row[]> {
  const file = join(folder, 'finds.db');
  await seed(file, size, Date.now());
  plantNeedles(file);
  const store = openSqlite(`file:${file}`);
  const parts: number[] = [];
  const before = process.memoryUsage().rss;
  for (let more = true; more; )
    parts.push(
      await timed(async () => {
        more = await store.indexMore();
      }),
    );
  const grown = (process.memoryUsage().rss - before) / 2 ** 20;
  const all = parts.reduce((sum, one) => sum + one, 0);
  console.log(
    `Indexed ${size.incidents} incidents of ${size.events} events in ${(all / 1_000).toFixed(1)} s, ${parts.length} parts, p99 ${ms(percentile(parts, 99))}, memory +${grown.toFixed(0)} MiB`,
  );
  const rows = await slowestFinds(store, size, count);
  await store.close();
  return rows;
}

/** How long a store takes for the slowest of every question's answers; `where`: what the rows say of the engine. */
export async function slowestFinds(store: Store, size: Filling, count: number, where = ''): Promise<Row[]> {
  const now = Date.now();
  const rows: Row[] = [];
  for (const kind of ['find', 'list'] as const) {
    const slowest: number[] = [];
    for (const [place, typed] of questions.filter(([one]) => one === kind)) {
      const times: number[] = [];
      for (let n = 0; n < count; n += 1) times.push(await timed(() => ask(store, place, typed, now)));
      console.log(`  ${place} ${typed}: ${ms(percentile(times, 50))}, p90 ${ms(percentile(times, 90))}`);
      slowest.push(percentile(times, 50));
    }
    const what = `\`${kind}\` with ${size.incidents.toLocaleString('en')} incidents of ${size.events} events, the slowest question${where}`;
    const ours = Math.max(...slowest);
    rows.push({
      what,
      ours: ms(ours),
      against: `what people wait for: ${ms(withinMs)}`,
      ratio: ours / withinMs,
      target: { atMost: 1 },
    });
  }
  return rows;
}
