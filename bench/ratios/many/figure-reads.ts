import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Database from 'better-sqlite3';
import { makeTallies, readFigures } from '../../../src/app/figures/read-figures.ts';
import { openSqlite } from '../../../src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { median, ms, type Row, timed } from '../figures.ts';
import { type Filling, seed } from '../seed.ts';

/**
 * The figures of all incidents, from the store to the last number, against reading the same rows in one go, and for how long
 * they keep anything else waiting, which reading in one go would do all the time. And how long it takes to read all records
 * once after an upgrade.
 */
export async function measureFigures(folder: string, filling: Filling, rounds: number): Promise<Row[]> {
  const file = join(folder, 'figures.db');
  await seed(file, filling, Date.now());
  const store = openSqlite(`file:${file}`);
  const upgrade = await timed(() => makeTallies(store, () => false));
  const raw = new Database(file);
  const inOneGo = raw.prepare('SELECT tally FROM tallies').pluck();
  const measured = { figures: [] as number[], raw: [] as number[], waiting: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const together = await timed(() => inOneGo.all().map((tally) => JSON.parse(String(tally))));
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const figures = await timed(() => allFigures(store));
    delay.disable();
    if (round === 0) continue;
    measured.raw.push(together);
    measured.figures.push(figures);
    measured.waiting.push(delay.max / 1e6);
  }
  raw.close();
  await store.close();
  const which = `with ${filling.incidents.toLocaleString('en')} incidents of ${filling.events} events`;
  const [figures, together, waiting] = [measured.figures, measured.raw, measured.waiting].map(median);
  if (figures === undefined || together === undefined || waiting === undefined) return [];
  return [
    {
      what: `\`figures all\` ${which}`,
      ours: ms(figures),
      against: `raw better-sqlite3 and JSON.parse, the same rows in one go: ${ms(together)}`,
      ratio: figures / together,
      target: { atMost: 8 },
    },
    {
      what: `longest wait of anything else during \`figures all\` ${which}`,
      ours: ms(waiting),
      against: `the same rows in one go: ${ms(together)}`,
      ratio: waiting / together,
      target: { atMost: 0.5 },
    },
    {
      what: `reading all records once after an upgrade, in the background, ${which}`,
      ours: ms(upgrade),
      against: `their figures afterwards: ${ms(figures)}`,
      ratio: upgrade / figures,
      target: { atMost: 150 },
    },
  ];
}

const allFigures = (store: Store) =>
  readFigures(store, { span: 'all', now: Date.now(), timeZone: 'UTC' }, { waits: true });
