import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  channelLink,
  date,
  escapeText,
  fitted,
  joined,
  link,
  mention,
  mrkdwn,
} from '../../../src/slack/text/mrkdwn.ts';
import { alice, at, channel, time } from '../support/incidents.ts';
import { strayMarkup } from '../support/markup.ts';

describe('Escaping', () => {
  test("changes Slack's three special characters, and no other", () => {
    expect(escapeText('a < b && c > d *bold* _it_ `code` "q" \'s\' ~x~ é')).toBe(
      'a &lt; b &amp;&amp; c &gt; d *bold* _it_ `code` "q" \'s\' ~x~ é',
    );
  });

  test.each([
    ['&lt;', '&amp;lt;'],
    ['&amp;', '&amp;amp;'],
  ])('also escapes %s as typed', (typed, markup) => {
    expect(escapeText(typed)).toBe(markup);
  });
});

describe('A markup template', () => {
  test('keeps its own markup and escapes inserted text', () => {
    expect(mrkdwn`*${'<!channel>'}* & <https://a.example|x>`.value).toBe(
      '*&lt;!channel&gt;* & <https://a.example|x>',
    );
  });

  test('keeps inserted markup', () => {
    expect(mrkdwn`by ${mention(alice)} in ${channelLink(channel)}`.value).toBe(
      'by <@U024BE7LH> in <#C0INC7>',
    );
  });

  test('accepts numbers, and nothing', () => {
    expect(mrkdwn`${7} of ${0}`.value).toBe('7 of 0');
    expect(mrkdwn``.value).toBe('');
  });

  test('lets nothing through that Slack would read as markup', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('<', '>', '&', '!', '@', '#', '|', 'channel', 'U1', 'lt;'),
    });
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        expect(strayMarkup(mrkdwn`${one} ${joined([mrkdwn`${other}`], '\n')}`.value)).toEqual([]);
      }),
    );
  });
});

describe('Text that must fit', () => {
  test.each([
    ['a<b', 6, 'a&lt;b'],
    ['a<b', 5, 'a…'],
    ['<<<', 12, '&lt;&lt;&lt;'],
    ['<<<', 11, '&lt;&lt;…'],
    ['abcdef', 3, 'ab…'],
    ['', 5, ''],
  ])('%j in %i characters of markup is %j', (text, max, markup) => {
    expect(fitted(text, max).value).toBe(markup);
  });

  test('fits, has no half characters, and reads as the beginning of the original', () => {
    const text = fc.string({ unit: fc.constantFrom('<', '>', '&', 'a', '\u{1f525}', '&lt;', '<!channel>') });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 60 }), (written, max) => {
        const { value } = fitted(written, max);
        expect(value.length).toBeLessThanOrEqual(max);
        expect(value.isWellFormed()).toBe(true);
        expect(strayMarkup(value)).toEqual([]);
        expect(escapeText(written).startsWith(value.replace(/…$/, ''))).toBe(true);
      }),
    );
  });
});

test('Pieces of markup are joined with a separator', () => {
  expect(joined([mrkdwn`a`, mrkdwn`${'<'}`], '\n').value).toBe('a\n&lt;');
  expect(joined([], '\n').value).toBe('');
});

describe('A markup link', () => {
  test.each([
    ['https://a.example/x', 'the page', '<https://a.example/x|the page>'],
    ['http://a.example/?a=1&b=2', 'x', '<http://a.example/?a=1&amp;b=2|x>'],
    ['https://a.example/', 'a | b > c\nd', '<https://a.example/|a   b   c d>'],
    ['https://a.example/', 'R&D <x', '<https://a.example/|R&amp;D &lt;x>'],
  ])('to %s, labeled %j', (url, label, markup) => {
    expect(link(url, label).value).toBe(markup);
  });

  test.each([
    'javascript:alert(1)',
    'mailto:a@b.example',
    'slack://open',
    'data:text/html,x',
    '//a.example',
    'https://a.example|https://bank.example',
    'https://a.example> <!channel',
    'https://a.example/ x',
    '',
  ])('to %j is only its label', (url) => {
    expect(link(url, '<the page>').value).toBe('&lt;the page&gt;');
  });
});

describe('A markup date', () => {
  const iso = '2026-11-21T14:30:59.999Z';

  test("is in whole seconds, shown in each reader's zone, with a readable fallback", () => {
    expect(date(at(iso), time.now, 'UTC').value).toBe(
      '<!date^1795271459^{date_short_pretty} at {time}|14:30 UTC>',
    );
  });

  test.each([
    ['UTC', '|2026-11-21 14:30 UTC>'],
    ['Asia/Kolkata', '|2026-11-21 20:00 GMT+5:30>'],
    ['Pacific/Auckland', '|2026-11-22 03:30 GMT+13>'],
  ])('on another day falls back to day and time in the configured zone: %s', (timeZone, fallback) => {
    const { value } = date(at(iso), at('2026-11-20T14:00:00Z'), timeZone);
    expect(value.slice(value.indexOf('|'))).toBe(fallback);
  });
});
