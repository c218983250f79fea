import { readFileSync } from 'node:fs';
import { isSubcommand, type Subcommand } from '../../src/slack/text/subcommands.ts';

/** The people that the table of docs/security.md has a column for, in its order. */
const columns = ['commander', 'responder', 'member', 'stranger'] as const;
export type Standing = (typeof columns)[number];

/** Whether somebody of a standing can give a command. */
type Cell = { readonly command: Subcommand; readonly standing: Standing; readonly can: boolean };

/** Each cell of "Who can do what" in docs/security.md. Throws where a cell is neither `yes` nor refused. */
export function whoCan(): Cell[] {
  const page = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');
  const part = page.split('## Who can do what')[1]?.split('\n## ')[0] ?? '';
  return part
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => {
      const [, commands = '', ...cells] = line.split('|').map((cell) => cell.trim());
      const named = [...commands.matchAll(/`([a-z]+)`/g)].flatMap(([, word = '']) =>
        isSubcommand(word) ? [word] : [],
      );
      return named.flatMap((command) =>
        columns.map((standing, i) => ({ command, standing, can: readCell(cells[i] ?? '') })),
      );
    });
}

function readCell(cell: string): boolean {
  if (cell === 'yes') return true;
  if (cell.startsWith('refused')) return false;
  throw new Error(`A cell of the table says neither yes nor refused: "${cell}".`);
}
