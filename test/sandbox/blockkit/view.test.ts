import { describe, expect, test } from 'vitest';
import { checkView } from '../../../packages/slack-sandbox/slack/blockkit/check.ts';
import {
  divider,
  home,
  input,
  letters,
  many,
  modal,
  mrkdwn,
  plain,
  section,
  viewFaultsOf,
} from './samples.ts';

const textInput = (fields = {}) => input({ type: 'plain_text_input', ...fields });

/** An App Home view whose JSON has exactly that many bytes. */
function exactly(bytes: number) {
  const fields = [1210, 1210];
  const sections = (last: number) =>
    [...many(99, () => fields), [last]].map((lengths) => {
      return { type: 'section', fields: lengths.map((length) => plain(letters(length))) };
    });
  const least = Buffer.byteLength(JSON.stringify(home(...sections(1))));
  return home(...sections(bytes - least + 1));
}

describe('A view', () => {
  test.each([
    ['a modal', modal()],
    ['a modal without submit', { type: 'modal', title: plain(), blocks: [divider] }],
    ['an App Home', home(divider)],
    ['its JSON text', JSON.stringify(modal())],
    [
      'a modal with all its fields',
      modal({
        close: plain(),
        private_metadata: '{}',
        callback_id: 'a',
        external_id: 'b',
        clear_on_close: true,
        notify_on_close: true,
      }),
    ],
  ])('%s is accepted', (_what, view) => {
    expect(checkView(view)).toBeNull();
  });
  test.each([
    ['no object', 'no JSON', 'must provide an object [json-pointer:/view]'],
    ['nothing', undefined, 'must provide an object [json-pointer:/view]'],
    ['another type', { ...modal(), type: 'dialog' }, 'unsupported type: dialog [json-pointer:/view/type]'],
    ['no title', { type: 'modal', blocks: [divider] }, 'missing required field: title [json-pointer:/view]'],
    ['no blocks', { type: 'home' }, 'missing required field: blocks [json-pointer:/view]'],
    ['blocks that are no list', modal({ blocks: '[]' }), 'must provide an array [json-pointer:/view/blocks]'],
    [
      'a title on the App Home',
      { ...home(divider), title: plain() },
      'invalid additional property: title [json-pointer:/view]',
    ],
  ])('%s is refused', (_what, view, fault) => {
    expect(viewFaultsOf(view)).toEqual([fault]);
  });
});

test('the error for a view names the view as a whole first, as Slack does', () => {
  const errors = [
    'failed to match all allowed schemas [json-pointer:/view]',
    'must be less than 3001 characters [json-pointer:/view/private_metadata]',
  ];
  expect(checkView(modal({ private_metadata: letters(3001) }))).toEqual({
    error: 'invalid_arguments',
    errors,
    messages: errors.map((fault) => `[ERROR] ${fault}`),
  });
});

describe("A view's field can be as long as its limit, and not one character longer", () => {
  const fields: readonly (readonly [string, number, string, (text: string) => unknown])[] = [
    ['title', 24, '/text', plain],
    ['submit', 24, '/text', plain],
    ['close', 24, '/text', plain],
    ['private_metadata', 3000, '', (text) => text],
    ['callback_id', 255, '', (text) => text],
    ['external_id', 255, '', (text) => text],
  ];
  describe.each(fields)('%s: %i', (name, max, pointer, build) => {
    test('is accepted at the limit', () => {
      expect(viewFaultsOf(modal({ [name]: build(letters(max)) }))).toEqual([]);
    });
    test('is refused above it', () => {
      expect(viewFaultsOf(modal({ [name]: build(letters(max + 1)) }))).toContain(
        `must be less than ${max + 1} characters [json-pointer:/view/${name}${pointer}]`,
      );
    });
  });
  test.each(['title', 'submit', 'close'])('%s must be plain_text', (name) => {
    expect(viewFaultsOf(modal({ [name]: mrkdwn() }))).toContain(
      `must be a valid enum value [json-pointer:/view/${name}/type]`,
    );
  });
});

describe('Input blocks and submit buttons', () => {
  test('a modal with an input and a submit button is accepted', () => {
    expect(checkView(modal({ blocks: [textInput()] }))).toBeNull();
  });
  test('a modal with an input but no submit button is refused', () => {
    const view = { type: 'modal', title: plain(), blocks: [divider, textInput()] };
    expect(viewFaultsOf(view)).toEqual([
      'must define `submit` to use `input` block [json-pointer:/view/blocks/1/input]',
    ]);
  });
  test('a Home tab with an input is accepted without a submit button', () => {
    expect(checkView(home(textInput()))).toBeNull();
  });
});

describe('Initial focus in a view', () => {
  test('one element with focus_on_load is accepted', () => {
    expect(
      checkView(modal({ blocks: [textInput({ focus_on_load: true }), textInput({ focus_on_load: false })] })),
    ).toBeNull();
  });
  test('two elements with focus_on_load are refused', () => {
    const focused = textInput({ focus_on_load: true });
    expect(viewFaultsOf(modal({ blocks: [focused, focused] }))).toEqual([
      'only one element may have `focus_on_load` [json-pointer:/view/blocks]',
    ]);
  });
});

describe("A view's size", () => {
  test('250,000 bytes are accepted', () => {
    expect(checkView(exactly(250_000))).toBeNull();
  });
  test('250,001 bytes are refused as view_too_large', () => {
    expect(checkView(exactly(250_001))).toEqual({ error: 'view_too_large', errors: [], messages: [] });
  });
  test('is counted in bytes, not characters', () => {
    expect(checkView(home(...many(50, () => section({ text: plain('é'.repeat(2600)) }))))?.error).toBe(
      'view_too_large',
    );
  });
});
