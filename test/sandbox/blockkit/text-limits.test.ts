import { describe, expect, test } from 'vitest';
import {
  actions,
  button,
  faultsOf,
  input,
  letters,
  mrkdwn,
  option,
  plain,
  type Sample,
  section,
} from './samples.ts';

const image = { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'A' };
const video = {
  type: 'video',
  video_url: 'https://example.com/v',
  thumbnail_url: 'https://example.com/t.png',
  alt_text: 'A video',
  title: plain(),
};
const confirm = { title: plain(), text: mrkdwn(), confirm: plain('Yes'), deny: plain('No') };
const select = { type: 'static_select', options: [option()] };
const asked = (fields: Sample) => actions(button({ confirm: { ...confirm, ...fields } }));
const chosen = (...options: Sample[]) => actions({ ...select, options });
const small = (element: Sample) => ({ type: 'context_actions', elements: [element] });
const icon = { type: 'icon_button', icon: 'trash', text: plain() };
const thumb = { text: plain(), value: 'a' };
const feedback = (fields: Sample) => {
  return { type: 'feedback_buttons', positive_button: { ...thumb, ...fields }, negative_button: thumb };
};
const shortcut = (url: string) => ({
  type: 'workflow_button',
  text: plain(),
  workflow: { trigger: { url } },
});
const workflow = shortcut('https://slack.com/shortcuts/Ft1');
const address = (length: number) => `https://example.com/${letters(length - 20)}`;

type Limit = readonly [what: string, max: number, pointer: string, build: (text: string) => Sample];

describe('A text can be as long as its limit, and not one character longer', () => {
  const ofBlocks: readonly Limit[] = [
    ['header text', 150, '/text/text', (text) => ({ type: 'header', text: plain(text) })],
    ['section text', 3000, '/text/text', (text) => section({ text: mrkdwn(text) })],
    ['section field', 2000, '/fields/0/text', (text) => section({ fields: [plain(text)] })],
    ['context text', 3000, '/elements/0/text', (text) => ({ type: 'context', elements: [mrkdwn(text)] })],
    ['block_id', 255, '/block_id', (text) => ({ type: 'divider', block_id: text })],
    ['image alt_text', 2000, '/alt_text', (text) => ({ ...image, alt_text: text })],
    ['image title', 2000, '/title/text', (text) => ({ ...image, title: plain(text) })],
    ['video title', 199, '/title/text', (text) => ({ ...video, title: plain(text) })],
    ['video description', 200, '/description/text', (text) => ({ ...video, description: plain(text) })],
    ['video author_name', 49, '/author_name', (text) => ({ ...video, author_name: text })],
    ['video provider_name', 50, '/provider_name', (text) => ({ ...video, provider_name: text })],
    ['input label', 2000, '/label/text', (text) => ({ ...input(select), label: plain(text) })],
    ['input hint', 2000, '/hint/text', (text) => input(select, { hint: plain(text) })],
    ['markdown text', 12_000, '/text', (text) => ({ type: 'markdown', text })],
  ];
  const ofElements: readonly Limit[] = [
    ['button text', 75, '/elements/0/text/text', (text) => actions(button({ text: plain(text) }))],
    ['button value', 2000, '/elements/0/value', (value) => actions(button({ value }))],
    [
      'button accessibility_label',
      75,
      '/elements/0/accessibility_label',
      (text) => actions(button({ accessibility_label: text })),
    ],
    ['action_id', 255, '/elements/0/action_id', (text) => actions(button({ action_id: text }))],
    ['confirm title', 100, '/elements/0/confirm/title/text', (text) => asked({ title: plain(text) })],
    ['confirm text', 300, '/elements/0/confirm/text/text', (text) => asked({ text: mrkdwn(text) })],
    ['confirm confirm', 30, '/elements/0/confirm/confirm/text', (text) => asked({ confirm: plain(text) })],
    ['confirm deny', 30, '/elements/0/confirm/deny/text', (text) => asked({ deny: plain(text) })],
    [
      'option text',
      75,
      '/elements/0/options/0/text/text',
      (text) => chosen(option('a', { text: plain(text) })),
    ],
    ['option value', 75, '/elements/0/options/0/value', (value) => chosen(option(value))],
    [
      'option description',
      75,
      '/elements/0/options/0/description/text',
      (text) => chosen(option('a', { description: plain(text) })),
    ],
    [
      'option group label',
      75,
      '/elements/0/option_groups/0/label/text',
      (text) =>
        actions({ type: 'static_select', option_groups: [{ label: plain(text), options: [option()] }] }),
    ],
    [
      'placeholder',
      150,
      '/elements/0/placeholder/text',
      (text) => actions({ ...select, placeholder: plain(text) }),
    ],
  ];

  const first = '/elements/0/options/0';
  const ofOtherOptions = ['checkboxes', 'radio_buttons', 'overflow'].flatMap((type): readonly Limit[] => {
    const one = (fields: Sample) => actions({ type, options: [option('a', fields)] });
    return [
      [`${type} option text`, 75, `${first}/text/text`, (text) => one({ text: plain(text) })],
      [`${type} option value`, 75, `${first}/value`, (value) => one({ value })],
      [
        `${type} option description`,
        75,
        `${first}/description/text`,
        (text) => one({ description: plain(text) }),
      ],
    ];
  });
  const ofOtherButtons: readonly Limit[] = [
    [
      'workflow_button text',
      75,
      '/elements/0/text/text',
      (text) => actions({ ...workflow, text: plain(text) }),
    ],
    ['icon_button text', 75, '/elements/0/text/text', (text) => small({ ...icon, text: plain(text) })],
    ['icon_button value', 2000, '/elements/0/value', (value) => small({ ...icon, value })],
    [
      'feedback text',
      75,
      '/elements/0/positive_button/text/text',
      (text) => small(feedback({ text: plain(text) })),
    ],
    ['feedback value', 2000, '/elements/0/positive_button/value', (value) => small(feedback({ value }))],
    [
      'input placeholder',
      150,
      '/element/placeholder/text',
      (text) => input({ type: 'plain_text_input', placeholder: plain(text) }),
    ],
  ];

  describe.each([...ofBlocks, ...ofElements, ...ofOtherOptions, ...ofOtherButtons])(
    '%s: %i',
    (_what, max, pointer, build) => {
      test('is accepted at the limit', () => {
        expect(faultsOf(build(letters(max)))).toEqual([]);
      });
      test('is refused above it', () => {
        const fault = `must be less than ${max + 1} characters [json-pointer:/blocks/0${pointer}]`;
        expect(faultsOf(build(letters(max + 1)))).toContain(fault);
      });
    },
  );
});

describe('An address can be as long as its limit, and not one character longer', () => {
  const limits: readonly Limit[] = [
    ['image_url', 2000, '/image_url', (url) => ({ ...image, image_url: url })],
    ['button url', 3000, '/elements/0/url', (url) => actions(button({ url }))],
    [
      'option url',
      3000,
      '/elements/0/options/0/url',
      (url) => actions({ type: 'overflow', options: [option('a', { url })] }),
    ],
    ['video_url', 3000, '/video_url', (url) => ({ ...video, video_url: url })],
    ['thumbnail_url', 3000, '/thumbnail_url', (url) => ({ ...video, thumbnail_url: url })],
    ['provider_icon_url', 2000, '/provider_icon_url', (url) => ({ ...video, provider_icon_url: url })],
    [
      'slack_file url',
      3000,
      '/slack_file/url',
      (url) => ({ type: 'image', slack_file: { url }, alt_text: 'A' }),
    ],
    ['workflow trigger url', 3000, '/elements/0/workflow/trigger/url', (url) => actions(shortcut(url))],
    ['title_url', 2000, '/title_url', (url) => ({ ...video, title_url: url })],
  ];
  describe.each(limits)('%s: %i', (_what, max, pointer, build) => {
    test('is accepted at the limit', () => {
      expect(faultsOf(build(address(max)))).toEqual([]);
    });
    test('is refused above it', () => {
      expect(faultsOf(build(address(max + 1)))).toEqual([
        `must be less than ${max + 1} characters [json-pointer:/blocks/0${pointer}]`,
      ]);
    });
  });
});

describe('Block Kit counts code points', () => {
  test('150 emoji fit in a header', () => {
    expect(faultsOf({ type: 'header', text: plain('🚨'.repeat(150)) })).toEqual([]);
  });
  test("151 emoji don't fit in a header", () => {
    expect(faultsOf({ type: 'header', text: plain('🚨'.repeat(151)) })).toEqual([
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ]);
  });
  test('75 Arabic letters fit on a button', () => {
    expect(faultsOf(actions(button({ text: plain('ع'.repeat(75)) })))).toEqual([]);
  });
});
