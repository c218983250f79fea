import { describe, expect, test } from 'vitest';
import {
  actions,
  button,
  faultsOf,
  home,
  input,
  inputFaultsOf,
  modal,
  mrkdwn,
  option,
  plain,
  type Sample,
  section,
  viewFaultsOf,
} from './samples.ts';

const image = { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'A' };
const menus = ['static_select', 'multi_static_select'].map((type) => ({ type, options: [option()] }));
const lists = [
  'external_select',
  'users_select',
  'channels_select',
  'conversations_select',
  'multi_external_select',
  'multi_users_select',
  'multi_channels_select',
  'multi_conversations_select',
].map((type) => ({ type }));
const boxes = ['checkboxes', 'radio_buttons'].map((type) => ({ type, options: [option()] }));
const pickers = [{ type: 'datepicker' }, { type: 'timepicker' }];
const workflow = {
  type: 'workflow_button',
  text: plain(),
  workflow: { trigger: { url: 'https://slack.com/shortcuts/Ft1' } },
};

const clicked: readonly Sample[] = [button(), { type: 'overflow', options: [option()] }, workflow];
const chosen: readonly Sample[] = [...menus, ...lists, ...boxes, ...pickers];
const typedIn: readonly Sample[] = [
  { type: 'plain_text_input' },
  { type: 'number_input', is_decimal_allowed: true },
  { type: 'email_text_input' },
  { type: 'url_text_input' },
  { type: 'file_input' },
];
const named = (element: Sample) => [String(element.type), element] as const;
const beside = (accessory: Sample) => section({ accessory });

describe('Block Kit elements are accepted only where Slack allows them', () => {
  test.each([...clicked, ...chosen, image].map(named))('%s beside a section', (_type, element) => {
    expect(faultsOf(beside(element))).toEqual([]);
  });
  test.each([...clicked, ...chosen, { type: 'datetimepicker' }].map(named))(
    '%s in actions',
    (_type, element) => {
      expect(faultsOf(actions(element))).toEqual([]);
    },
  );
  test.each([...chosen, ...typedIn, { type: 'datetimepicker' }, { type: 'rich_text_input' }].map(named))(
    '%s in an input of a modal',
    (_type, element) => {
      expect(inputFaultsOf(element)).toEqual([]);
    },
  );
  test('pictures and texts in a context', () => {
    expect(faultsOf({ type: 'context', elements: [image, plain(), mrkdwn()] })).toEqual([]);
  });
});

describe('an element is refused where it may not stand', () => {
  const at = (type: unknown, pointer: string) => [
    `unsupported type: ${type} [json-pointer:/blocks/0/${pointer}/type]`,
  ];
  test.each([...typedIn, { type: 'datetimepicker' }].map(named))('%s beside a section', (type, element) => {
    expect(faultsOf(beside(element))).toEqual(at(type, 'accessory'));
  });
  test.each([...typedIn, image].map(named))('%s in actions', (type, element) => {
    expect(faultsOf(actions(element))).toEqual(at(type, 'elements/0'));
  });
  test.each([...clicked, image].map(named))('%s in an input', (type, element) => {
    expect(faultsOf(input(element))).toEqual(at(type, 'element'));
  });
  test.each([button(), ...chosen].map(named))('%s in a context', (type, element) => {
    expect(faultsOf({ type: 'context', elements: [element] })).toEqual(at(type, 'elements/0'));
  });
  test('a button in context_actions', () => {
    expect(faultsOf({ type: 'context_actions', elements: [button()] })).toEqual(at('button', 'elements/0'));
  });
});

describe('an element is refused on a surface that does not show it', () => {
  test.each(typedIn.slice(1).map(named))('%s in a message', (name, element) => {
    expect(faultsOf(input(element))).toEqual([
      `unsupported type: ${name} [json-pointer:/blocks/0/element/type]`,
    ]);
  });
  test('plain_text_input is shown in a message', () => {
    expect(faultsOf(input({ type: 'plain_text_input' }))).toEqual([]);
  });
  test('rich_text_input in a message', () => {
    expect(faultsOf(input({ type: 'rich_text_input' }))).toEqual([
      'unsupported type: rich_text_input [json-pointer:/blocks/0/element/type]',
    ]);
  });
  test('datetimepicker on the App Home', () => {
    expect(viewFaultsOf(home(actions({ type: 'datetimepicker' })))).toEqual([
      'unsupported type: datetimepicker [json-pointer:/view/blocks/0/elements/0/type]',
    ]);
  });
  test('workflow_button in a modal', () => {
    expect(viewFaultsOf(modal({ blocks: [actions(workflow)] }))).toEqual([
      'unsupported type: workflow_button [json-pointer:/view/blocks/0/elements/0/type]',
    ]);
  });
  test.each(['markdown', 'table', 'file', 'context_actions'])(
    'the block %s is refused in a modal',
    (name) => {
      expect(viewFaultsOf(modal({ blocks: [{ type: name }] }))).toEqual([
        `unsupported type: ${name} [json-pointer:/view/blocks/0/type]`,
      ]);
    },
  );
  test('a table is accepted on the Home tab', () => {
    expect(viewFaultsOf(home({ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }))).toEqual([]);
  });
});
