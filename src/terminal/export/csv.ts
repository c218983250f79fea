/** A cell: text from people, a number, or nothing. */
export type Cell = string | number | null;

/**
 * At the beginning of a cell a sheet reads these as a formula (https://owasp.org/www-community/attacks/CSV_Injection). A
 * sheet that separates cells by semicolons also begins a cell after one of those, or after a line break in a text.
 */
const formula = /(?<=(?:^|[;\t\r\n]) *)(?=[=+\-@＝＋－＠])/g;

/**
 * A line of CSV as in RFC 4180, with CRLF. Text that a sheet would read as a formula gets an apostrophe in front, which
 * sheets read as "this is text".
 */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = cell.replace(formula, "'");
  return /[",;\r\n\t]|^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Tells Excel that a file is UTF-8, without which it misreads every letter that isn't ASCII. */
export const byteOrderMark = '\ufeff';

/** A time (UTC ms) in UTC as sheets read one: `2026-11-21 14:00:05`. */
export const sheetTime = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
