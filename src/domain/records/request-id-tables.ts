import { isRequestId } from './request-id-shapes.ts';

type Found = { id: string; at: number };

const heading = /^(?:x-)?(?:intercom[ _-])?request[ _-]?ids?$/i;
const delimiters: readonly (string | RegExp)[] = ['|', '\t', ',', ';', /\s{2,}/];

/**
 * The IDs in table columns under a heading that is a request_id's name: Markdown, databases, CSV, columns of spaces.
 */
export function idsInTables(text: string): Found[] {
  const found: Found[] = [];
  let at = 0;
  let column: Column | null = null;
  for (const line of text.split('\n')) {
    const next = /request/i.test(line) ? columnOf(line) : null;
    if (next !== null) column = next;
    else if (column !== null && !isRule(line)) {
      const cell = cells(line, column.delimiter)[column.index];
      if (cell === undefined) column = null;
      else if (isRequestId(cell, true)) found.push({ id: cell, at });
    }
    at += line.length + 1;
  }
  return found;
}

type Column = { readonly delimiter: string | RegExp; readonly index: number };

function columnOf(line: string): Column | null {
  for (const delimiter of delimiters) {
    const index = cells(line, delimiter).findIndex((cell) => heading.test(cell));
    if (index !== -1 && cells(line, delimiter).length > 1) return { delimiter, index };
  }
  return null;
}

const cells = (line: string, delimiter: string | RegExp): string[] =>
  line
    .slice(0, 2_000)
    .trim()
    .split(delimiter)
    .map((cell) => cell.trim().replaceAll(/^["'`]|["'`]$/g, ''));

/** A line between heading and rows. */
const isRule = (line: string): boolean => /^[\s|+:=─-╿-]{3,}$/.test(line);
