import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { meets, type Row } from './figures.ts';

const ratio = (value: number): string => `${value.toFixed(2)}×`;

const wanted = ({ target }: Row): string =>
  'atMost' in target ? `≤ ${target.atMost}×` : `≥ ${target.atLeast}×`;

/** The table as markdown. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map(
    (row) =>
      `| ${row.what} | ${row.ours} | ${row.against} | ${ratio(row.ratio)} | ${wanted(row)} | ${meets(row) ? 'yes' : '**no**'} |`,
  );
  return ['| what | bot | against | ratio | target | met |', '|---|---|---|---|---|---|', ...lines].join(
    '\n',
  );
}

/** The machine that it was measured on, on one line. */
export function machine(): string {
  const all = cpus();
  const model = all[0]?.model.trim() || 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${all.length} × ${model}, ${memory} GiB, ${type()} ${release()}, Node ${process.version}${loadNote()}`;
}

function loadNote(): string {
  try {
    return `, load ${readFileSync('/proc/loadavg', 'utf8').split(' ')[0]} at the start`;
  } catch {
    return '';
  }
}
