import { describe, expect, test } from 'vitest';
import { markdownBlock, markdownLine, markdownLink } from '../../../src/domain/text/markdown.ts';

// That it reads as typed in the renderers is held by markdown-renderers.test.ts; here is what the raw file looks like.
describe('Typed text on one line of a markdown document', () => {
  test.each([
    ['breaks become blanks', 'a\n# b\n- c', 'a # b - c'],
    ['a link is no link', '[pay here](https://evil.example)', '\\[pay here\\](https://evil.example)'],
    ['HTML is text', '<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)>'],
    ['every backslash is doubled', 'C:\\logs', 'C:\\\\logs'],
    [
      'an address of which a renderer would make something stands in brackets',
      'https://a.example/?b[0]',
      '<https://a.example/?b[0]>',
    ],
    [
      'an address keeps the bracket that it opened, and leaves that of its sentence',
      '(see https://a.example/A_(b).)',
      '(see <https://a.example/A_(b)>.)',
    ],
    [
      'an address ends with a letter of any script',
      'https://a.example/das_Café',
      '<https://a.example/das_Café>',
    ],
  ])('%s', (_name, text, line) => {
    expect(markdownLine(text)).toBe(line);
  });

  test.each([
    'Rolled back 1.2.3 (50%) & waited: "no" - it\'s up!',
    'p99 < 3 s, 5 > 4, costs $5, 2 * 3, ~20 min',
    'snake_case_name, req_9f8e7d, @alice, #inc-1',
    'cause -> effect, a/b, x = y',
    '`errors[0].code` is `<null>`',
    'see https://app.example/inbox/42?page=2 (down).',
    'Größe, 接続できません, 🔥',
  ])("stays as it is if it's ordinary: %s", (text) => {
    expect(markdownLine(text)).toBe(text);
  });
});

describe('Typed text in a block of a markdown document', () => {
  test.each([
    ['a heading', '### Root Cause', '\\### Root Cause'],
    ['a list', '- [ ] pay', '\\- \\[ \\] pay'],
    ['a numbered list', '1. a', '1\\. a'],
    ['a quote', '> said', '\\> said'],
    ['an indented block of code', '    rm -rf /', 'rm -rf /'],
  ])('%s is ordinary text', (_name, text, block) => {
    expect(markdownBlock(text)).toBe(block);
  });

  test("keeps its lines, by markdown's two trailing spaces, and its paragraphs", () => {
    expect(markdownBlock('One.\nTwo.\n\nThree 3.5 times')).toBe('One.  \nTwo.\n\nThree 3.5 times');
  });
});

describe('A link in a markdown document', () => {
  test('leads to its URL', () => {
    const url =
      'https://acme.slack.com/archives/C0INC7/p1795183200000100?thread_ts=1795183200.000100&cid=C0INC7';
    expect(markdownLink('message', url)).toBe(`[message](${url})`);
  });

  test('cannot be ended by its URL', () => {
    expect(markdownLink('message', 'https://a.example/(x)*;"é😀\ud800')).toBe(
      '[message](https://a.example/%28x%29%2A%3B%22%C3%A9%F0%9F%98%80%EF%BF%BD)',
    );
  });

  test.each(['javascript:alert(1)', 'https://a.example/ b', ''])('is only its label for %j', (url) => {
    expect(markdownLink('message', url)).toBe('message');
  });
});
