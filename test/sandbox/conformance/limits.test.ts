import { describe, expect, onTestFinished, test } from 'vitest';
import { type Bench, incidents, startBench, triggerOf } from './bench.ts';

const text = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
const many = (count: number, one: (i: number) => object) => Array.from({ length: count }, (_, i) => one(i));
const divider = { type: 'divider' };
const button = (over: object = {}) => ({ type: 'button', action_id: 'go', text: text(5), ...over });
const actions = (...elements: object[]) => ({ type: 'actions', elements });

async function lastAnswer(method: string, args: (bench: Bench) => Promise<object>): Promise<unknown> {
  const bench = await startBench(method);
  onTestFinished(() => bench.workspace.stop());
  await bench.ask({ ...(await args(bench)) });
  return bench.workspace.calls.at(-1)?.answer;
}

describe('The sandbox refuses a message as Slack does, naming the error and its place:', () => {
  test.each<[string, object[], string]>([
    [
      'a block of no known type',
      [{ type: 'nonsense' }],
      'unsupported type: nonsense [json-pointer:/blocks/0/type]',
    ],
    ['51 blocks', many(51, () => divider), 'no more than 50 items allowed [json-pointer:/blocks]'],
    [
      'a header of 151 characters',
      [{ type: 'header', text: text(151) }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a section of 3,001 characters',
      [{ type: 'section', text: text(3_001) }],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a section of 11 fields',
      [{ type: 'section', fields: many(11, () => text(3)) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'a field of 2,001 characters',
      [{ type: 'section', fields: [text(2_001)] }],
      'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    [
      'an empty section',
      [{ type: 'section' }],
      'must define either `text` or `fields` [json-pointer:/blocks/0]',
    ],
    [
      '26 buttons in a row',
      [actions(...many(26, (i) => button({ action_id: `go-${i}` })))],
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a button of 76 characters',
      [actions(button({ text: text(76) }))],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a value of 2,001 characters',
      [actions(button({ value: 'x'.repeat(2_001) }))],
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'an action id of 256 characters',
      [actions(button({ action_id: 'x'.repeat(256) }))],
      'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
    ],
    [
      'a context of 11 elements',
      [{ type: 'context', elements: many(11, () => text(3)) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a block id of 256 characters',
      [{ ...divider, block_id: 'x'.repeat(256) }],
      'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
    ],
    [
      'a block id twice',
      many(2, () => ({ ...divider, block_id: 'one' })),
      '`block_id` already used by another block [json-pointer:/blocks/1/block_id]',
    ],
  ])('for %s', async (_, blocks, fault) => {
    const answer = await lastAnswer('chat.postMessage', async () => ({
      channel: incidents,
      text: 'x',
      blocks,
    }));
    expect(answer).toEqual({
      ok: false,
      error: 'invalid_blocks',
      errors: expect.arrayContaining([fault]),
      response_metadata: { messages: expect.arrayContaining([`[ERROR] ${fault}`]) },
    });
  });
});

const modal = { type: 'modal', title: text(5), blocks: [divider] };
const input = { type: 'input', label: text(5), element: { type: 'plain_text_input', action_id: 'typed' } };

describe('The sandbox refuses a view as Slack does, naming the error and its place:', () => {
  test.each<[string, object, string]>([
    [
      'a title of 25 characters',
      { title: text(25) },
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    [
      'a submit button of 25 characters',
      { submit: text(25) },
      'must be less than 25 characters [json-pointer:/view/submit/text]',
    ],
    [
      'a close button of 25 characters',
      { close: text(25) },
      'must be less than 25 characters [json-pointer:/view/close/text]',
    ],
    [
      '101 blocks',
      { blocks: many(101, () => divider) },
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ],
    ['no blocks', { blocks: [] }, 'must provide at least 1 items [json-pointer:/view/blocks]'],
    [
      'private metadata of 3,001 characters',
      { private_metadata: 'x'.repeat(3_001) },
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      'a callback id of 256 characters',
      { callback_id: 'x'.repeat(256) },
      'must be less than 256 characters [json-pointer:/view/callback_id]',
    ],
    [
      'an external id of 256 characters',
      { external_id: 'x'.repeat(256) },
      'must be less than 256 characters [json-pointer:/view/external_id]',
    ],
    [
      'a field without a submit button',
      { blocks: [input] },
      'must define `submit` to use `input` block [json-pointer:/view/blocks/0/input]',
    ],
    [
      'a block of no known type',
      { blocks: [{ type: 'nonsense' }] },
      'unsupported type: nonsense [json-pointer:/view/blocks/0/type]',
    ],
  ])('for %s', async (_, over, fault) => {
    const answer = await lastAnswer('views.open', async (bench) => ({
      trigger_id: await triggerOf(bench, bench.alice),
      view: { ...modal, ...over },
    }));
    expect(answer).toEqual({
      ok: false,
      error: 'invalid_arguments',
      response_metadata: { messages: expect.arrayContaining([`[ERROR] ${fault}`]) },
    });
  });

  test.each<[string, object]>([
    ['views.open', modal],
    ['views.publish', { type: 'home', blocks: [divider] }],
  ])('or not, at exactly 100 blocks: %s', async (method, view) => {
    const answer = await lastAnswer(method, async (bench) => ({
      trigger_id: await triggerOf(bench, bench.alice),
      user_id: bench.alice.id,
      view: { ...view, blocks: many(100, () => divider) },
    }));
    expect(answer).toMatchObject({ ok: true });
  });

  test('The sandbox refuses a modal published on the Home tab', async () => {
    const answer = await lastAnswer('views.publish', async ({ alice }) => ({
      user_id: alice.id,
      view: modal,
    }));
    expect(answer).toMatchObject({ ok: false, error: 'invalid_arguments' });
  });
});
