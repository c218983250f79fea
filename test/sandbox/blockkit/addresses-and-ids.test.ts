import { describe, expect, test } from 'vitest';
import { actions, button, divider, faultsOf, modal, viewFaultsOf } from './samples.ts';

describe('an address can be followed', () => {
  test.each(['', 'example.com', 'javascript:alert(1)', '/path', 'data:text/plain,x'])(
    'a button does not lead to "%s"',
    (url) => {
      expect(faultsOf(actions(button({ url })))).toEqual([
        'invalid url [json-pointer:/blocks/0/elements/0/url]',
      ]);
    },
  );
  test.each(['https://example.com', 'http://example.com/a?b=c#d', 'mailto:a@example.com', 'slack://open'])(
    'a button leads to %s',
    (url) => {
      expect(faultsOf(actions(button({ url })))).toEqual([]);
    },
  );
  test('a chart is not a mail address', () => {
    expect(faultsOf({ type: 'image', image_url: 'mailto:a@example.com', alt_text: 'A' })).toEqual([
      'invalid url [json-pointer:/blocks/0/image_url]',
    ]);
  });
  test('a chart is an address or a file, not both', () => {
    const both = {
      type: 'image',
      image_url: 'https://example.com/a.png',
      slack_file: { id: 'F1' },
      alt_text: 'A',
    };
    expect(faultsOf(both)).toEqual([
      'must define either `image_url` or `slack_file`, not both [json-pointer:/blocks/0]',
    ]);
  });
  test('a chart may be a file', () => {
    expect(faultsOf({ type: 'image', slack_file: { id: 'F1' }, alt_text: 'A' })).toEqual([]);
  });
});

describe('an id is used once', () => {
  test('a block_id in a message', () => {
    expect(faultsOf({ ...divider, block_id: 'a' }, divider, { ...divider, block_id: 'a' })).toEqual([
      '`block_id` already used by another block [json-pointer:/blocks/2/block_id]',
    ]);
  });
  test('a block_id in a view', () => {
    const twice = modal({
      blocks: [
        { ...divider, block_id: 'a' },
        { ...divider, block_id: 'a' },
      ],
    });
    expect(viewFaultsOf(twice)).toEqual([
      '`block_id` already used by another block [json-pointer:/view/blocks/1/block_id]',
    ]);
  });
  test('an action_id in a block', () => {
    expect(faultsOf(actions(button({ action_id: 'a' }), button({ action_id: 'a' })))).toEqual([
      '`action_id` already used in this block [json-pointer:/blocks/0/elements/1/action_id]',
    ]);
  });
  test('an action_id may come again in another block', () => {
    expect(faultsOf(actions(button({ action_id: 'a' })), actions(button({ action_id: 'a' })))).toEqual([]);
  });
});
