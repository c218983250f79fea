import { describe, expect, it } from 'vitest';
import { parseMrkdwn } from '../../../packages/slack-sandbox/page/text/mrkdwn.ts';
import { resolveDates } from '../../../packages/slack-sandbox/page/text/resolve-dates.ts';
import { safeLink } from '../../../packages/slack-sandbox/page/text/safe-link.ts';
import { typedText } from '../../../packages/slack-sandbox/page/text/typed-text.ts';
import type { JsonObject } from '../../../packages/slack-sandbox/slack/json.ts';
import { shell } from './support/shell.ts';

const inner = (text: string, options?: { verbatim: boolean }) => parseMrkdwn(text, options)[0]?.elements;
const words = (text: string, style = {}) => ({ type: 'text', text, style });

describe('Rendering mrkdwn as rich text', () => {
  it('shows escaped characters as typed, and never reads them as markup', () => {
    expect(inner('&lt;!channel&gt; &amp;amp; &lt;b&gt;')).toEqual([words('<!channel> &amp; <b>')]);
  });

  it('handles bold, italic, and struck text, also nested', () => {
    expect(inner('*bold _both_* ~gone~')).toEqual([
      words('bold ', { bold: true }),
      words('both', { bold: true, italic: true }),
      words(' '),
      words('gone', { strike: true }),
    ]);
  });

  it.each(['10:30:20', '2*3*4', 'snake_case_name', '* a list *', '*over\ntwo lines*'])(
    'leaves %j unchanged',
    (text) => {
      expect(inner(text)).toEqual([words(text)]);
    },
  );

  it('ignores markup inside code', () => {
    expect(inner('`*a* <@U1>`')).toEqual([words('*a* <@U1>', { code: true })]);
    expect(parseMrkdwn('see\n```\n*x* &lt;y&gt;\n```\nend')).toEqual([
      { type: 'rich_text_section', elements: [words('see')] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: '*x* <y>' }] },
      { type: 'rich_text_section', elements: [words('end')] },
    ]);
  });

  it('keeps several quoted lines as one quote', () => {
    expect(parseMrkdwn('before\n&gt; one\n&gt; two')).toMatchObject([
      { type: 'rich_text_section' },
      { type: 'rich_text_quote', elements: [words('one\ntwo')] },
    ]);
  });

  it('resolves mentions of people, channels, and everyone', () => {
    expect(inner('<@U1|ana> <#C1|general> <!here>')).toMatchObject([
      { type: 'user', user_id: 'U1' },
      words(' '),
      { type: 'channel', channel_id: 'C1' },
      words(' '),
      { type: 'broadcast', range: 'here' },
    ]);
  });

  it('links bare URLs unless the text is verbatim', () => {
    expect(inner('https://a.test/b_c.')).toMatchObject([
      { type: 'link', url: 'https://a.test/b_c' },
      words('.'),
    ]);
    expect(inner('https://a.test/b_c.', { verbatim: true })).toEqual([
      words('https://a.test/b_c'),
      words('.'),
    ]);
  });

  it('shows the fallback of an invalid date', () => {
    expect(inner('<!date^soon^{time}|at noon>')).toEqual([words('at noon')]);
  });

  it("shows a linked date in its reader's zone", () => {
    const elements = parseMrkdwn('<!date^1700000000^{time}^https://a.test|22:13>');
    const link = { type: 'link', url: 'https://a.test', text: '07:13', style: {} };
    const reader = { zone: 'Asia/Tokyo', now: 0 };
    expect(resolveDates(reader, elements)).toEqual([{ type: 'rich_text_section', elements: [link] }]);
  });
});

describe('Links in mrkdwn', () => {
  it.each(['https://a.test/', 'mailto:a@b.test', 'slack://channel'])('can lead to %s', (address) => {
    expect(safeLink(address)).toBe(address);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '/relative', ''])('never lead to %j', (address) => {
    expect(safeLink(address)).toBeNull();
  });
});

it('A message is edited as its author typed it', () => {
  const typed = typedText('<@U1> &lt;b&gt; <https://a.test|here> <!channel>', shell);
  expect(typed).toBe('@ana <b> https://a.test @channel');
});

it('Rich text elements of unknown kinds keep their place', () => {
  const odd: JsonObject = { type: 'color', value: '#fff' };
  expect(resolveDates({ zone: 'UTC', now: 0 }, [odd])).toEqual([odd]);
});
