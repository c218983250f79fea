import { describe, expect, test } from 'vitest';
import { faultsOf, type Sample } from './samples.ts';

const richText = (...elements: unknown[]) => ({ type: 'rich_text', elements });
const line = (...elements: unknown[]) => ({ type: 'rich_text_section', elements });
const text = (words: string, style?: Sample) => ({ type: 'text', text: words, ...(style ? { style } : {}) });
const at = '[json-pointer:/blocks/0/elements/0';

describe('A rich_text block accepts', () => {
  test.each([
    ['styled text', text('x', { bold: true, italic: true, strike: true, code: true, underline: true })],
    ['a link', { type: 'link', url: 'https://example.com', text: 'x', style: { bold: true } }],
    ['a person', { type: 'user', user_id: 'U1' }],
    ['a user group', { type: 'usergroup', usergroup_id: 'S1' }],
    ['a channel', { type: 'channel', channel_id: 'C1' }],
    ['a team', { type: 'team', team_id: 'T1' }],
    ['a broadcast', { type: 'broadcast', range: 'here' }],
    ['an emoji', { type: 'emoji', name: 'fire', unicode: '1f525' }],
    ['a colour', { type: 'color', value: '#ff0000' }],
    ['a date', { type: 'date', timestamp: 1_772_000_000, format: '{date_short}', fallback: 'today' }],
  ])('%s', (_what, element) => {
    expect(faultsOf(richText(line(element)))).toEqual([]);
  });
  test.each([
    [
      'a list',
      { type: 'rich_text_list', style: 'bullet', indent: 8, border: 1, elements: [line(text('x'))] },
    ],
    ['a quote', { type: 'rich_text_quote', border: 0, elements: [text('x')] }],
    ['code', { type: 'rich_text_preformatted', language: 'json', elements: [text('{}')] }],
  ])('%s', (_what, element) => {
    expect(faultsOf(richText(element))).toEqual([]);
  });
});

describe('A rich_text block refuses', () => {
  test.each([
    ['an unknown part', { type: 'rich_text_table' }, 'unsupported type: rich_text_table', '/type'],
    ['an unknown element', line({ type: 'citation' }), 'unsupported type: citation', '/elements/0/type'],
    [
      'an unknown style',
      line(text('x', { blink: true })),
      'invalid additional property: blink',
      '/elements/0/style',
    ],
    ['a person without an id', line({ type: 'user' }), 'missing required field: user_id', '/elements/0'],
    [
      'a broadcast to nobody known',
      line({ type: 'broadcast', range: 'all' }),
      'must be a valid enum value',
      '/elements/0/range',
    ],
    [
      'a link that leads nowhere',
      line({ type: 'link', url: 'javascript:alert(1)' }),
      'invalid url',
      '/elements/0/url',
    ],
    ['a list without a style', { type: 'rich_text_list', elements: [] }, 'missing required field: style', ''],
    [
      'a list in a list',
      { type: 'rich_text_list', style: 'bullet', elements: [{ type: 'rich_text_list' }] },
      'unsupported type: rich_text_list',
      '/elements/0/type',
    ],
    [
      'a list indented by 9',
      { type: 'rich_text_list', style: 'ordered', indent: 9, elements: [] },
      'must be less than 8',
      '/indent',
    ],
    [
      'a person in code',
      { type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] },
      'unsupported type: user',
      '/elements/0/type',
    ],
    [
      'half a second',
      line({ type: 'date', timestamp: 1.5, format: '{time}' }),
      'must provide an integer',
      '/elements/0/timestamp',
    ],
  ])('%s', (_what, element, message, pointer) => {
    expect(faultsOf(richText(element))).toEqual([`${message} ${at}${pointer}]`]);
  });
});
