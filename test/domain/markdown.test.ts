import { describe, expect, test } from 'vitest';
import { markdownBlock, markdownLine } from '../../src/domain/markdown.ts';

describe('text of people on one line of a document', () => {
  test.each([
    ['breaks become blanks', 'a\n# b\n- c', 'a # b - c'],
    ['a link is no link', '[pay here](https://evil.example)', '\\[pay here\\](https://evil.example)'],
    ['an image is no image', '![x](https://evil.example/p.png)', '!\\[x\\](https://evil.example/p.png)'],
    ['HTML is text', '<img src=x onerror=alert(1)>', '\\<img src=x onerror=alert(1)>'],
    ['an end tag is text', '</details>', '\\</details>'],
    ['a comment is text', '<!-- gone -->', '\\<!-- gone -->'],
    ['an autolink is text', '<https://evil.example>', '\\<https://evil.example>'],
    ['an escaped tag does not come back', '\\<b>', '\\\\\\<b>'],
    ['an escaped bracket does not come back', '\\[x]', '\\\\\\[x\\]'],
    ['comparisons stay readable', 'p99 < 3 s, 5 > 4', 'p99 < 3 s, 5 > 4'],
    ['ordinary text stays as it is', 'Rolled back 1.2.3 (50%) & waited', 'Rolled back 1.2.3 (50%) & waited'],
    ['a path keeps its backslashes', 'C:\\logs\\api', 'C:\\logs\\api'],
  ])('%s', (_name, text, line) => {
    expect(markdownLine(text)).toBe(line);
  });
});

describe('text of people in a block of a document', () => {
  test.each([
    ['a heading', '### Root Cause', '\\### Root Cause'],
    ['a heading after blanks', '   # x', '\\# x'],
    ['an underlined heading', 'Summary\n===', 'Summary\n\\==='],
    ['a rule', '---', '\\---'],
    ['a rule of stars', '***', '\\***'],
    ['a rule of underscores', '___', '\\___'],
    ['a list', '- [ ] pay', '\\- \\[ \\] pay'],
    ['a list of stars', '* a\n+ b', '\\* a\n\\+ b'],
    ['a numbered list', '1. a\n23) b', '1\\. a\n23\\) b'],
    ['a quote', '> said', '\\> said'],
    ['a fence', '```js\nx\n```', '\\```js\nx\n\\```'],
    ['a fence of tildes', '~~~', '\\~~~'],
    ['a table', '| a | b |', '\\| a | b |'],
    ['a bold label', '**Severity:** P4', '\\**Severity:** P4'],
    ['an indented block of code', '    rm -rf /', 'rm -rf /'],
    ['HTML', 'a\n<script>', 'a\n\\<script>'],
    ['a link definition', '[x]: https://evil.example', '\\[x\\]: https://evil.example'],
  ])('%s is ordinary text', (_name, text, block) => {
    expect(markdownBlock(text)).toBe(block);
  });

  test('keeps its lines and paragraphs', () => {
    expect(markdownBlock('One.\nTwo.\n\nThree 3.5 times')).toBe('One.\nTwo.\n\nThree 3.5 times');
  });
});
