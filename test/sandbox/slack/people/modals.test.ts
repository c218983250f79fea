import { request } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Person } from '../../../../packages/slack-sandbox/slack/people/person.ts';
import { errorOf } from '../support/client.ts';
import {
  choiceOf,
  type ModalApp,
  modalOf,
  severitySelect,
  startModalApp,
  textInput,
} from '../support/modal-app.ts';

let app: ModalApp;
let alice: Person;

beforeEach(async () => {
  app = await startModalApp();
  alice = app.workspace.person('alice');
});

afterEach(() => app.stop());

describe('A trigger_id', () => {
  test('works once', async () => {
    const trigger_id = await app.trigger(alice);
    await app.client.views.open({ trigger_id, view: modalOf([textInput('Title')]) });
    const again = app.client.views.open({ trigger_id, view: modalOf([textInput('Title')]) });
    expect(await errorOf(again)).toBe('exchanged_trigger_id');
  });

  test('works for 3 seconds', async () => {
    const trigger_id = await app.trigger(alice);
    app.workspace.clock.advance(3_001);
    const late = app.client.views.open({ trigger_id, view: modalOf([textInput('Title')]) });
    expect(await errorOf(late)).toBe('expired_trigger_id');
  });

  test('that is made up is invalid', async () => {
    const call = app.client.views.open({ trigger_id: '1.2.three', view: modalOf([textInput('Title')]) });
    expect(await errorOf(call)).toBe('invalid_trigger_id');
  });

  test("isn't used up by a view that is refused", async () => {
    const trigger_id = await app.trigger(alice);
    const long = modalOf([textInput('Title')], { title: { type: 'plain_text', text: 'x'.repeat(25) } });
    expect(await errorOf(app.client.views.open({ trigger_id, view: long }))).toBe('invalid_arguments');
    await app.client.views.open({ trigger_id, view: modalOf([textInput('Title')]) });
    expect(alice.modal?.title).toBe('Form');
  });
});

describe("A modal isn't submitted with", () => {
  test.each([
    ['an empty required field', {}, '', 'Please complete this required field.'],
    ['too long a text', { max_length: 5 }, 'too long', 'Please enter at most 5 characters.'],
    ['too short a text', { min_length: 5 }, 'abc', 'Please enter at least 5 characters.'],
    ['a letter for a number', number({}), 'x', 'Please enter a whole number.'],
    ['a fraction for a whole number', number({}), '1.5', 'Please enter a whole number.'],
    ['too small a number', number({ min_value: '1' }), '0', 'Please enter a number of at least 1.'],
    ['too large a number', number({ max_value: '9' }), '10', 'Please enter a number of at most 9.'],
    ['no address for an email', { type: 'email_text_input' }, 'me', 'Please enter a valid email address.'],
    ['no address for a URL', { type: 'url_text_input' }, 'here', 'Please enter a valid URL.'],
  ])('%s', async (_, element, entry, complaint) => {
    await app.open(alice, modalOf([textInput('Field', element)]));
    expect(await alice.submit({ Field: entry })).toEqual({ errors: { Field: complaint } });
    expect(app.interactions).toEqual([]);
  });

  test("a choice that isn't offered, which is a mistake in the test", async () => {
    await app.open(alice, modalOf([severitySelect]));
    await expect(alice.submit({ Severity: 'P9' })).rejects.toThrow('there are: P1, P2');
    await expect(alice.submit({ Colour: 'red' })).rejects.toThrow('it has: Severity');
  });
});

describe("A modal's submission", () => {
  test('carries every input, with initial values, and null for those left empty', async () => {
    await app.open(
      alice,
      modalOf([textInput('Title'), severitySelect, textInput('Impact', {}, { optional: true })], {
        private_metadata: 'INC-1',
      }),
    );
    await alice.submit({ Title: 'Inbox down' });
    expect(app.interactions[0]).toMatchObject({
      type: 'view_submission',
      user: { id: alice.id },
      view: {
        callback_id: 'form',
        private_metadata: 'INC-1',
        hash: expect.any(String),
        state: {
          values: {
            title: { value: { type: 'plain_text_input', value: 'Inbox down' } },
            severity: { value: { type: 'static_select', selected_option: choiceOf('P2') } },
            impact: { value: { type: 'plain_text_input', value: null } },
          },
        },
      },
    });
  });

  test('carries a response_url for the chosen channel if the field asks for one', async () => {
    const element = { type: 'conversations_select', response_url_enabled: true };
    await app.open(alice, modalOf([textInput('Where', element)]));
    await alice.submit({ Where: '#random' });
    const urls = z.array(z.object({ channel_id: z.string(), response_url: z.url() }));
    const [url] = urls.parse(app.interactions[0]?.response_urls);
    await request(url?.response_url ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'hello', response_type: 'in_channel' }),
    });
    expect(app.workspace.channel('random').posts[0]?.text).toBe('hello');
  });

  test.each([
    ['users_select', 'bob', { selected_user: 'U000000BOB1' }],
    ['multi_users_select', ['bob', 'carol'], { selected_users: ['U000000BOB1', 'U00000CAROL'] }],
    ['conversations_select', '#incidents', { selected_conversation: 'C0INCIDENTS' }],
    ['datepicker', '2026-03-01', { selected_date: '2026-03-01' }],
    ['timepicker', '14:30', { selected_time: '14:30' }],
    ['datetimepicker', new Date('2026-03-01T14:30:00Z'), { selected_date_time: 1772375400 }],
    ['checkboxes', ['P1'], { selected_options: [choiceOf('P1')] }],
    ['radio_buttons', 'P1', { selected_option: choiceOf('P1') }],
    ['number_input', 7, { value: '7' }],
  ])('carries the value of a %s', async (type, entry, value) => {
    const options = ['checkboxes', 'radio_buttons'].includes(type) ? { options: [choiceOf('P1')] } : {};
    const decimals = type === 'number_input' ? { is_decimal_allowed: false } : {};
    await app.open(alice, modalOf([textInput('Field', { type, ...options, ...decimals })]));
    expect(await alice.submit({ Field: entry })).toEqual({ closed: true });
    expect(app.interactions[0]).toMatchObject({
      view: { state: { values: { field: { value: { type, ...value } } } } },
    });
  });
});

function number(limits: object): object {
  return { type: 'number_input', is_decimal_allowed: false, ...limits };
}
