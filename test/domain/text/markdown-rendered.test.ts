import fc from 'fast-check';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { describe, expect, test } from 'vitest';
import { markdownBlock, markdownLine } from '../../../src/domain/text/markdown.ts';

const render = (markdown: string): string =>
  renderToStaticMarkup(createElement(Markdown, { remarkPlugins: [remarkGfm] }, markdown));

/** Everything that means something in markdown, and what reads as something else in it. */
const mark = fc.constantFrom(
  ...[
    '#',
    '## ',
    '### Timeline',
    '- ',
    '- [x] ',
    '* ',
    '1. ',
    '1) ',
    '> ',
    '```',
    '~~~',
    '``',
    '`',
    '|',
    '| a | b |',
  ],
  ...[
    '---',
    '===',
    '***',
    ':--|--:',
    '--- | ---',
    '[a](https://evil.example)',
    '![x](https://evil.example/x.png)',
  ],
  ...[
    '[a]: https://evil.example',
    '[^1]',
    '[^1]: x',
    '](',
    '<https://evil.example>',
    '<img src=x onerror=alert(1)>',
  ],
  ...[
    '<script>',
    '<!-- ',
    '&lt;script&gt;',
    '&#35;',
    '\\',
    '\\[',
    '\n',
    '\n\n',
    '\r\n',
    '\t',
    '    ',
    'a',
    'word ',
    '\u2028',
  ],
);
const typed = fc.array(mark, { maxLength: 12 }).map((parts) => parts.join(''));
/** A link that shows where it goes is what its author typed. */
const honest = (html: string): boolean =>
  [...html.matchAll(/<a href="https?:\/\/([^/"%]*)[^"]*"[^>]*>(?:https?:\/\/)?(.*?)<\/a>/gs)].every(
    ([, host = '', text = '']) => text.startsWith(host),
  );
const tags = (html: string): string[] =>
  [...html.matchAll(/<([a-z0-9]+)/g)]
    .map(([, tag = '']) => tag)
    .filter((tag) => !['a', 'p', 'br', 'em', 'strong', 'del', 'code'].includes(tag));

describe('Typed text in a rendered document', () => {
  test('on a timeline line is one entry of one list, with no misleading links', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const html = render(
          `### Timeline\n- 10:00 - ${markdownLine(text)}\n- 10:01 - next\n\n### Root Cause\nx`,
        );
        expect(tags(html)).toEqual(['h3', 'ul', 'li', 'li', 'h3']);
        expect(honest(html)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('in a block is only text, and ends before the next heading', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const html = render(`### Summary\n${markdownBlock(text)}\n\n### Timeline\n- 10:00 - next`);
        expect(tags(html)).toEqual(['h3', 'h3', 'ul', 'li']);
        expect(honest(html)).toBe(true);
      }),
      { numRuns: 300, examples: [['a|b\n:--|--:'], ['a|b\n:-|-'], ['a\n:-:'], ['a|b\n  :--|--:']] },
    );
  });
});
