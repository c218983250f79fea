import { join } from 'node:path';
import Database from 'better-sqlite3';
import { findIncidents } from '../../src/app/finding/find-incidents.ts';
import { anything } from '../../src/domain/find/wanted.ts';
import { incidentIdSchema } from '../../src/domain/incident/ids.ts';
import { postmortem } from '../../src/domain/records/postmortem.ts';
import { timeline } from '../../src/domain/records/timeline.ts';
import { foundMessage, onPage } from '../../src/slack/views/find.ts';
import { statusMessage } from '../../src/slack/views/replies.ts';
import { timelineMessage } from '../../src/slack/views/timeline.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../src/store/store.ts';
import { median, ms, type Row, timed } from './figures.ts';
import { type Filling, seed } from './seed.ts';
import { story, tell } from './story.ts';

const name = (user: string): string => user;

/** The questions people ask, answered from the store down to the message; `n` counts them. */
const questions: Readonly<Record<string, (store: Store, size: Filling, n: number) => Promise<unknown>>> = {
  list: async (store) => {
    const page = { before: null, limit: onPage.list, known: [] };
    const hits = await findIncidents(store, anything, page);
    return foundMessage(hits, { place: 'list', typed: '', starts: [] }, shown);
  },
  status: async (store, size, n) => {
    const found = await store.incident(some(size, n));
    if (found.kind !== 'found') throw new Error(`The incident is ${found.kind}.`);
    return statusMessage(found.incident, await store.dead(found.incident.id), shown);
  },
  timeline: async (store, size, n) => {
    const id = some(size, n);
    const found = await store.incident(id);
    if (found.kind !== 'found') throw new Error(`The incident is ${found.kind}.`);
    return timelineMessage(found.incident, timeline(await store.events(id), name), shown);
  },
};

const shown = { now: Date.now(), timeZone: 'UTC' };

/** Any incident of a filled database, spread so that the cache of folded ones doesn't help. */
const some = ({ incidents }: Filling, n: number) => incidentIdSchema.parse(3 + ((n * 7919) % incidents));

/** How a small store is filled that a big one is compared with. */
export const smallFilling: Filling = { incidents: 100, events: 20, open: 10 };

/** The same questions to a small database file and a big one, in turn. */
export async function measureReads(folder: string, big: Filling, count: number): Promise<Row[]> {
  const files = { small: join(folder, 'small.db'), big: join(folder, 'big.db') };
  await seed(files.small, smallFilling, shown.now);
  await seed(files.big, big, shown.now);
  return compareReads(
    {
      small: async () => openSqlite(`file:${files.small}`),
      big: async () => openSqlite(`file:${files.big}`),
    },
    big,
    count,
  );
}

/** A small store (see `smallFilling`) and a big one, as they are opened. */
type Compared = Readonly<Record<'small' | 'big', () => Promise<Store>>>;

/** The same questions to a small store and a big one, in turn; `where`: what the rows say of the engine. */
export async function compareReads(open: Compared, big: Filling, count: number, where = ''): Promise<Row[]> {
  const stores = { small: await open.small(), big: await open.big() };
  const rows: Row[] = [];
  for (const [what, ask] of Object.entries(questions)) {
    const measured = { small: [] as number[], big: [] as number[] };
    for (let n = 0; n < count; n += 1) {
      // A hundred incidents fit into the cache of folded ones, and a store that has folded an incident answers from memory: both
      // are asked about ones that they haven't folded.
      if (n % smallFilling.incidents === smallFilling.incidents - 1) {
        await stores.small.close();
        stores.small = await open.small();
        await stores.small.list({ open: true, limit: 1 });
      }
      const little = await timed(() => ask(stores.small, smallFilling, n));
      const large = await timed(() => ask(stores.big, big, n));
      if (n < count / 10) continue;
      measured.small.push(little);
      measured.big.push(large);
    }
    rows.push({
      what: `\`${what}\` with ${big.incidents.toLocaleString('en')} incidents of ${big.events} events${where}`,
      ours: ms(median(measured.big)),
      against: `with ${smallFilling.incidents}: ${ms(median(measured.small))}`,
      ratio: median(measured.big) / median(measured.small),
      target: { atMost: 1.5 },
    });
  }
  await Promise.all([stores.small.close(), stores.big.close()]);
  return rows;
}

/** The postmortem of a very long incident, from the store to the text, compared with rendering the text alone. */
export async function measurePostmortem(folder: string, events: number, rounds: number): Promise<Row> {
  const file = join(folder, 'long.db');
  const store = openSqlite(`file:${file}`);
  const fast = new Database(file);
  fast.pragma('synchronous = OFF');
  const id = await tell(store, story(events - 9, 'closed'), shown.now - 60_000 * events);
  fast.close();
  const known = await store.events(id);
  const measured = { whole: [] as number[], text: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const whole = await timed(async () => postmortem(await store.events(id), name));
    const text = await timed(() => postmortem(known, name));
    if (round === 0) continue;
    measured.whole.push(whole);
    measured.text.push(text);
  }
  await store.close();
  return {
    what: `postmortem of an incident with ${known.length.toLocaleString('en')} events`,
    ours: ms(median(measured.whole)),
    against: `rendering its text alone: ${ms(median(measured.text))}`,
    ratio: median(measured.whole) / median(measured.text),
    target: { atMost: 2 },
  };
}
