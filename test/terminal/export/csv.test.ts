import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine } from '../../../src/terminal/export/csv.ts';

/** The cells of a line, read as RFC 4180 says, with this separator. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let rest = line.replace(/\r\n$/, '');
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
    const [all = '', text = ''] = quoted ?? new RegExp(`^([^${separator}]*)`).exec(rest) ?? [];
    cells.push(quoted ? text.replaceAll('""', '"') : text);
    if (all.length === rest.length) return cells;
    rest = rest.slice(all.length + 1);
  }
}

const nasty = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'=+-@,;"\'\n\r\t ab＝|%') }),
  fc.constantFrom('=HYPERLINK("http://x","y")', '@SUM(1)', '-1+cmd|calc', 'a;=1', 'a\n=1'),
);

describe('A line of CSV', () => {
  test.each([
    ['plain', 'plain'],
    ['', ''],
    ['a,b', '"a,b"'],
    ['say "no"', '"say ""no"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['+49 30', "'+49 30"],
    ['-', "'-"],
    ['@here', "'@here"],
    ['\t=1', '"\t\'=1"'],
    ['＝1', "'＝1"],
    ['late;=1', '"late;\'=1"'],
    ['- one\n- two', '"\'- one\n\'- two"'],
    ['P1-P2', 'P1-P2'],
  ])('writes %j as %j', (text, cell) => {
    expect(csvLine([text])).toBe(`${cell}\r\n`);
  });

  test('has numbers as they are, and nothing for what is not known', () => {
    expect(csvLine(['INC-1', 12, null, 'x'])).toBe('INC-1,12,,x\r\n');
  });

  test('reads back as what was written, but for the apostrophes', () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 4 }), (texts) => {
        const read = cellsOf(csvLine(texts), ',');
        const bare = (text: string): string => text.replaceAll("'", '');
        expect(read.map(bare)).toEqual(texts.map(bare));
      }),
    );
  });

  test('has no cell that begins a formula, in a sheet that separates by commas as in one by semicolons', () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 4 }), (texts) => {
        const line = csvLine(texts);
        for (const cell of [...cellsOf(line, ','), ...line.split(/[;\r\n]/)])
          expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
      }),
    );
  });
});
