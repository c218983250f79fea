import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clippedSpans, spansOf } from '../../../src/domain/text/addresses.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { incomingText } from '../../../src/slack/text/decode-text.ts';
import { typed } from '../../../src/slack/text/mrkdwn.ts';
import { anyText } from '../../slack/support/any-text.ts';
import { strayMarkup } from '../../slack/support/markup.ts';
import { processorMs } from '../../support/processor-time.ts';

const addressesIn = (text: string): string[] =>
  spansOf(text).flatMap((span) => (span.kind === 'address' ? [span.text] : []));

describe('A typed URL', () => {
  test.each([
    ['alone', 'https://a.example/x', 'https://a.example/x'],
    ['without encryption, at a port', 'see http://localhost:3000/x#y', 'http://localhost:3000/x#y'],
    ['at the end of a sentence', 'See https://a.example/x.', 'https://a.example/x'],
    ['before a comma', 'https://a.example/x, then', 'https://a.example/x'],
    ['in round brackets', '(https://a.example/x)', 'https://a.example/x'],
    ['with round brackets of its own', 'https://a.example/x_(y)', 'https://a.example/x_(y)'],
    ['with square brackets of its own', 'https://a.example/?f[0]=x', 'https://a.example/?f[0]=x'],
    ['in angle brackets', '<https://a.example/x>', 'https://a.example/x'],
    ['in quotation marks', '"https://a.example/x"', 'https://a.example/x'],
    ['in single quotation marks', "'https://a.example/x'", 'https://a.example/x'],
    ['in italics', '_https://a.example/x_', 'https://a.example/x'],
    ['in bold', '*https://a.example/x*', 'https://a.example/x'],
    ['in code', '`https://a.example/x`', 'https://a.example/x'],
    ['of markdown', '[x](https://a.example/x)', 'https://a.example/x'],
    ['with a query', 'https://a.example/?a=1&b=2', 'https://a.example/?a=1&b=2'],
    ['in another script', 'https://例え.example/道。', 'https://例え.example/道'],
    ['in capitals', 'HTTPS://A.EXAMPLE/X', 'HTTPS://A.EXAMPLE/X'],
    ['on a line of its own', 'a\nhttps://a.example/x\nb', 'https://a.example/x'],
  ])('is found %s', (_, text, address) => {
    expect(addressesIn(text)).toEqual([address]);
  });

  test.each([
    ['a mail address', 'mailto:bob@a.example bob@a.example'],
    ['a script', 'javascript:alert(1) javascript://a.example/%0aalert(1)'],
    ['data', 'data:text/html,x'],
    ['an address of Slack’s app', 'slack://channel?id=C1'],
    ['a name without a scheme', 'a.example www.a.example //a.example'],
    ['no host', 'https:// https://. http://?x https:///x'],
    ['a host behind a name', 'https://app.intercom.com@evil.example/'],
    ['a label behind it', '<https://evil.example|https://bank.example>'],
    ['another word before it', 'xhttps://a.example 7http://a.example'],
    ['a secret that was removed', 'https://hooks.slack.com/services/[secret removed]'],
    ['a broadcast', '<!channel> @here <!subteam^S1>'],
    ['a person and a channel', '<@U024BE7LH> <#C1|ops> @alice'],
  ])("isn't found in %s", (_, text) => {
    expect(addressesIn(text)).toEqual([]);
  });
});

describe('Typed text cut to a length', () => {
  test.each([
    ['a https://a.example/x b', 23, ['a ', 'https://a.example/x', ' b'], 1],
    ['a https://a.example/x b', 22, ['a ', 'https://a.example/x', '…'], 1],
    ['a https://a.example/x b', 21, ['a ', 'https://a.example/…'], 0],
    ['a https://a.example/x', 21, ['a ', 'https://a.example/x'], 1],
    ['a https://a.example/x', 20, ['a ', 'https://a.example…'], 0],
    ['abc', 2, ['a…'], 0],
    ['abc', 3, ['abc'], 0],
  ])('%j in %i is %j', (text, max, pieces, links) => {
    const spans = clippedSpans(text, max);
    expect(spans.map((span) => span.text)).toEqual(pieces);
    expect(spans.filter(({ kind }) => kind === 'address')).toHaveLength(links);
  });
});

describe('Typed text as markup', () => {
  test('links its URLs, and leaves everything else as typed', () => {
    expect(typed('<!here> see https://a.example/?a=1&b=2, & ask @alice').value).toBe(
      '&lt;!here&gt; see <https://a.example/?a=1&amp;b=2>, &amp; ask @alice',
    );
  });

  test.each([
    ['a https://a.example/x b', 26, 'a <https://a.example/x> b'],
    ['a https://a.example/x b', 24, 'a <https://a.example/x>…'],
    ['a https://a.example/x b', 23, 'a https://a.example/x b'],
    ['a https://a.example/x b', 12, 'a https://a…'],
    ['abcdef', 3, 'ab…'],
  ])('%j in %i characters of markup is %j', (text, max, markup) => {
    expect(typed(text, max).value).toBe(markup);
  });

  const hostile = fc.oneof(
    anyText,
    fc.string({
      unit: fc.constantFrom(
        ...[
          'https://',
          'http://',
          'a.example',
          'evil.example',
          '/x',
          '|',
          '<',
          '>',
          '&',
          '!',
          '@',
          '#',
          '(',
          ')',
        ],
        ...[
          '[',
          ']',
          '.',
          ',',
          '*',
          '_',
          '`',
          '"',
          ' ',
          '\n',
          '…',
          'mailto:',
          'javascript:',
          'channel',
          'U1',
          '[secret removed]',
        ],
      ),
    }),
  );
  const ofLink = /<https?:\/\/[^\s<>|]+>/gi;

  test('has no markup but links without labels, and reads as typed', () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        const text = plainText(raw);
        const { value } = typed(text);
        expect(strayMarkup(value.replace(ofLink, ''))).toEqual([]);
        expect(incomingText(value)).toBe(text);
      }),
    );
  });

  test('fits, has no half characters or links, and links only to what was typed', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 60 }), (raw, max) => {
        const text = plainText(raw);
        const { value } = typed(text, max);
        expect(value.length).toBeLessThanOrEqual(max);
        expect(value.isWellFormed()).toBe(true);
        expect(strayMarkup(value.replace(ofLink, ''))).toEqual([]);
        const links = [...value.matchAll(ofLink)].map(([link]) => incomingText(link));
        expect(links).toEqual(addressesIn(text).slice(0, links.length));
      }),
    );
  });

  test.each([
    ['addresses', 'https://a.example/x '.repeat(10_000)],
    ['one long address', `https://a.example/${'x'.repeat(200_000)}`],
    ['brackets behind an address', `https://a.example/${')'.repeat(200_000)}`],
    ['stops behind an address', `https://a.example/${'.'.repeat(200_000)}`],
    ['schemes', 'https://'.repeat(25_000)],
  ])('is processed within a second: %s', (_, text) => {
    expect(processorMs(() => typed(text, 3_000))).toBeLessThan(1_000);
  });
});
