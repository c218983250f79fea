import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidentIdSchema } from '../../src/domain/incident/ids.ts';
import type { MarkdownSection } from '../../src/domain/records/postmortem.ts';
import { into } from '../../src/terminal/into-file.ts';
import type { Keep } from '../../src/terminal/merge-sections.ts';

const one = incidentIdSchema.parse(1);
const two = incidentIdSchema.parse(12);

/** A postmortem with these words in its sections. */
const sections = (summary: string, timeline: string, lessons: string | null = null): MarkdownSection[] => [
  { heading: null, markdown: '## Incident: Intercom chats hang\n**Severity:** P1\n' },
  { heading: 'Summary', markdown: `### Summary\n${summary}\n` },
  { heading: 'Timeline', markdown: `### Timeline\n- ${timeline}\n` },
  { heading: 'Root Cause', markdown: '### Root Cause\nNot recorded\n' },
  ...(lessons === null ? [] : [{ heading: 'Lessons', markdown: `### Lessons\n${lessons}\n` }]),
];
const first = sections('Chats hung', '14:00 - First alert');

/** The file after it was written; throws where it can't be. */
function written(before: string, made: readonly MarkdownSection[], keep: Keep = null, id = one): string {
  const result = into(before, id, made, keep);
  if (!('text' in result)) throw new Error(JSON.stringify(result));
  return result.text;
}
const conflictsOf = (before: string, made: readonly MarkdownSection[]) => {
  const result = into(before, one, made, null);
  return 'conflicts' in result ? result.conflicts.map(({ key }) => key) : null;
};
const whyNot = (before: string): string => {
  const result = into(before, one, first, null);
  return 'why' in result ? `${result.line}: ${result.why}` : 'written';
};

/** What is outside of an incident's markers, the markers' lines left out. */
function outside(text: string, id = one): readonly [string, string] {
  const start = text.indexOf(`<!-- intercom-incident postmortem INC-${id} .=`);
  const end = `<!-- /intercom-incident postmortem INC-${id} -->`;
  return [text.slice(0, start), text.slice(text.indexOf(end, start) + end.length)];
}

/** Lines that people have in their files, in bytes read as Latin-1. */
const line = fc.oneof(
  fc.constantFrom(
    '',
    '# Postmortems',
    '### Summary',
    '- [ ] Alert',
    'caf\u00c3\u00a9',
    '\u00ff bytes that are no UTF-8',
    '    <!-- intercom-incident postmortem INC-1 -->',
    '```\n<!-- intercom-incident postmortem INC-1 -->\n<!-- /intercom-incident postmortem INC-1 -->\n```',
    '~~~~ md\n```\n<!-- intercom-incident postmortem INC-1 -->\n~~~\n~~~~~',
    '<!-- a comment -->',
    'trailing  ',
  ),
  fc.string({ maxLength: 12 }).map((text) => text.replace(/[`~\r\n\0]/g, '.')),
);
const file = fc
  .record({
    lines: fc.array(line, { maxLength: 8 }),
    end: fc.constantFrom('\n', '\r\n'),
    bom: fc.boolean(),
    isEnded: fc.boolean(),
  })
  .map(({ lines, end, bom, isEnded }) => {
    const text = lines.join('\n').replaceAll('\n', end);
    return `${bom ? '\u00ef\u00bb\u00bf' : ''}${text}${isEnded && text !== '' ? end : ''}`;
  });

describe('a postmortem in a file of other text', () => {
  test('stands between markers, and everything else stays to the byte, whatever people do around it', () => {
    fc.assert(
      fc.property(file, file, file, (before, above, below) => {
        const once = written(before, first);
        expect(once.startsWith(before)).toBe(true);
        expect(written(once, first)).toBe(once);

        // People write above and below, on lines of their own.
        const end = once.includes('\r\n') ? '\r\n' : '\n';
        const [bom, rest] = once.startsWith('\u00ef\u00bb\u00bf')
          ? [once.slice(0, 3), once.slice(3)]
          : ['', once];
        const edited = `${bom}${above.replace('\u00ef\u00bb\u00bf', '')}${end}${end}${rest}${below.replace('\u00ef\u00bb\u00bf', '')}`;
        const twice = written(edited, sections('Chats were lost', '14:00 - First alert', 'Alert'));
        expect(outside(twice)).toEqual(outside(edited));
        expect(twice).toContain('Chats were lost');
      }),
      { numRuns: 300 },
    );
  });

  test('keeps what only people edited, section by section, to the byte', () => {
    const edits = fc.array(fc.constantFrom('Summary', 'Timeline', 'Root Cause'), { maxLength: 2 });
    fc.assert(
      fc.property(
        file,
        edits,
        fc.uniqueArray(fc.constantFrom('Summary', 'Timeline')),
        line,
        (before, theirs, ours, words) => {
          fc.pre(!/^ {0,3}(?:#|<!--|```|~~~)/m.test(words) && !before.includes('### Summary'));
          const once = written(before, first);
          const edited = theirs.reduce(
            (text, heading) => text.replace(`### ${heading}`, () => `### ${heading}\n${words} by hand`),
            once.replace(/(?=<!-- \/inter)/, '#### Mine\nKept\n'),
          );
          const now = sections(
            ours.includes('Summary') ? 'Chats were lost' : 'Chats hung',
            ours.includes('Timeline') ? '14:01 - First alert' : '14:00 - First alert',
          );
          const both = ours.filter((heading) => theirs.includes(heading));
          if (both.length > 0) {
            expect(new Set(conflictsOf(edited, now))).toEqual(new Set(both));
            return;
          }
          const twice = written(edited, now);
          expect(outside(twice)).toEqual(outside(edited));
          for (const heading of theirs) expect(twice).toContain(`### ${heading}\n${words} by hand`);
          for (const heading of ours)
            expect(twice).toContain(heading === 'Summary' ? 'Chats were lost' : '14:01');
          expect(twice).toContain('#### Mine\nKept\n');
          expect(written(twice, now)).toBe(twice);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a section that people and the record changed', () => {
  const once = written('# Ours\n', first);
  const edited = once.replace('Chats hung', 'Chats hung, by hand');
  const later = sections('Chats were lost', '14:01 - First alert');

  test('is a conflict with both texts, and either side can be kept', () => {
    expect(into(edited, one, later, null)).toEqual({
      conflicts: [
        {
          key: 'Summary',
          file: '### Summary\nChats hung, by hand\n\n',
          record: '### Summary\nChats were lost\n\n',
        },
      ],
    });
    const theirs = written(edited, later, 'file');
    expect(theirs).toContain('Chats hung, by hand');
    expect(theirs).toContain('14:01');
    expect(written(theirs, later)).toBe(theirs);
    expect(written(edited, later, 'record')).toBe(written(once, later));
  });

  test('is none where the file says the same as the record by now', () => {
    const same = once.replace('Chats hung', 'Chats were lost');
    expect(written(same, later)).toBe(written(once, later));
  });

  test('is one too where people deleted it; a deleted one that stays as it was stays away', () => {
    const without = once.replace('### Summary\nChats hung\n\n', '');
    expect(written(without, first)).toBe(without);
    expect(conflictsOf(without, later)).toEqual(['Summary']);
    expect(written(without, later, 'record')).toBe(written(once, later));
  });

  test('is one where the hashes in the marker are lost, and the texts differ', () => {
    const bare = once.replace(
      /<!-- intercom-incident postmortem INC-1 .*? -->/,
      '<!-- intercom-incident postmortem INC-1 -->',
    );
    expect(written(bare, first)).toBe(once);
    expect(conflictsOf(bare, later)).toEqual(['Summary', 'Timeline']);
  });
});

describe('the markers', () => {
  test('hold several incidents in one file, each with its own', () => {
    const both = written(written('# Ours\n', first), sections('Widgets are blank', 'x'), null, two);
    const later = written(both, sections('Chats were lost', 'x'));
    expect(later).toContain('Widgets are blank');
    expect(later).toContain('Chats were lost');
    expect(outside(later, one)).toEqual(outside(both, one));
  });

  test('with nothing between them any more bring everything anew', () => {
    const once = written('# Ours\n', first);
    const emptied = once.replace(/(INC-1 .*? -->\n).*(?=<!-- \/)/s, '$1');
    expect(written(emptied, first)).toBe(once);
  });

  test('of a section that the record no longer has take it away, unless people edited it', () => {
    const once = written('', sections('Chats hung', 'x', 'Alert earlier'));
    expect(written(once, sections('Chats hung', 'x'))).toBe(written('', sections('Chats hung', 'x')));
    const edited = once.replace('Alert earlier', 'Alert much earlier');
    expect(conflictsOf(edited, sections('Chats hung', 'x'))).toEqual(['Lessons']);
  });

  test.each<[string, string, string]>([
    [
      'no end',
      '<!-- intercom-incident postmortem INC-1 -->\nx\n',
      '1: the marker at its end is missing, or in a code block',
    ],
    [
      'no start',
      'x\n<!-- /intercom-incident postmortem INC-1 -->\n',
      '2: a postmortem ends there that never began',
    ],
    ['two of them', `${written('', first)}${written('', first)}`, '15: INC-1 stands there a second time'],
    [
      'another one inside',
      '<!-- intercom-incident postmortem INC-1 -->\n<!-- intercom-incident postmortem INC-2 -->\n',
      "2: the postmortem of line 1 hasn't ended there",
    ],
    ['a code block without an end', '# Ours\n```sh\nls\n', '2: the code block that begins there never ends'],
  ])('that cannot be told are refused: %s', (_name, before, why) => {
    expect(whyNot(before)).toBe(why);
  });
});
