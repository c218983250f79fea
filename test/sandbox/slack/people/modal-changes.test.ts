import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../../../packages/slack-sandbox/slack/people/person.ts';
import { connect, errorOf } from '../support/client.ts';
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

describe('A response to view_submission', () => {
  test('with errors shows them beside their input blocks', async () => {
    await app.open(alice, modalOf([textInput('Title')]));
    app.answer = { response_action: 'errors', errors: { title: 'Taken' } };
    expect(await alice.submit({ Title: 'x' })).toEqual({ errors: { Title: 'Taken' } });
    expect(alice.modal?.errors).toEqual({ Title: 'Taken' });
  });

  test('with errors on other blocks is an error itself, and the modal stays', async () => {
    await app.open(alice, modalOf([textInput('Title')]));
    app.answer = { response_action: 'errors', errors: { nowhere: 'x' } };
    expect(await alice.submit({ Title: 'x' })).toMatchObject({
      error: 'We had some trouble connecting. Try again?',
      detail: 'No input block has the id nowhere.',
    });
    expect(alice.modal).not.toBeNull();
  });

  test('with update shows the new view under the same ID, and keeps entries', async () => {
    const id = await app.open(alice, modalOf([textInput('Title')]));
    app.answer = { response_action: 'update', view: modalOf([textInput('Title'), textInput('More')]) };
    expect(await alice.submit({ Title: 'kept' })).toEqual({ updated: true });
    expect(alice.modal).toMatchObject({ id, fields: [{ value: 'kept' }, { value: null }] });
  });

  test('with push shows a view on top, and closing it shows the first again', async () => {
    await app.open(alice, modalOf([textInput('Title')]));
    const above = modalOf([textInput('Why')], { title: { type: 'plain_text', text: 'Above' } });
    app.answer = { response_action: 'push', view: above };
    expect(await alice.submit({ Title: 'x' })).toEqual({ pushed: true });
    expect(alice.modal?.title).toBe('Above');
    app.answer = null;
    expect(await alice.submit({ Why: 'y' })).toEqual({ closed: true });
    expect(alice.modal?.title).toBe('Form');
  });

  test('with clear closes all views', async () => {
    await app.open(alice, modalOf([textInput('Title')]));
    app.answer = { response_action: 'push', view: modalOf([textInput('Why')]) };
    await alice.submit({ Title: 'x' });
    app.answer = { response_action: 'clear' };
    await alice.submit({ Why: 'y' });
    expect(alice.modal).toBeNull();
  });

  test('with a view that Block Kit refuses is an error, with the reason for the test', async () => {
    await app.open(alice, modalOf([textInput('Title')]));
    app.answer = { response_action: 'update', view: { type: 'modal', blocks: [] } };
    expect(await alice.submit({ Title: 'x' })).toMatchObject({ detail: expect.stringContaining('title') });
  });
});

describe('views.push and views.update', () => {
  test('refuse a fourth view', async () => {
    await app.open(alice, modalOf([textInput('One')]));
    const push = async (name: string) =>
      app.client.views.push({ trigger_id: await app.trigger(alice), view: modalOf([textInput(name)]) });
    await push('Two');
    await push('Three');
    expect(await errorOf(push('Four'))).toBe('push_limit_reached');
  });

  test('refuse an outdated hash, and a view that is closed', async () => {
    const view_id = await app.open(alice, modalOf([textInput('Title')]));
    const hash = String(alice.modal?.hash);
    const update = (more: object) =>
      app.client.views.update({ view_id, view: modalOf([textInput('Title')]), ...more });
    await update({ hash });
    expect(await errorOf(update({ hash }))).toBe('hash_conflict');
    await alice.dismiss();
    expect(await errorOf(update({}))).toBe('not_found');
  });

  test('keep entries with the same block_id and action_id', async () => {
    const view_id = await app.open(alice, modalOf([textInput('Title'), textInput('Impact')]));
    await alice.fill({ Title: 'kept', Impact: 'lost' });
    const other = { ...textInput('Impact'), block_id: 'impact-2' };
    await app.client.views.update({ view_id, view: modalOf([textInput('Title'), other]) });
    expect(alice.modal?.fields.map((field) => field.value)).toEqual(['kept', null]);
  });

  test('require an external_id to be unique among open views', async () => {
    const view = modalOf([textInput('Title')], { external_id: 'one' });
    await app.open(alice, view);
    expect(await errorOf(app.open(app.workspace.person('bob'), view))).toBe('duplicate_external_id');
    await alice.dismiss();
    await app.open(app.workspace.person('bob'), view);
  });
});

describe('views.publish', () => {
  const home = { type: 'home' as const, blocks: [{ type: 'divider' as const }] };
  const publish = (client: WebClient, more: object = {}) =>
    client.views.publish({ user_id: 'U00000ALICE', view: home, ...more });

  test('refuses an outdated hash', async () => {
    const first = await publish(app.client);
    const hash = String(first.view?.hash);
    await publish(app.client, { hash });
    expect(await errorOf(publish(app.client, { hash }))).toBe('hash_conflict');
  });

  test('refuses an app without a Home tab, a modal, and an unknown user', async () => {
    const other = await connect({ homeTab: false });
    expect(await errorOf(publish(other.client))).toBe('not_enabled');
    await other.workspace.stop();
    expect(await errorOf(publish(app.client, { view: modalOf([textInput('Title')]) }))).toBe(
      'invalid_arguments',
    );
    expect(await errorOf(publish(app.client, { user_id: 'U0NOBODY' }))).toBe('invalid_arguments');
  });
});

describe('Closing a modal', () => {
  test('tells the app if it asked for that, without the entries', async () => {
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

  test('tells the app nothing otherwise', async () => {
    await app.open(alice, modalOf([textInput('Title')]));
    await alice.dismiss();
    expect(app.interactions).toEqual([]);
  });
});

describe('Acting in a modal', () => {
  test('tells the app at once about a field with dispatch_action, with the current state', async () => {
    await app.open(alice, modalOf([{ ...severitySelect, dispatch_action: true }, textInput('Title')]));
    await alice.fill({ Title: 'x', Severity: 'P1' });
    expect(app.interactions[0]).toMatchObject({
      type: 'block_actions',
      container: { type: 'view' },
      actions: [{ action_id: 'value', block_id: 'severity', selected_option: choiceOf('P1') }],
      view: { state: { values: { title: { value: { value: 'x' } } } } },
    });
    expect(app.interactions[0]).not.toHaveProperty('response_url');
  });

  test('with a button gives a trigger_id that can push another view', async () => {
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
