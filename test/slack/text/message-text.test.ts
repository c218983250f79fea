import { describe, expect, test } from 'vitest';
import { extractRequestIds } from '../../../src/domain/records/request-ids.ts';
import { wordsOf } from '../../../src/slack/text/message-text.ts';

const id = 'b4lgfoceq2b4v78dj4k0';
const section = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});

describe("A request_id in another app's message is found", () => {
  test.each([
    [
      'in a section',
      { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: `*request_id:* \`${id}\`` } }] },
    ],
    [
      'in the fields of a section',
      { blocks: [{ type: 'section', fields: [{ type: 'mrkdwn', text: `*request_id*\n${id}` }] }] },
    ],
    [
      'in two fields, one with the name and one with the value',
      {
        blocks: [
          {
            type: 'section',
            fields: [
              { type: 'mrkdwn', text: '*request_id*' },
              { type: 'mrkdwn', text: id },
            ],
          },
        ],
      },
    ],
    [
      'in two elements of rich text',
      {
        blocks: [
          section({ type: 'text', text: 'request_id: ' }, { type: 'text', text: id, style: { code: true } }),
        ],
      },
    ],
    [
      'in preformatted rich text',
      {
        blocks: [
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_preformatted',
                elements: [{ type: 'text', text: `{"request_id":"${id}"}` }],
              },
            ],
          },
        ],
      },
    ],
    [
      'in a context',
      { blocks: [{ type: 'context', elements: [{ type: 'mrkdwn', text: `request_id=${id}` }] }] },
    ],
    [
      'in a markdown block',
      { blocks: [{ type: 'markdown', text: `| request_id | n |\n|---|---|\n| ${id} | 1 |` }] },
    ],
    [
      'in a table block',
      {
        blocks: [
          {
            type: 'table',
            rows: [
              [
                { type: 'raw_text', text: 'request_id' },
                { type: 'raw_text', text: 'status' },
              ],
              [
                { type: 'raw_text', text: id },
                { type: 'raw_text', text: '500' },
              ],
            ],
          },
        ],
      },
    ],
    ['in the text of an attachment', { attachments: [{ color: 'danger', text: `x-request-id: ${id}` }] }],
    [
      'in the fields of an attachment',
      { attachments: [{ fields: [{ title: 'request_id', value: id, short: true }] }] },
    ],
    ['in the fallback of an attachment', { attachments: [{ fallback: `failed, request_id: ${id}` }] }],
    [
      'in the blocks of an attachment',
      {
        attachments: [{ blocks: [{ type: 'section', text: { type: 'mrkdwn', text: `request_id: ${id}` } }] }],
      },
    ],
  ])('%s', (_where, message) => {
    expect(extractRequestIds(wordsOf({ text: 'Intercom sync failed', ...message }))).toEqual([id]);
  });
});

describe("A message's text", () => {
  test('is its plain text if it has nothing else', () => {
    expect(wordsOf({ text: 'hello' })).toBe('hello');
  });

  test('leaves out hidden parts and invalid blocks', () => {
    const blocks = [
      { type: 'section', block_id: 'req_12345', text: { type: 'mrkdwn', text: 'a' } },
      null,
      7,
      'b',
    ];
    expect(wordsOf({ text: '', blocks })).toBe('a\n\n\nb');
    expect(wordsOf({ text: 'x', blocks: { a: 1 }, attachments: 'y' })).toBe('x\ny');
  });

  test('stops at some depth, however deeply the blocks are nested', () => {
    let deep: unknown = { text: 'x' };
    for (let level = 0; level < 5_000; level += 1) deep = { elements: [deep] };
    expect(wordsOf({ text: 'top', blocks: [deep] })).toBe('top');
    const wide = Array.from({ length: 5_000 }, () => ({ text: 'word '.repeat(20) }));
    expect(wordsOf({ text: '', attachments: wide })).toHaveLength(50_000);
  });
});

test("has a button's label, and never the value that only its app reads", () => {
  const button = { type: 'button', text: { type: 'plain_text', text: 'Acknowledge' }, value: '{"row":7}' };
  expect(wordsOf({ text: 'Paged', blocks: [{ type: 'actions', elements: [button] }] })).toBe(
    'Paged\nAcknowledge',
  );
});
