import { describe, expect, test } from 'vitest';
import { checkMessage, checkMetadata } from '../../../packages/slack-sandbox/slack/blockkit/check.ts';
import { textLength } from '../../../packages/slack-sandbox/slack/blockkit/text-budget.ts';
import { truncatedText } from '../../../packages/slack-sandbox/slack/blockkit/truncated-text.ts';
import { divider, letters, many, mrkdwn, plain, section } from './samples.ts';

const sections = (...lengths: number[]) =>
  lengths.map((length) => section({ text: mrkdwn(letters(length)) }));
const table = (length: number) => ({
  type: 'table',
  rows: many(Math.ceil(length / 1000), (i) => [
    { type: 'raw_text', text: letters(Math.min(1000, length - i * 1000)) },
  ]),
});
const errorOf = (message: Parameters<typeof checkMessage>[0]) => checkMessage(message)?.error ?? null;

describe('A message must have something to show', () => {
  test.each([
    ['text', { text: 'Hello' }],
    ['blocks', { blocks: [divider] }],
    ['attachments', { attachments: [{ text: 'Hello' }] }],
  ])('%s is accepted', (_what, message) => {
    expect(checkMessage(message)).toBeNull();
  });
  test.each([
    [{}],
    [{ text: '' }],
    [{ text: '', blocks: [] }],
    [{ blocks: null }],
    [{ blocks: [], attachments: [] }],
  ])('%j is refused as no_text', (message) => {
    expect(checkMessage(message)).toEqual({ error: 'no_text', errors: [], messages: [] });
  });
  test("a text that isn't a string is refused", () => {
    expect(checkMessage({ text: 5 })).toEqual({
      error: 'invalid_arguments',
      errors: ['must provide a string [json-pointer:/text]'],
      messages: ['[ERROR] must provide a string [json-pointer:/text]'],
    });
  });
});

describe('Blocks can be a list or JSON text', () => {
  test('blocks given as JSON text are accepted', () => {
    expect(checkMessage({ blocks: JSON.stringify([divider]) })).toBeNull();
  });
  test('blocks given as JSON text are validated', () => {
    expect(errorOf({ blocks: JSON.stringify([{ type: 'foo' }]) })).toBe('invalid_blocks');
  });
  test.each([['no JSON'], ['{"blocks":[]}'], [{ blocks: [] }], [7]])(
    '%j is refused as invalid_blocks_format',
    (blocks) => {
      expect(errorOf({ text: 'Hello', blocks })).toBe('invalid_blocks_format');
    },
  );
});

test("a refusal names each fault twice, as Slack's response does", () => {
  expect(checkMessage({ text: 'Hello', blocks: [{ type: 'header', text: plain(letters(151)) }] })).toEqual({
    error: 'invalid_blocks',
    errors: ['must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
    messages: ['[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
  });
});

describe('Attachments', () => {
  test('up to 100 are accepted', () => {
    expect(checkMessage({ attachments: many(100, () => ({ text: 'x' })) })).toBeNull();
  });
  test('over 100 are refused as too_many_attachments', () => {
    expect(errorOf({ attachments: many(101, () => ({ text: 'x' })) })).toBe('too_many_attachments');
  });
  test.each(['no JSON', {}])('given as %j are refused as invalid_attachments', (attachments) => {
    expect(errorOf({ attachments })).toBe('invalid_attachments');
  });
  test('have their blocks validated', () => {
    expect(
      checkMessage({ attachments: [{ color: '#f00', blocks: [divider, { type: 'foo' }] }] }),
    ).toMatchObject({
      error: 'invalid_attachments',
      errors: ['unsupported type: foo [json-pointer:/attachments/0/blocks/1/type]'],
    });
  });
});

describe('All blocks of a message together', () => {
  test('can hold 13,000 characters', () => {
    expect(checkMessage({ blocks: sections(3000, 3000, 3000, 3000, 1000) })).toBeNull();
  });
  test('are refused as msg_blocks_too_long at 13,001 characters', () => {
    expect(errorOf({ blocks: sections(3000, 3000, 3000, 3000, 1001) })).toBe('msg_blocks_too_long');
  });
  test('count together with the blocks of attachments', () => {
    const message = { blocks: sections(3000, 3000), attachments: [{ blocks: sections(3000, 3000, 1001) }] };
    expect(errorOf(message)).toBe('msg_blocks_too_long');
  });
  test("are counted without the message's own text", () => {
    expect(checkMessage({ text: letters(10_000), blocks: sections(3000, 3000) })).toBeNull();
  });
  test('are refused with the number of characters they have', () => {
    expect(checkMessage({ blocks: sections(3000, 3000, 3000, 3000, 1001) })?.errors).toEqual([
      'the blocks hold 13001 characters of text, more than 13000 [json-pointer:/blocks]',
    ]);
  });
  test('can hold 12,000 characters of markdown', () => {
    expect(checkMessage({ blocks: many(2, () => ({ type: 'markdown', text: letters(6000) })) })).toBeNull();
  });
  test('are refused as msg_blocks_too_long at 12,001 characters of markdown', () => {
    const blocks = [6000, 6001].map((length) => ({ type: 'markdown', text: letters(length) }));
    expect(errorOf({ blocks })).toBe('msg_blocks_too_long');
  });
  test('can hold 10,000 characters in a table', () => {
    expect(checkMessage({ blocks: [table(10_000)] })).toBeNull();
  });
  test('are refused as msg_blocks_too_long at 10,001 characters in a table', () => {
    expect(errorOf({ blocks: [table(10_001)] })).toBe('msg_blocks_too_long');
  });
  test('are refused with a second table', () => {
    expect(checkMessage({ blocks: [table(1), table(1)] })).toMatchObject({
      error: 'invalid_attachments',
      errors: ['only_one_table_allowed'],
    });
  });
  test('are counted by their texts, with an emoji as one character', () => {
    const fields = [plain('12'), mrkdwn('🚨')];
    expect(textLength([section({ text: mrkdwn('12345'), fields, block_id: 'ignored' })])).toBe(8);
  });
});

describe("A message's long text is truncated, not refused", () => {
  test('a message with more than 40,000 characters is posted', () => {
    expect(checkMessage({ text: letters(40_001) })).toBeNull();
  });
  test('a text of 40,000 characters stays whole', () => {
    expect(truncatedText(letters(40_000))).toEqual({ text: letters(40_000), truncated: false });
  });
  test('the 40,001st character is dropped', () => {
    expect(truncatedText(`${letters(40_000)}y`)).toEqual({ text: letters(40_000), truncated: true });
  });
  test('an emoji at the 40,000th character stays whole', () => {
    expect(truncatedText(`${letters(39_999)}🚨🚨`).text.endsWith('x🚨')).toBe(true);
  });
});

describe('Message metadata', () => {
  const frame = JSON.stringify({ event_type: 'e', event_payload: { a: '' } }).length;
  const sized = (length: number) => ({ event_type: 'e', event_payload: { a: letters(length - frame) } });

  test('is accepted with an event type and its payload', () => {
    expect(
      checkMetadata({ event_type: 'incident_posted', event_payload: { id: 7, tags: ['a'] } }),
    ).toBeNull();
  });
  test('is accepted as JSON text', () => {
    expect(checkMetadata('{"event_type":"a","event_payload":{}}')).toBeNull();
  });
  test('can be left out', () => {
    expect(checkMetadata(undefined)).toBeNull();
  });
  test.each([
    ['no JSON', 'oops', 'must provide an object [json-pointer:/metadata]'],
    ['a list', [], 'must provide an object [json-pointer:/metadata]'],
    ['no type', { event_payload: {} }, 'missing required field: event_type [json-pointer:/metadata]'],
    ['no payload', { event_type: 'a' }, 'missing required field: event_payload [json-pointer:/metadata]'],
    [
      'an empty type',
      { event_type: '', event_payload: {} },
      'must be more than 0 characters [json-pointer:/metadata/event_type]',
    ],
    [
      'a payload that is a list',
      { event_type: 'a', event_payload: [] },
      'must provide an object [json-pointer:/metadata/event_payload]',
    ],
    [
      'another field',
      { event_type: 'a', event_payload: {}, id: 1 },
      'invalid additional property: id [json-pointer:/metadata]',
    ],
  ])('that is %s is refused as invalid_metadata_format', (_what, metadata, fault) => {
    expect(checkMetadata(metadata)).toMatchObject({ error: 'invalid_metadata_format', errors: [fault] });
  });
  test('can have 8,000 characters', () => {
    expect(checkMetadata(sized(8000))).toBeNull();
  });
  test('is refused as metadata_too_large at 8,001 characters', () => {
    expect(checkMetadata(sized(8001))).toEqual({ error: 'metadata_too_large', errors: [], messages: [] });
  });
});
