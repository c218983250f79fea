import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkMessage, checkView } from '../../../packages/slack-sandbox/slack/blockkit/check.ts';
import {
  actions,
  button,
  divider,
  faultsOf,
  input,
  modal,
  mrkdwn,
  plain,
  section,
  viewFaultsOf,
} from './samples.ts';

describe("Block Kit validation refuses anything that Slack doesn't know, such as", () => {
  test('an unknown block type', () => {
    expect(faultsOf(divider, { type: 'foo' })).toEqual([
      'unsupported type: foo [json-pointer:/blocks/1/type]',
    ]);
  });
  test('an unknown element type', () => {
    expect(faultsOf(actions({ type: 'slider' }))).toEqual([
      'unsupported type: slider [json-pointer:/blocks/0/elements/0/type]',
    ]);
  });
  test('an unknown text type', () => {
    expect(faultsOf(section({ text: { type: 'html', text: 'x' } }))).toContain(
      'unsupported type: html [json-pointer:/blocks/0/text/type]',
    );
  });
  test('an unknown property of a block', () => {
    expect(faultsOf({ type: 'divider', text: plain() })).toEqual([
      'invalid additional property: text [json-pointer:/blocks/0]',
    ]);
  });
  test('an unknown property of an element', () => {
    expect(faultsOf(actions(button({ disabled: true })))).toEqual([
      'invalid additional property: disabled [json-pointer:/blocks/0/elements/0]',
    ]);
  });
  test('an unknown property of a text object', () => {
    expect(faultsOf({ type: 'header', text: { ...plain(), bold: true } })).toEqual([
      'invalid additional property: bold [json-pointer:/blocks/0/text]',
    ]);
  });
  test('an unknown property of a view', () => {
    expect(viewFaultsOf(modal({ submit_disabled: true }))).toEqual([
      'invalid additional property: submit_disabled [json-pointer:/view]',
    ]);
  });
  test('a property named like one that every JavaScript object has', () => {
    expect(faultsOf({ type: 'constructor' })).toEqual([
      'unsupported type: constructor [json-pointer:/blocks/0/type]',
    ]);
  });
  test('emoji on a mrkdwn text', () => {
    expect(faultsOf(section({ text: { ...mrkdwn(), emoji: true } }))).toContain(
      'invalid additional property: emoji [json-pointer:/blocks/0/text]',
    );
  });
  test('verbatim on a plain_text', () => {
    expect(faultsOf({ type: 'header', text: { ...plain(), verbatim: true } })).toContain(
      'invalid additional property: verbatim [json-pointer:/blocks/0/text]',
    );
  });
  test('an unknown color', () => {
    expect(faultsOf(actions(button({ style: 'green' })))).toEqual([
      'must be a valid enum value [json-pointer:/blocks/0/elements/0/style]',
    ]);
  });
});

describe('Block Kit validation names the missing field', () => {
  test.each([
    ['a type', {}, 'type', ''],
    ['the text of a header', { type: 'header' }, 'text', ''],
    ['the text of a text object', { type: 'header', text: { type: 'plain_text' } }, 'text', '/text'],
    ['the elements of a context', { type: 'context' }, 'elements', ''],
    ['the label of an input', { type: 'input', element: { type: 'plain_text_input' } }, 'label', ''],
    ['the element of an input', { type: 'input', label: plain() }, 'element', ''],
    ['the text of a button', actions({ type: 'button' }), 'text', '/elements/0'],
    ['the alt_text of an image', { type: 'image', image_url: 'https://example.com/a.png' }, 'alt_text', ''],
    ['the picture of an image', { type: 'image', alt_text: 'A' }, 'image_url', ''],
    ['the options of a menu', actions({ type: 'static_select' }), 'options', '/elements/0'],
    ['the options of an overflow', actions({ type: 'overflow' }), 'options', '/elements/0'],
    ['the rows of a table', { type: 'table' }, 'rows', ''],
    [
      'the text of a confirmation',
      actions(button({ confirm: { title: plain(), confirm: plain(), deny: plain() } })),
      'text',
      '/elements/0/confirm',
    ],
  ])('%s', (_what, block, field, pointer) => {
    expect(faultsOf(block)).toEqual([`missing required field: ${field} [json-pointer:/blocks/0${pointer}]`]);
  });

  test('also if its value is undefined', () => {
    expect(faultsOf({ type: 'header', text: undefined })).toEqual([
      'missing required field: text [json-pointer:/blocks/0]',
    ]);
  });
  test('also if a section has neither text nor fields', () => {
    expect(faultsOf({ type: 'section' })).toEqual([
      'must define either `text` or `fields` [json-pointer:/blocks/0]',
    ]);
  });
});

describe('Block Kit validation refuses a value of the wrong type', () => {
  test.each([
    ['a block', 'text', 'must provide an object', ''],
    ['a list', { type: 'actions', elements: {} }, 'must provide an array', '/elements'],
    ['a text', { type: 'divider', block_id: 1 }, 'must provide a string', '/block_id'],
    ['a type', { type: 1 }, 'must provide a string', '/type'],
    ['a flag', section({ expand: 'yes' }), 'must be a boolean', '/expand'],
    ['a text object', { type: 'header', text: 'Hello' }, 'must provide an object', '/text'],
    ['null', actions(button({ style: null })), 'must provide a string', '/elements/0/style'],
    [
      'a number of a table',
      { type: 'table', rows: [[{ type: 'raw_number', value: '1', text: '1' }]] },
      'must provide a number',
      '/rows/0/0/value',
    ],
  ])('%s', (_what, block, message, pointer) => {
    expect(faultsOf(block)).toEqual([`${message} [json-pointer:/blocks/0${pointer}]`]);
  });
});

describe('Block Kit validation refuses an empty text', () => {
  test.each([
    ['in a section', section({ text: mrkdwn('') }), '/text/text'],
    ['in a field', section({ fields: [plain(), mrkdwn('')] }), '/fields/1/text'],
    ['on a button', actions(button({ text: plain('') })), '/elements/0/text/text'],
    ['in markdown', { type: 'markdown', text: '' }, '/text'],
    ['in a cell', { type: 'table', rows: [[{ type: 'raw_text', text: '' }]] }, '/rows/0/0/text'],
    [
      'as the id of a person',
      actions({ type: 'users_select', initial_user: '' }),
      '/elements/0/initial_user',
    ],
    [
      'as the name of an icon',
      { type: 'context_actions', elements: [{ type: 'icon_button', icon: '' }] },
      '/elements/0/icon',
    ],
    ['as the id of a file', { type: 'file', source: 'remote', external_id: '' }, '/external_id'],
    ['as alt_text', { type: 'image', image_url: 'https://example.com/a.png', alt_text: '' }, '/alt_text'],
    [
      'in rich text',
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }],
      },
      '/elements/0/elements/0/text',
    ],
  ])('%s', (_where, block, pointer) => {
    expect(faultsOf(block)).toContain(`must be more than 0 characters [json-pointer:/blocks/0${pointer}]`);
  });
});

describe('Block Kit validation accepts only plain_text', () => {
  test.each([
    ['a header', { type: 'header', text: mrkdwn() }, '/text/type'],
    ['a button', actions(button({ text: mrkdwn() })), '/elements/0/text/type'],
    ['an input label', { ...input({ type: 'plain_text_input' }), label: mrkdwn() }, '/label/type'],
    [
      'a placeholder',
      input({ type: 'plain_text_input', placeholder: mrkdwn() }),
      '/element/placeholder/type',
    ],
    [
      'an option of a menu',
      actions({ type: 'static_select', options: [{ text: mrkdwn(), value: 'a' }] }),
      '/elements/0/options/0/text/type',
    ],
  ])('%s', (_what, block, pointer) => {
    expect(faultsOf(block)).toEqual([`must be a valid enum value [json-pointer:/blocks/0${pointer}]`]);
  });
  test('except in an option of checkboxes, which can be mrkdwn', () => {
    expect(faultsOf(actions({ type: 'checkboxes', options: [{ text: mrkdwn(), value: 'a' }] }))).toEqual([]);
  });
});

test("Block Kit errors name the section's text as a whole before what is wrong in it", () => {
  expect(faultsOf(section({ text: mrkdwn('x'.repeat(3001)) }))).toEqual([
    'failed to match all allowed schemas [json-pointer:/blocks/0/text]',
    'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ]);
});

test('Block Kit validation names every error, not only the first', () => {
  expect(faultsOf({ type: 'header' }, { type: 'foo' }, { ...divider, block_id: 2 })).toHaveLength(3);
});

test('Block Kit validation never throws, whatever JSON it is given', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const answers = [
        checkMessage({ blocks: [value] }),
        checkMessage({ attachments: [value] }),
        checkView(value),
      ];
      return answers.every((answer) => answer !== undefined);
    }),
  );
});
