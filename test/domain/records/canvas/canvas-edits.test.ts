import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CanvasSection, canvasMarkdown } from '../../../../src/domain/records/canvas/canvas-document.ts';
import { afterEdit, type CanvasEdit, nextEdit } from '../../../../src/domain/records/canvas/canvas-edits.ts';
import { type Block, blocksOf } from '../../../../src/domain/records/canvas/canvas-text.ts';

const section = (heading: string, ...blocks: string[]): CanvasSection => ({ heading, blocks });
const asMarkdown = (sections: readonly CanvasSection[]): string => sections.map(canvasMarkdown).join('\n\n');

/** Every edit until the bot's sections are right, and what stands there then. */
function edited(
  canvas: string,
  former: readonly CanvasSection[],
  wanted: readonly CanvasSection[],
): { edits: CanvasEdit[]; shown: Block[] } {
  let shown = blocksOf(canvas);
  const edits: CanvasEdit[] = [];
  for (;;) {
    const made = edits.flatMap((edit) => ('markdown' in edit ? edit.markdown.split('\n\n') : []));
    const written = new Set([...former.flatMap(({ heading, blocks }) => [heading, ...blocks]), ...made]);
    const edit = nextEdit({ shown, former, wanted, written });
    if (edit === null) return { edits, shown };
    edits.push(edit);
    if (edits.length > 500) throw new Error('It goes on and on.');
    shown = afterEdit(shown, edit);
  }
}

const top = section('## Incident: Intercom outage', '*Kept from the record of INC-7.*', '**Severity:** P1');
const summary = section('### Summary', 'Chats hung for an hour');
const timeline = section('### Timeline', '• 14:00 - Declared  \n• 14:10 - Closed');
const before = [top, summary, timeline];

describe('A canvas needs no edit', () => {
  test.each([
    ['as it was written', asMarkdown(before)],
    [
      'in the markup that Slack makes of it',
      '# Incident: Intercom outage\n\n_Kept from the record of INC-7._\n\n**Severity:** P1\n\n### Summary\nChats hung for an hour\n\n### Timeline\n• 14:00 \\- Declared\\\n• 14:10 \\- Closed\n',
    ],
    [
      'with what people added: a section, a list, a note',
      `${asMarkdown(before)}\n\nA note\n\n## Our own\n\n- one\n- two\n\n\`\`\`\n### Summary\n\`\`\``,
    ],
  ])('%s', (_, canvas) => {
    expect(edited(canvas, before, before).edits).toEqual([]);
  });
});

describe('A canvas is put right', () => {
  test('by an edit of the one block that differs', () => {
    const after = [top, section('### Summary', 'Chats hung for two hours'), timeline];
    expect(edited(asMarkdown(before), before, after).edits).toEqual([
      { operation: 'replace', at: 4, markdown: 'Chats hung for two hours' },
    ]);
  });

  test('where its title changed, and where a section came or went', () => {
    const lessons = section('### Lessons', 'Alert earlier');
    const titled = section('## Incident: Intercom API outage', ...top.blocks);
    expect(edited(asMarkdown(before), before, [titled, timeline, lessons]).edits).toEqual([
      { operation: 'replace', at: 0, markdown: '## Incident: Intercom API outage' },
      { operation: 'insert_after', at: 6, markdown: '### Lessons\n\nAlert earlier' },
      { operation: 'delete', at: 4 },
      { operation: 'delete', at: 3 },
    ]);
  });

  test('where somebody changed some of its words, but not where somebody wrote others there', () => {
    const changed = asMarkdown(before).replace('for an hour', 'for an hour or so');
    expect(edited(changed, before, before).edits).toEqual([
      { operation: 'replace', at: 4, markdown: 'Chats hung for an hour' },
    ]);
    const other = asMarkdown(before).replace('Chats hung for an hour', 'The proxy died');
    expect(
      edited(other, before, before)
        .shown.map(({ text }) => text)
        .slice(3, 6),
    ).toEqual(['Summary', 'Chats hung for an hour', 'The proxy died']);
  });

  test('where somebody deleted everything, even the title', () => {
    const { shown } = edited('Our note', before, before);
    expect(shown).toEqual(
      blocksOf(asMarkdown([{ ...top, blocks: [...top.blocks, 'Our note'] }, summary, timeline])),
    );
  });

  test('where somebody changed or deleted a heading, without a copy of what stood under it', () => {
    const renamed = asMarkdown(before).replace('### Timeline', '### Our timeline');
    expect(
      edited(renamed, before, before)
        .shown.map(({ text }) => text)
        .slice(3),
    ).toEqual([
      'Summary',
      'Chats hung for an hour',
      'Timeline',
      expect.stringContaining('14:10'),
      'Our timeline',
    ]);
    const lost = asMarkdown(before).replace('### Timeline\n\n', '');
    expect(edited(lost, before, before).shown).toEqual(blocksOf(asMarkdown(before)));
    expect(edited(lost, before, []).shown).toEqual([]);
    const untitled = asMarkdown(before).replace('## Incident: Intercom outage\n\n', '');
    expect(edited(untitled, before, before).shown).toEqual(blocksOf(asMarkdown(before)));
    expect(edited(untitled, before, []).shown.map(({ text }) => text)).toEqual(['Severity: P1']);
  });

  test('where an earlier sync has written only half of what was wanted then', () => {
    const begun = [
      section('## Incident: Data loss', ...top.blocks),
      section('### Summary', 'A token leaked'),
    ];
    const after = [
      section('## Incident: Outage of the proxy', ...top.blocks),
      section('### Summary', 'The proxy died'),
      timeline,
    ];
    const half = asMarkdown([...begun, timeline]);
    expect(edited(half, [...before, ...begun, ...after], after).shown).toEqual(blocksOf(asMarkdown(after)));
    expect(edited(half, [...before, ...begun], []).shown).toEqual([]);
  });

  test('and empty, with the headings above what people wrote', () => {
    const noted = asMarkdown(before).replace('### Timeline', 'A note\n\n### Timeline');
    expect(edited(noted, before, []).shown.map(({ text }) => text)).toEqual(['Summary', 'A note']);
  });
});

const words = fc.array(fc.constantFrom('chats', 'hung', 'proxy', 'died', 'token', 'cache', 'Not recorded'), {
  minLength: 1,
  maxLength: 6,
});
const block = words.map((some) => some.join(' '));
const document = fc
  .uniqueArray(fc.constantFrom('Summary', 'Timeline', 'Impact', 'People', 'Lessons'), { maxLength: 5 })
  .chain((headings) =>
    fc.tuple(
      ...headings.map((heading) =>
        fc
          .array(block, { minLength: 1, maxLength: 4 })
          .map((blocks): CanvasSection => section(`### ${heading}`, ...blocks)),
      ),
    ),
  )
  .map((sections) => [top, ...sections]);

/** Words of people's own, none of which the bot uses. */
const theirs = fc.integer({ min: 1, max: 99 }).map((n) => `ours${n} mine${n}`);

test('Whatever was there, each section ends with its blocks in order, and what people added is untouched', () => {
  fc.assert(
    fc.property(
      document,
      document,
      fc.array(fc.tuple(fc.nat(), theirs), { maxLength: 4 }),
      fc.array(fc.nat(), { maxLength: 3 }),
      (former, wanted, added, lost) => {
        const kept = asMarkdown(former).split('\n\n');
        for (const place of lost)
          if (!kept[place % kept.length]?.startsWith('#')) kept.splice(place % kept.length, 1);
        for (const [place, words] of added) kept.splice(place % (kept.length + 1), 0, words);
        const own = blocksOf(kept.join('\n\n')).filter(({ text }) => text.startsWith('ours'));
        const { shown } = edited(kept.join('\n\n'), former, wanted);
        expect(shown.filter(({ text }) => text.startsWith('ours'))).toEqual(own);
        for (const { heading, blocks } of wanted) {
          const at = shown.findIndex(
            ({ level, text }) => level > 0 && `### ${text}`.endsWith(heading.slice(3)),
          );
          const end = shown.findIndex(({ level }, i) => i > at && level > 0);
          const under = shown.slice(at + 1, end === -1 ? undefined : end);
          const ofBot = under.filter(({ text }) => !text.startsWith('ours'));
          expect(ofBot.map(({ print }) => print)).toEqual(blocks.flatMap(blocksOf).map(({ print }) => print));
        }
      },
    ),
    { numRuns: 300 },
  );
});
