import { describe, expect, test } from 'vitest';
import { actions, button, divider, faultsOf, modal, viewFaultsOf } from './samples.ts';

describe('An address in a block', () => {
  test.each(['', 'example.com', 'javascript:alert(1)', '/path', 'data:text/plain,x'])(
    'is refused on a button: "%s"',
    (url) => {
      expect(faultsOf(actions(button({ url })))).toEqual([
        'invalid url [json-pointer:/blocks/0/elements/0/url]',
      ]);
    },
  );
  test.each(['https://example.com', 'http://example.com/a?b=c#d', 'mailto:a@example.com', 'slack://open'])(
    'is accepted on a button: %s',
    (url) => {
      expect(faultsOf(actions(button({ url })))).toEqual([]);
    },
  );
  test('must not be a mailto link in an image block', () => {
    expect(faultsOf({ type: 'image', image_url: 'mailto:a@example.com', alt_text: 'A' })).toEqual([
      'invalid url [json-pointer:/blocks/0/image_url]',
    ]);
  });
  test('and a Slack file cannot both be given in an image block', () => {
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
  test('can be a Slack file in an image block', () => {
    expect(faultsOf({ type: 'image', slack_file: { id: 'F1' }, alt_text: 'A' })).toEqual([]);
  });
});

describe('Block Kit requires unique IDs', () => {
  test('for the block_ids of a message', () => {
    expect(faultsOf({ ...divider, block_id: 'a' }, divider, { ...divider, block_id: 'a' })).toEqual([
      '`block_id` already used by another block [json-pointer:/blocks/2/block_id]',
    ]);
  });
  test('for the block_ids of a view', () => {
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
  test('for the action_ids within one block', () => {
    expect(faultsOf(actions(button({ action_id: 'a' }), button({ action_id: 'a' })))).toEqual([
      '`action_id` already used in this block [json-pointer:/blocks/0/elements/1/action_id]',
    ]);
  });
  test('but accepts the same action_id in two blocks', () => {
    expect(faultsOf(actions(button({ action_id: 'a' })), actions(button({ action_id: 'a' })))).toEqual([]);
  });
});
