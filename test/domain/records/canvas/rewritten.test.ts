import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { canvasMarkdown } from '../../../../src/domain/records/canvas/canvas-document.ts';
import { afterEdit, type CanvasEdit, nextEdit } from '../../../../src/domain/records/canvas/canvas-edits.ts';
import { type Block, blockOf, blocksOf } from '../../../../src/domain/records/canvas/canvas-text.ts';
import { asMeant, type Rewritten, rewrittenBy } from '../../../../src/domain/records/canvas/rewritten.ts';

const print = (text: string): string => blockOf(text).print;

describe('A block of a canvas counts as the same text', () => {
  test.each([
    ['🔥 Chats hung', ':fire: Chats hung'],
    ['🔥🔥', ':fire::fire:'],
    ['👋🏽 Hello', ':wave::skin-tone-4: Hello'],
    ['1️⃣ first, 💯', ':one: first, :100:'],
    ['☑ Warm the cache', ':ballot_box_with_check: Warm the cache'],
    ['Caf\u00e9', 'Cafe\u0301'],
  ])('whether it is %s or %s', (one, other) => {
    expect(print(other)).toBe(print(one));
  });

  test('but not with another time, or another task', () => {
    expect(print('10:30:00')).not.toBe(print('10:45:00'));
    expect(print('☐ Warm the cache')).not.toBe(print('☑ Warm the cache'));
  });
});

describe('What Slack makes of the words of the bot', () => {
  const wanted = [
    { heading: '## Incident', blocks: ['Kept by the bot'] },
    { heading: '### Summary', blocks: ['See example.com now', 'Chats hung'] },
  ];
  /** A Slack that writes addresses its own way. */
  const written = (markdown: string): Block[] =>
    blocksOf(markdown.replaceAll('example.com', 'https://www.example.com/index.html'));

  /** How many edits it takes until there are none left. */
  function edits(first: string): { count: number; shown: readonly Block[] } {
    let shown: readonly Block[] = written(first);
    let rewritten: Rewritten = new Map();
    let last: CanvasEdit | null = null;
    for (let count = 0; count < 20; count += 1) {
      const edit = nextEdit({ shown: asMeant(shown, rewritten), former: wanted, wanted, written: known });
      if (edit === null) return { count, shown };
      const after = afterEdit(shown, 'markdown' in edit ? { ...edit, markdown: rewrite(edit) } : edit);
      rewritten = new Map([
        ...rewritten,
        ...rewrittenBy(edit, { before: shown, after, again: isDeepStrictEqual(edit, last) }),
      ]);
      [shown, last] = [after, edit];
    }
    throw new Error('It goes on and on.');
  }
  const rewrite = (edit: Extract<CanvasEdit, { markdown: string }>): string =>
    edit.markdown.replaceAll('example.com', 'https://www.example.com/index.html');
  const known = new Set(wanted.flatMap(({ heading, blocks }) => [heading, ...blocks]));
  const all = wanted.map(canvasMarkdown).join('\n\n');

  test('is taken for what the bot wrote, and not written again', () => {
    expect(edits('## Incident\n\nKept by the bot').shown).toEqual(written(all));
    expect(edits(all)).toEqual({ count: 2, shown: written(all) });
  });

  test('is nothing where it ignored the edit, or where somebody else was faster', () => {
    const before = blocksOf('## Incident\n\nKept');
    const edit = { operation: 'replace', at: 1, markdown: 'Kept by the bot' } as const;
    expect(rewrittenBy(edit, { before, after: before, again: false })).toEqual(new Map());
    const after = blocksOf('## Our incident\n\nKept by the robot');
    expect(rewrittenBy(edit, { before, after, again: true })).toEqual(new Map());
    expect(
      rewrittenBy({ operation: 'delete', at: 1 }, { before, after: before.slice(0, 1), again: false }),
    ).toEqual(new Map());
  });
});
