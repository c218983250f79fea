import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { button, modal, text } from './form.ts';
import { type Opened, openServer } from './open-server.ts';

const incidents = 'C0INCIDENTS';
let place: Opened;

beforeEach(async () => {
  place = await openServer();
});

afterEach(() => place.stop());

describe('Checking a draft', () => {
  const tooLong = { ...button, text: text('x'.repeat(76)) };

  test('says what Slack would refuse, and shows nothing', async () => {
    const json = { blocks: [{ type: 'actions', elements: [tooLong] }] };
    const answer = await place.act('alice', { do: 'check', what: 'message', json });
    expect(answer).toMatchObject({
      ok: true,
      problems: [expect.stringContaining('/blocks/0/elements/0/text')],
    });
    expect(place.workspace.person('alice').ephemerals()).toEqual([]);
  });

  test('shows a valid draft to that person only, without telling the app', async () => {
    const before = place.workspace.deliveries.length;
    const checked = [
      await place.act('alice', { do: 'check', what: 'message', json: { text: 'draft' }, channel: incidents }),
      await place.act('alice', { do: 'check', what: 'modal', json: modal }),
      await place.act('alice', {
        do: 'check',
        what: 'home',
        json: { type: 'home', blocks: [{ type: 'divider' }] },
      }),
    ];
    expect(checked).toEqual([
      { ok: true, problems: [], channel: incidents },
      { ok: true, problems: [] },
      { ok: true, problems: [] },
    ]);
    const window = await place.window('alice', { channel: incidents });
    expect(window.screen.channel?.messages).toMatchObject([{ kind: 'ephemeral', text: 'draft' }]);
    expect(window.screen.modal?.definition.title).toEqual(text('Form'));
    expect(window.screen.home).toMatchObject({ depth: 0 });
    expect(place.workspace.deliveries.length).toBe(before);
  });

  test('refuses a view of another type', async () => {
    const json = { type: 'home', blocks: [{ type: 'divider' }] };
    expect(await place.act('alice', { do: 'check', what: 'modal', json })).toMatchObject({
      problems: ['[ERROR] must be a view of type modal [json-pointer:/view/type]'],
    });
  });
});
