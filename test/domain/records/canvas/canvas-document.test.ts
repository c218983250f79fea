import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidentIdSchema } from '../../../../src/domain/incident/ids.ts';
import { canvasDocument, canvasMarkdown } from '../../../../src/domain/records/canvas/canvas-document.ts';
import { bytesOf } from '../../../../src/domain/records/canvas/canvas-lines.ts';
import { blockOf, blocksOf } from '../../../../src/domain/records/canvas/canvas-text.ts';
import type { Body, Postmortem } from '../../../../src/domain/records/postmortem-content.ts';
import { overhear } from '../../../support/overhear.ts';

const id = incidentIdSchema.parse(7);
const made = (body: Body, title = 'Incident: Intercom outage'): Postmortem => ({
  title,
  facts: [{ label: 'Severity', value: 'P1' }],
  draft: null,
  sections: [{ heading: 'Summary', body }],
});
const blocks = (body: Body): readonly string[] => canvasDocument(made(body), id)[1]?.blocks ?? [];
const text = (words: string): Body => ({ kind: 'text', text: words, remark: null });

describe('A section of a canvas', () => {
  test('has a paragraph for each of a text, and lines for a list', () => {
    expect(blocks({ kind: 'text', text: 'One\ntwo\n\nthree', remark: 'As said' })).toEqual([
      'One  \ntwo',
      'three',
      '*As said*',
    ]);
    const link = 'https://acme.slack.com/archives/C1/p1';
    expect(
      blocks({
        kind: 'list',
        entries: [
          { text: '14:00 - *x*', link },
          { text: 'y', link: null },
        ],
      }),
    ).toEqual([`• 14:00 - \\*x\\* ([message](${link}))  \n• y`]);
    const task = (ticked: boolean) => ({ text: 'Alert', link: null, ticked });
    expect(blocks({ kind: 'tasks', entries: [task(true), task(false)] })).toEqual(['☑ Alert  \n☐ Alert']);
  });

  test('writes an address as a link with its own words', () => {
    const url = 'https://a.example/x_y_z?a=[1]';
    expect(blocks(text(`See ${url}`))).toEqual([
      'See [https://a.example/x\\_y\\_z\\?a\\=\\[1\\]](https://a.example/x_y_z?a=%5B1%5D)',
    ]);
    expect(blocks(text('`x`https://a.example/_y'))).toEqual([
      '`x`[https://a.example/\\_y](https://a.example/_y)',
    ]);
    expect(blocks(text('`<https://a.example/_y>`'))).toEqual(['`<https://a.example/_y>`']);
  });

  test('ends where it gets too long, and says how much more there is', () => {
    const entries = Array.from({ length: 500 }, (_, i) => ({
      text: `${i} ${'word '.repeat(60)}`,
      link: null,
    }));
    const all = overhear(blocks({ kind: 'list', entries }));
    expect(bytesOf(all.join('\n\n'))).toBeLessThan(62_000);
    expect(all.at(-1)).toMatch(/^\*… and 3\d\d more in the file\.\*$/);
  });
});

const typed = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom(
        '# x',
        '- [ ] a',
        '1. b',
        '```',
        '> c',
        '\n',
        '\n\n',
        '|a|',
        '***',
        'https://a.example/_x_',
        '~~',
        '<b>',
      ),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(''));

test('Whatever people type, each block is one block, short enough, and reads back as it was written', () => {
  fc.assert(
    fc.property(typed, typed, fc.boolean(), (title, words, isList) => {
      const body: Body = isList
        ? { kind: 'list', entries: words.split('\n').map((line) => ({ text: line, link: null })) }
        : text(words);
      for (const section of canvasDocument(made(body, `Incident: ${title}`), id)) {
        for (const one of [section.heading, ...section.blocks]) {
          expect(blocksOf(one)).toEqual([blockOf(one)]);
          expect(bytesOf(one)).toBeLessThanOrEqual(3_500);
        }
        expect(blocksOf(canvasMarkdown(section))).toEqual([section.heading, ...section.blocks].map(blockOf));
      }
    }),
    { numRuns: 500 },
  );
});

test('A text of 3,000 signs that are all escaped is split into blocks that fit', () => {
  for (const sign of ['~', '[', 'ü', '😀', 'a'])
    for (const one of blocks(text(sign.repeat(3_000)))) expect(bytesOf(one)).toBeLessThanOrEqual(3_500);
});

/** What Slack may give back: every address up to a space or a quotation mark is a link, with what no address has encoded. */
const linked = (markdown: string): string =>
  markdown.replace(
    /(\[(?:\\.|[^\\\]])*\]\([^)]*\)|(?<!\\)`[^`]*`)|(?:&#?\w+;)*(?<![\p{L}\p{N}])https?:\/\/[^\s<>"]+/gisu,
    (found: string, kept?: string) => kept ?? found.replace(/&#?\w+;|\\./g, encodeURIComponent),
  );

test('A text in which Slack links the addresses is still the text that was written', () => {
  const sign = fc.constantFrom(...'<>&~$^`*_[]()\\#"-.,{} ', 'a', 'lt;', '&amp;');
  const address = fc.constantFrom('https://a.example', 'HTTP://a.example/x', 'https://a.example/?b=1&c=2');
  const words = fc
    .array(fc.oneof(sign, sign, address), { minLength: 1, maxLength: 12 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(words, (typed) => {
      for (const one of blocks(text(typed))) expect(blockOf(linked(one))).toEqual(blockOf(one));
    }),
    { numRuns: 3_000 },
  );
});
