import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../../../packages/slack-sandbox/slack/people/person.ts';
import { connect, errorOf } from '../support/client.ts';
import { type ModalApp, modalOf, startModalApp, textInput } from '../support/modal-app.ts';

const option = (text: string) => ({ text: { type: 'plain_text' as const, text }, value: text.toLowerCase() });
const severity = {
  type: 'input' as const,
  block_id: 'severity',
  label: { type: 'plain_text' as const, text: 'Severity' },
  element: {
    type: 'static_select' as const,
    action_id: 'value',
    options: [option('P1'), option('P2')],
    initial_option: option('P2'),
  },
};

let app: ModalApp;
let alice: Person;

beforeEach(async () => {
  app = await startModalApp();
  alice = app.workspace.person('alice');
});

afterEach(() => app.stop());

describe('what the app answers to a submission', () => {
  test('errors on its input blocks are shown by their labels', async () => {
    await app.open(alice, modalOf([textInput('Title')]));
    app.answer = { response_action: 'errors', errors: { title: 'Taken' } };
    expect(await alice.submit({ Title: 'x' })).toEqual({ errors: { Title: 'Taken' } });
    expect(alice.modal?.errors).toEqual({ Title: 'Taken' });
  });

  test('errors on anything else are trouble, and the modal stays', async () => {
    await app.open(alice, modalOf([textInput('Title')]));
    app.answer = { response_action: 'errors', errors: { nowhere: 'x' } };
    expect(await alice.submit({ Title: 'x' })).toMatchObject({
      error: 'We had some trouble connecting. Try again?',
      detail: 'No input block has the id nowhere.',
    });
    expect(alice.modal).not.toBeNull();
  });

  test('an update shows the new view with the same id, and keeps what was entered', async () => {
    const id = await app.open(alice, modalOf([textInput('Title')]));
    app.answer = { response_action: 'update', view: modalOf([textInput('Title'), textInput('More')]) };
    expect(await alice.submit({ Title: 'kept' })).toEqual({ updated: true });
    expect(alice.modal).toMatchObject({ id, fields: [{ value: 'kept' }, { value: null }] });
  });

  test('a push shows a view above, and closing that shows the first again', async () => {
    await app.open(alice, modalOf([textInput('Title')]));
    const above = modalOf([textInput('Why')], { title: { type: 'plain_text', text: 'Above' } });
    app.answer = { response_action: 'push', view: above };
    expect(await alice.submit({ Title: 'x' })).toEqual({ pushed: true });
    expect(alice.modal?.title).toBe('Above');
    app.answer = null;
    expect(await alice.submit({ Why: 'y' })).toEqual({ closed: true });
    expect(alice.modal?.title).toBe('Form');
  });

  test('clear closes all', async () => {
    await app.open(alice, modalOf([textInput('Title')]));
    app.answer = { response_action: 'push', view: modalOf([textInput('Why')]) };
    await alice.submit({ Title: 'x' });
    app.answer = { response_action: 'clear' };
    await alice.submit({ Why: 'y' });
    expect(alice.modal).toBeNull();
  });

  test('a view that Block Kit refuses is trouble, with the reason for the test', async () => {
    await app.open(alice, modalOf([textInput('Title')]));
    app.answer = { response_action: 'update', view: { type: 'modal', blocks: [] } };
    expect(await alice.submit({ Title: 'x' })).toMatchObject({ detail: expect.stringContaining('title') });
  });
});

describe('views.push and views.update', () => {
  test('the fourth view is one too many', async () => {
    await app.open(alice, modalOf([textInput('One')]));
    const push = async (name: string) =>
      app.client.views.push({ trigger_id: await app.trigger(alice), view: modalOf([textInput(name)]) });
    await push('Two');
    await push('Three');
    expect(await errorOf(push('Four'))).toBe('push_limit_reached');
  });

  test('an update with an old hash conflicts, and one for a closed view finds nothing', async () => {
    const view_id = await app.open(alice, modalOf([textInput('Title')]));
    const hash = String(alice.modal?.hash);
    const update = (more: object) =>
      app.client.views.update({ view_id, view: modalOf([textInput('Title')]), ...more });
    await update({ hash });
    expect(await errorOf(update({ hash }))).toBe('hash_conflict');
    await alice.dismiss();
    expect(await errorOf(update({}))).toBe('not_found');
  });

  test('an update keeps what was entered in the same block and action', async () => {
    const view_id = await app.open(alice, modalOf([textInput('Title'), textInput('Impact')]));
    await alice.fill({ Title: 'kept', Impact: 'lost' });
    const other = { ...textInput('Impact'), block_id: 'impact-2' };
    await app.client.views.update({ view_id, view: modalOf([textInput('Title'), other]) });
    expect(alice.modal?.fields.map((field) => field.value)).toEqual(['kept', null]);
  });

  test('an external id is unique while its view is open', async () => {
    const view = modalOf([textInput('Title')], { external_id: 'one' });
    await app.open(alice, view);
    expect(await errorOf(app.open(app.workspace.person('bob'), view))).toBe('duplicate_external_id');
    await alice.dismiss();
    await app.open(app.workspace.person('bob'), view);
  });
});

describe('the Home tab', () => {
  const home = { type: 'home' as const, blocks: [{ type: 'divider' as const }] };
  const publish = (client: WebClient, more: object = {}) =>
    client.views.publish({ user_id: 'U00000ALICE', view: home, ...more });

  test('an old hash conflicts', async () => {
    const first = await publish(app.client);
    const hash = String(first.view?.hash);
    await publish(app.client, { hash });
    expect(await errorOf(publish(app.client, { hash }))).toBe('hash_conflict');
  });

  test('an app without it cannot publish, and neither a modal nor to nobody', async () => {
    const other = await connect({ homeTab: false });
    expect(await errorOf(publish(other.client))).toBe('not_enabled');
    await other.workspace.stop();
    expect(await errorOf(publish(app.client, { view: modalOf([textInput('Title')]) }))).toBe(
      'invalid_arguments',
    );
    expect(await errorOf(publish(app.client, { user_id: 'U0NOBODY' }))).toBe('invalid_arguments');
  });
});

describe('closing', () => {
  test('the app hears of it when it asked to, without what was entered', async () => {
    await app.open(alice, modalOf([textInput('Title')], { notify_on_close: true }));
    await alice.fill({ Title: 'secret' });
    await alice.dismiss();
    expect(app.interactions[0]).toMatchObject({
      type: 'view_closed',
      is_cleared: false,
      view: { callback_id: 'form' },
    });
    expect(app.interactions[0]).toHaveProperty('view.state.values', {});
  });

  test('the app hears nothing otherwise', async () => {
    await app.open(alice, modalOf([textInput('Title')]));
    await alice.dismiss();
    expect(app.interactions).toEqual([]);
  });
});

describe('acting inside a modal', () => {
  test('a field with dispatch_action tells the app at once, with the state so far', async () => {
    await app.open(alice, modalOf([{ ...severity, dispatch_action: true }, textInput('Title')]));
    await alice.fill({ Title: 'x', Severity: 'P1' });
    expect(app.interactions[0]).toMatchObject({
      type: 'block_actions',
      container: { type: 'view' },
      actions: [{ action_id: 'value', block_id: 'severity', selected_option: option('P1') }],
      view: { state: { values: { title: { value: { value: 'x' } } } } },
    });
    expect(app.interactions[0]).not.toHaveProperty('response_url');
  });

  test('a button has a trigger that pushes another view', async () => {
    const button = {
      type: 'button' as const,
      action_id: 'more',
      text: { type: 'plain_text' as const, text: 'More' },
    };
    await app.open(alice, modalOf([{ type: 'actions', elements: [button] }, textInput('Title')]));
    await alice.click('modal', 'More');
    const trigger_id = String(app.interactions[0]?.trigger_id);
    await app.client.views.push({ trigger_id, view: modalOf([textInput('Detail')]) });
    expect(alice.modal?.fields[0]?.label).toBe('Detail');
  });
});
