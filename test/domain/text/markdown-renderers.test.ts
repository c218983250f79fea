import fc from 'fast-check';
import { expect, test } from 'vitest';
import { postmortem } from '../../../src/domain/records/postmortem.ts';
import { markdownBlock, markdownLine, markdownLink } from '../../../src/domain/text/markdown.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { describeWith } from '../../support/describe-with.ts';
import { closed, noteAdded, opened, resolved } from '../support/events.ts';
import { record } from '../support/given.ts';
import { lackOf, type Render, renderers } from '../support/renderers.ts';

/** What people type into an incident, and what has been seen to read as something else. */
const typedLines = [
  '`errors[0].code` is null',
  '__init__.py and snake_case_name',
  '5*3*2 = 30, *really*, 2 * 3',
  'tmp/*.json and *.ts',
  'C:\\_logs and C:\\logs\\api\\',
  '&copy; &copy 2 AT&T &#35; &amp;',
  'see https://app.example/?a[0]=1&b=__c__ for more',
  'https://app.example/x_y_z.',
  'see https://en.example/wiki/A_(b) and (https://en.example/wiki/C_(d)).',
  '_https://app.example/x_y_ and https://app.example/a*',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '`<img src=x onerror=alert(1)>`',
  '[pay here](https://evil.example) ![x](https://evil.example/p.png)',
  '<https://evil.example>',
  'a < b > c <3 <-',
  '~~gone~~ ~/a ~/b',
  'a^b^ 2^10 [^1]',
  '$x$ costs $5, not $HOME/$X',
  'git push --force -- now',
  '(c) is option (r)',
  'one ` tick, ``a`b``',
  '# not a heading',
  '- [ ] not a task',
  '1. not a list',
  '> not a quote',
  '@alice {#id} `x`{.js}',
  '\\<b> \\[x] \\*y\\* \\\\',
  '[x]: https://evil.example',
  '<!-- gone -->',
  'a|b | c',
  '```js',
  '--- and ***',
  'https://app.example<b, &https://app.example and ~https://app.example~',
];

const links = [
  'https://acme.slack.com/archives/C0INC7/p1795183200000100?thread_ts=1795183200.000100&cid=C0INC7',
  'https://a.example/(x)_y_*z*/[1]?a=~b~&c=1;d#$d$^e^',
  'https://a.example/"><img/src=x>`c`\\|é😀!',
];

/** Everything typed everywhere. */
const wholePostmortem =
  postmortem(
    record([
      opened({ title: plainText(typedLines[0] ?? ''), impact: plainText(typedLines.join(' ')) }),
      ...typedLines.map((line) => noteAdded(line)),
      resolved(typedLines.join('\n')),
      closed({
        summary: plainText(typedLines.join('\n')),
        rootCause: plainText(typedLines.join('\n\n')),
        rootCauseFrom: 'triage',
        actionItems: typedLines.map((line) => ({ what: plainText(line), owner: plainText(line), due: null })),
      }),
    ]),
    (user) => `_${user}_ [x](https://evil.example)`,
  ) ?? '';

const marks = [
  '*',
  '**',
  '_',
  '__',
  '`',
  '``',
  '[',
  '](',
  ')',
  '<',
  '>',
  '<img src=x>',
  '&',
  '&lt;',
  '\\',
  '~',
  '~~',
];
const more = [
  '^',
  '$',
  '#',
  '- ',
  '+ ',
  '1. ',
  '|',
  '{',
  '}',
  '--',
  '!',
  ':',
  '=',
  '"',
  "'",
  'word',
  ' ',
  'x',
  '7',
];
const typed = fc
  .array(fc.constantFrom(...marks, ...more), { minLength: 1, maxLength: 9 })
  .map((parts) => parts.join(''))
  .filter((text) => text.trim() !== '');

const named: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  hellip: '...',
  ldquo: '"',
  rdquo: '"',
  lsquo: "'",
  rsquo: "'",
};
const typographic: Readonly<Record<string, string>> = { '“': '"', '”': '"', '‘': "'", '’': "'", '…': '...' };

/** What a reader of the page reads, quotes as they were typed; a code span is known by its font, not by its backticks. */
const read = (html: string): string =>
  html
    .replace(/\n?<br ?\/?>\n?|<\/(?:p|li|h3)>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(\w+);/g, (all, name: string) => named[name] ?? all)
    .replace(/[“”‘’…]/g, (sign) => typographic[sign] ?? sign);
const asRead = (text: string): string =>
  text
    .replace(/`/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ *\n\s*/g, '\n')
    .replace(/ *(["']) */g, '$1')
    .trim();

const harmless = new Set(['ul', 'li', 'input', 'p', 'br', 'code', 'h3', 'span', 'a', 'label']);
const tags = (html: string): string[] =>
  [...html.matchAll(/<([a-z0-9]+)/gi)].map(([, tag = '']) => tag.toLowerCase());
/** A link that shows where it goes is what its author typed. */
const isHonest = (html: string): boolean =>
  [...html.matchAll(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/gs)].every(([, to = '', text = '']) =>
    decodeURI(read(to)).includes(read(text).replace(/^https?:\/\//, '')),
  );

function expectNothingLive(html: string): void {
  expect(tags(html).filter((tag) => !harmless.has(tag))).toEqual([]);
  expect(isHonest(html)).toBe(true);
}

for (const [name, renderer] of Object.entries(renderers))
  describeWith(lackOf(renderer, name), `what people typed, as ${name} shows it`, () => {
    const { render } = renderer;

    test('reads as it was typed on a line of the timeline and as an action item, and nothing of it is live', () => {
      for (const prefix of ['- 10:00 - ', '- [ ] ']) expectAsTyped(render, prefix, typedLines);
    });

    test('reads as it was typed however the marks are combined', () => {
      const samples = fc.sample(typed, { numRuns: 400, seed: 7 });
      for (const prefix of ['- 10:00 - ', '- [ ] ']) expectAsTyped(render, prefix, samples);
    });

    test('keeps every line of a block a line of text', () => {
      const block = typedLines.join('\n');
      const [html = ''] = render([`### Summary\n${markdownBlock(block)}\n\n### Next\nx`]);
      expectNothingLive(html);
      expect(tags(html).filter((tag) => tag === 'h3' || tag === 'li')).toEqual(['h3', 'h3']);
      expect(asRead(read(html)).split('\n')).toEqual(['Summary', ...typedLines.map(asRead), 'Next', 'x']);
    });

    test('is part of a postmortem that has its headings and lists, whatever was typed into it', () => {
      const [html = ''] = render([wholePostmortem]);
      expectNothingLive(html.replaceAll(/<\/?(?:em|strong|h2)\b/g, '<p'));
      const heads = [...html.matchAll(/<h([23])[^>]*>(.*?)<\/h/gs)].map(
        ([, level, text = '']) => `${level} ${read(text)}`,
      );
      expect(heads.map((head) => head.split(':')[0])).toEqual([
        '2 Incident',
        ...['Summary', 'Timeline', 'Root Cause', 'Impact', 'Action Items', 'People'].map(
          (part) => `3 ${part}`,
        ),
      ]);
      const notes = typedLines.length;
      expect(tags(html).filter((tag) => tag === 'li')).toHaveLength(1 + notes + 2 + 3 + notes + 2);
    });

    test('keeps a link whole, whatever its address holds', () => {
      const [html = ''] = render([
        links.map((url) => `- 10:00 - x (${markdownLink('message', url)})`).join('\n'),
      ]);
      const hrefs = [...html.matchAll(/<a href="([^"]*)"[^>]*>message<\/a>\)/g)].map(([, to = '']) =>
        read(to),
      );
      expect(hrefs.map(decodeURIComponent)).toEqual(links);
      expect(tags(html).filter((tag) => tag === 'a')).toHaveLength(links.length);
    });

    test('keeps the paragraphs and lists of a block apart', () => {
      const [html = ''] = render([markdownBlock('One.\nTwo.\n\n- a\n- b\n1. x')]);
      expect(asRead(read(html))).toBe('One.\nTwo.\n- a\n- b\n1. x');
      expect(tags(html).filter((tag) => tag === 'p')).toHaveLength(2);
    });
  });

function expectAsTyped(render: Render, prefix: string, lines: readonly string[]): void {
  const [html = ''] = render([
    `### Timeline\n\n${lines.map((line) => `${prefix}${markdownLine(line)}`).join('\n')}\n`,
  ]);
  expectNothingLive(html);
  const items = html
    .split(/<li[^>]*>/)
    .slice(1)
    .map((item) => asRead(read(item).replace(/^\s*(?:10:00 - |\[ \] |☐ ?)?/, '')));
  expect(items).toEqual(lines.map(asRead));
}
