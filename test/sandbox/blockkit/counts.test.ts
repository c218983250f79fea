import { describe, expect, test } from 'vitest';
import {
  actions,
  button,
  divider,
  faultsOf,
  inputFaultsOf,
  many,
  modal,
  option,
  plain,
  type Sample,
  section,
  viewFaultsOf,
} from './samples.ts';

const mayBeEmpty = ['column_settings', 'visible_to_user_ids'];
const chosen = (...options: Sample[]) => actions({ type: 'static_select', options });

describe('A list can be as long as its limit, and not one item longer', () => {
  const row = (length: number) => many(length, () => ({ type: 'raw_text', text: 'x' }));
  const group = () => ({ label: plain(), options: [option()] });
  const lists: readonly (readonly [string, number, string, (length: number) => Sample])[] = [
    ['section fields', 10, '/fields', (n) => section({ fields: many(n, () => plain()) })],
    ['context elements', 10, '/elements', (n) => ({ type: 'context', elements: many(n, () => plain()) })],
    ['actions elements', 25, '/elements', (n) => actions(...many(n, () => button()))],
    [
      'context_actions elements',
      5,
      '/elements',
      (n) => ({
        type: 'context_actions',
        elements: many(n, () => ({ type: 'icon_button', icon: 'trash', text: plain() })),
      }),
    ],
    ['select options', 100, '/elements/0/options', (n) => chosen(...many(n, (i) => option(`${i}`)))],
    [
      'option groups',
      100,
      '/elements/0/option_groups',
      (n) => actions({ type: 'static_select', option_groups: many(n, group) }),
    ],
    [
      'options of a group',
      100,
      '/elements/0/option_groups/0/options',
      (n) =>
        actions({
          type: 'static_select',
          option_groups: [{ ...group(), options: many(n, (i) => option(`${i}`)) }],
        }),
    ],
    [
      'overflow options',
      5,
      '/elements/0/options',
      (n) => actions({ type: 'overflow', options: many(n, () => option()) }),
    ],
    [
      'checkboxes',
      10,
      '/elements/0/options',
      (n) => actions({ type: 'checkboxes', options: many(n, () => option()) }),
    ],
    [
      'radio buttons',
      10,
      '/elements/0/options',
      (n) => actions({ type: 'radio_buttons', options: many(n, () => option()) }),
    ],
    [
      'people who see an icon_button',
      10,
      '/elements/0/visible_to_user_ids',
      (n) => {
        const icon = {
          type: 'icon_button',
          icon: 'trash',
          text: plain(),
          visible_to_user_ids: many(n, (i) => `U${i}`),
        };
        return { type: 'context_actions', elements: [icon] };
      },
    ],
    ['table rows', 100, '/rows', (n) => ({ type: 'table', rows: many(n, () => row(1)) })],
    ['table cells of a row', 20, '/rows/0', (n) => ({ type: 'table', rows: [row(n)] })],
    [
      'table column_settings',
      20,
      '/column_settings',
      (n) => ({ type: 'table', rows: [row(1)], column_settings: many(n, () => null) }),
    ],
  ];
  describe.each(lists)('%s: %i', (_what, max, pointer, build) => {
    test('is accepted at the limit', () => {
      expect(faultsOf(build(max))).toEqual([]);
    });
    test('is refused above it', () => {
      expect(faultsOf(build(max + 1))).toEqual([
        `no more than ${max} items allowed [json-pointer:/blocks/0${pointer}]`,
      ]);
    });
    test('is refused when empty', () => {
      expect(faultsOf(build(0))).toEqual(
        mayBeEmpty.some((name) => pointer.endsWith(name))
          ? []
          : [`must provide at least 1 items [json-pointer:/blocks/0${pointer}]`],
      );
    });
  });

  test('a message can hold 50 blocks', () => {
    expect(faultsOf(...many(50, () => divider))).toEqual([]);
  });
  test('a message with 51 blocks is refused', () => {
    expect(faultsOf(...many(51, () => divider))).toEqual([
      'no more than 50 items allowed [json-pointer:/blocks]',
    ]);
  });
  test('a view can hold 100 blocks', () => {
    expect(viewFaultsOf(modal({ blocks: many(100, () => divider) }))).toEqual([]);
  });
  test('a view with 101 blocks is refused', () => {
    expect(viewFaultsOf(modal({ blocks: many(101, () => divider) }))).toEqual([
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ]);
  });
  test('a view without blocks is refused', () => {
    expect(viewFaultsOf(modal({ blocks: [] }))).toEqual([
      'must provide at least 1 items [json-pointer:/view/blocks]',
    ]);
  });
});

describe('A number must be within its range', () => {
  const ranges: readonly (readonly [string, number, number, Sample])[] = [
    ['min_length', 0, 3000, { type: 'plain_text_input' }],
    ['max_length', 1, 3000, { type: 'plain_text_input' }],
    ['max_files', 1, 10, { type: 'file_input' }],
    ['min_lines', 1, 100, { type: 'rich_text_input' }],
    ['max_lines', 1, 100, { type: 'rich_text_input' }],
    ['initial_date_time', 1_000_000_000, 9_999_999_999, { type: 'datetimepicker' }],
  ];
  describe.each(ranges)('%s: %i to %i', (name, min, max, element) => {
    test.each([min, max])('%i is accepted', (value) => {
      expect(inputFaultsOf({ ...element, [name]: value })).toEqual([]);
    });
    test('one below the range is refused', () => {
      expect(inputFaultsOf({ ...element, [name]: min - 1 })).toEqual([
        `must be greater than ${min} [json-pointer:/view/blocks/0/element/${name}]`,
      ]);
    });
    test('one above the range is refused', () => {
      expect(inputFaultsOf({ ...element, [name]: max + 1 })).toEqual([
        `must be less than ${max} [json-pointer:/view/blocks/0/element/${name}]`,
      ]);
    });
    test('a fraction is refused', () => {
      expect(inputFaultsOf({ ...element, [name]: min + 0.5 })).toEqual([
        `must provide an integer [json-pointer:/view/blocks/0/element/${name}]`,
      ]);
    });
  });

  const parts: readonly (readonly [string, number, number, (value: number) => unknown])[] = [
    ['indent', 0, 8, (indent) => ({ type: 'rich_text_list', style: 'bullet', elements: [], indent })],
    ['border', 0, 1, (border) => ({ type: 'rich_text_quote', elements: [], border })],
    [
      'skin_tone',
      1,
      6,
      (skin_tone) => ({ type: 'rich_text_section', elements: [{ type: 'emoji', name: 'wave', skin_tone }] }),
    ],
  ];
  describe.each(parts)('%s of rich text: %i to %i', (name, min, max, build) => {
    const faults = (value: number) => faultsOf({ type: 'rich_text', elements: [build(value)] });
    test.each([min, max])('%i is accepted', (value) => {
      expect(faults(value)).toEqual([]);
    });
    test('one below the range is refused', () => {
      expect(faults(min - 1).join()).toMatch(`must be greater than ${min} `);
    });
    test('one above the range is refused', () => {
      expect(faults(max + 1).join()).toMatch(new RegExp(`must be less than ${max} .*/${name}]`));
    });
  });

  test.each(['external_select', 'multi_external_select'])(
    '%s can ask from the first letter (min_query_length 0)',
    (type) => {
      expect(inputFaultsOf({ type, min_query_length: 0 })).toEqual([]);
    },
  );

  test('max_selected_items must be at least 1', () => {
    expect(inputFaultsOf({ type: 'multi_users_select', max_selected_items: 0 })).toEqual([
      'must be greater than 1 [json-pointer:/view/blocks/0/element/max_selected_items]',
    ]);
  });
});
