import { describe, expect, test } from 'vitest';
import { actions, faultsOf, input, inputFaultsOf, modal, option, plain, viewFaultsOf } from './samples.ts';

describe('An initial selection must be one of the options', () => {
  const options = [option('a'), option('b')];
  const groups = [
    { label: plain(), options: [option('a')] },
    { label: plain(), options: [option('b')] },
  ];
  const wrong = (field: string) => [
    `must be one of the provided options [json-pointer:/blocks/0/elements/0/${field}]`,
  ];

  test.each(['static_select', 'radio_buttons'])('%s accepts one of its options', (type) => {
    expect(faultsOf(actions({ type, options, initial_option: option('b') }))).toEqual([]);
  });
  test.each(['static_select', 'radio_buttons'])("%s refuses an option that it doesn't offer", (type) => {
    expect(faultsOf(actions({ type, options, initial_option: option('c') }))).toEqual(
      wrong('initial_option'),
    );
  });
  test('an option with the same value but another text is refused', () => {
    const renamed = option('a', { text: plain('Other') });
    expect(faultsOf(actions({ type: 'static_select', options, initial_option: renamed }))).toEqual(
      wrong('initial_option'),
    );
  });
  test('an option of any group is accepted', () => {
    expect(
      faultsOf(actions({ type: 'static_select', option_groups: groups, initial_option: option('b') })),
    ).toEqual([]);
  });
  test('an option that is in none of the groups is refused', () => {
    expect(
      faultsOf(actions({ type: 'static_select', option_groups: groups, initial_option: option('c') })),
    ).toEqual(wrong('initial_option'));
  });
  test.each(['multi_static_select', 'checkboxes'])('%s accepts several of its options', (type) => {
    expect(faultsOf(actions({ type, options, initial_options: options }))).toEqual([]);
  });
  test.each(['multi_static_select', 'checkboxes'])(
    "%s refuses a list with one option that it doesn't offer",
    (type) => {
      const initial = [option('a'), option('c')];
      expect(faultsOf(actions({ type, options, initial_options: initial }))).toEqual(
        wrong('initial_options'),
      );
    },
  );
  test.each(['multi_static_select', 'checkboxes'])('%s refuses an empty list', (type) => {
    expect(faultsOf(actions({ type, options, initial_options: [] }))).toEqual(wrong('initial_options'));
  });
  test('a menu with both options and option_groups is refused', () => {
    expect(faultsOf(actions({ type: 'static_select', options, option_groups: groups }))).toEqual([
      'must define either `options` or `option_groups`, not both [json-pointer:/blocks/0/elements/0]',
    ]);
  });
  test('option URLs are accepted in overflow menus only', () => {
    const linked = option('a', { url: 'https://example.com' });
    expect(faultsOf(actions({ type: 'static_select', options: [linked] }))).toEqual([
      'invalid additional property: url [json-pointer:/blocks/0/elements/0/options/0]',
    ]);
  });
});

describe("A field's initial value must be valid", () => {
  const at = '[json-pointer:/view/blocks/0/element';
  test.each([
    [{ type: 'datepicker', initial_date: '2026-02-28' }],
    [{ type: 'timepicker', initial_time: '23:59', timezone: 'Europe/Zurich' }],
    [{ type: 'timepicker', initial_time: '00:00', timezone: 'UTC' }],
    [{ type: 'timepicker', initial_time: '19:05' }],
    [{ type: 'file_input', filetypes: ['c'] }],
    [{ type: 'multi_external_select', initial_options: [option()] }],
    [{ type: 'multi_static_select', options: [option()], initial_options: [option()] }],
    [
      {
        type: 'number_input',
        is_decimal_allowed: true,
        initial_value: '-2.5',
        min_value: '-3',
        max_value: '10',
      },
    ],
    [{ type: 'plain_text_input', multiline: true, min_length: 5, max_length: 5 }],
    [{ type: 'plain_text_input', dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] } }],
    [
      {
        type: 'conversations_select',
        filter: { include: ['public'] },
        default_to_current_conversation: true,
      },
    ],
    [{ type: 'rich_text_input', initial_value: { type: 'rich_text', elements: [] } }],
  ])('%j is accepted', (element) => {
    expect(inputFaultsOf(element)).toEqual([]);
  });
  test.each([
    [{ type: 'datepicker', initial_date: '2026-02-29' }, 'input must be a valid: date', '/initial_date'],
    [{ type: 'datepicker', initial_date: '28.02.2026' }, 'input must be a valid: date', '/initial_date'],
    [{ type: 'timepicker', initial_time: '24:00' }, 'input must be a valid: time', '/initial_time'],
    [{ type: 'timepicker', timezone: 'Mars/Base' }, 'input must be a valid: timezone', '/timezone'],
    [{ type: 'timepicker', initial_time: '12:60' }, 'input must be a valid: time', '/initial_time'],
    [
      { type: 'multi_external_select', initial_options: [] },
      'must provide at least 1 items',
      '/initial_options',
    ],
    [
      { type: 'multi_users_select', initial_users: [''] },
      'must be more than 0 characters',
      '/initial_users/0',
    ],
    [{ type: 'file_input', filetypes: [] }, 'must provide at least 1 items', '/filetypes'],
    [{ type: 'number_input' }, 'missing required field: is_decimal_allowed', ''],
    [
      { type: 'number_input', is_decimal_allowed: true, min_value: 'few' },
      'input must be a valid: number',
      '/min_value',
    ],
    [
      { type: 'number_input', is_decimal_allowed: true, min_value: '10', max_value: '9' },
      'must be less than `max_value`',
      '/min_value',
    ],
    [
      { type: 'plain_text_input', min_length: 6, max_length: 5 },
      'must be less than `max_length`',
      '/min_length',
    ],
    [
      { type: 'plain_text_input', dispatch_action_config: { trigger_actions_on: ['on_click'] } },
      'must be a valid enum value',
      '/dispatch_action_config/trigger_actions_on/0',
    ],
    [
      { type: 'plain_text_input', dispatch_action_config: { trigger_actions_on: [] } },
      'must provide at least 1 items',
      '/dispatch_action_config/trigger_actions_on',
    ],
    [
      { type: 'conversations_select', filter: { include: [] } },
      'must provide at least 1 items',
      '/filter/include',
    ],
  ])('%j is refused', (element, message, pointer) => {
    expect(inputFaultsOf(element)).toEqual([`${message} ${at}${pointer}]`]);
  });

  test('an initial text of 3,000 characters is accepted', () => {
    expect(inputFaultsOf({ type: 'plain_text_input', initial_value: 'x'.repeat(3000) })).toEqual([]);
  });
  test('an initial text of 3,001 characters is refused', () => {
    expect(inputFaultsOf({ type: 'plain_text_input', initial_value: 'x'.repeat(3001) })).toEqual([
      `must be less than 3001 characters ${at}/initial_value]`,
    ]);
  });
  test('a file input with dispatch_action is refused', () => {
    const block = input({ type: 'file_input' }, { dispatch_action: true });
    expect(viewFaultsOf(modal({ blocks: [block] }))).toEqual([`unsupported type: file_input ${at}/type]`]);
  });
});
