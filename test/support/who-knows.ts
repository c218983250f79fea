import { readFileSync } from 'node:fs';

/** Who the table of private incidents in docs/security.md has a column for, in its order. */
const columns = ['member', 'declarer', 'other', 'operator'] as const;
export type Knower = (typeof columns)[number];

/** Whether somebody can do or see one thing of a private incident; null where the question makes no sense. */
export type KnowsCell = { readonly what: string; readonly who: Knower; readonly can: boolean | null };

/** Each cell of "Who can know of a private incident" in docs/security.md. Throws where a cell is neither yes, no, nor a dash. */
export function whoKnows(): KnowsCell[] {
  const page = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');
  const part = page.split('## Who can know of a private incident')[1]?.split('\n## ')[0] ?? '';
  const [, , ...rows] = part.split('\n').filter((line) => line.startsWith('|'));
  return rows.flatMap((line) => {
    const [, what = '', ...cells] = line.split('|').map((cell) => cell.trim());
    return columns.map((who, i) => ({ what, who, can: readCell(cells[i] ?? '') }));
  });
}

function readCell(cell: string): boolean | null {
  if (cell === 'yes') return true;
  if (cell === 'no') return false;
  if (cell === '–') return null;
  throw new Error(`A cell of the table says neither yes, no, nor "–": "${cell}".`);
}
