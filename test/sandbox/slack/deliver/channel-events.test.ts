import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../../../packages/slack-sandbox/slack/people/person.ts';
import { incidentBotEvents } from '../../../../packages/slack-sandbox/slack/settings.ts';
import { type Connected, connect } from '../support/client.ts';
import { eventsOf } from '../support/events.ts';

let connected: Connected;
let alice: Person;

beforeEach(async () => {
  connected = await connect({ rateLimits: false });
  alice = connected.workspace.person('alice');
});

afterEach(() => connected.workspace.stop());

describe('The app is told', () => {
  test('that someone joined, as a channel_join message and as an event', () => {
    alice.invite('incidents', 'guest');
    const { workspace } = connected;
    expect(eventsOf(workspace, 'message', 'channel_join')[0]).toMatchObject({ user: 'U00000GUEST' });
    expect(eventsOf(workspace, 'member_joined_channel')[0]).toMatchObject({
      user: 'U00000GUEST',
      inviter: alice.id,
      channel: 'C0INCIDENTS',
      channel_type: 'C',
    });
  });

  test('that it was invited', () => {
    alice.invite('general', 'incident_bot');
    expect(eventsOf(connected.workspace, 'member_joined_channel')[0]).toMatchObject({
      user: connected.workspace.botUserId,
      channel: 'C00GENERAL1',
    });
  });

  test('of a new topic, as a channel_topic message', () => {
    alice.setTopic('incidents', 'calm');
    expect(eventsOf(connected.workspace, 'message', 'channel_topic')[0]).toMatchObject({ topic: 'calm' });
  });

  test("when public channels are archived, unarchived, or renamed, even those it isn't in", async () => {
    const { workspace } = connected;
    alice.archive('random');
    alice.unarchive('random');
    alice.rename('random', 'chatter');
    const types = eventsOf(workspace).map((event) => event.type);
    expect(types).toEqual(['channel_archive', 'channel_unarchive', 'channel_rename']);
    expect(eventsOf(workspace, 'channel_rename')[0]).toMatchObject({ channel: { name: 'chatter' } });
  });

  test('when people make a channel private, which keeps its ID, if it subscribes to private messages', () => {
    const { workspace } = connected;
    alice.makePrivate('incidents');
    expect(workspace.channel('incidents')).toMatchObject({ id: 'C0INCIDENTS', kind: 'private' });
    expect(eventsOf(workspace, 'message', 'channel_convert_to_private')[0]).toMatchObject({
      user: alice.id,
      channel: 'C0INCIDENTS',
      channel_type: 'group',
    });
    expect(workspace.channel('incidents').members).toContain('incident_bot');
    expect(() => alice.makePrivate('incidents')).toThrow('#incidents is private already.');
    expect(() => alice.makePrivate('general')).toThrow('#general cannot be made private.');
  });

  test('of a new public channel if it subscribes to channel_created', async () => {
    const { workspace } = await connect({ events: [...incidentBotEvents, 'channel_created'] });
    workspace.person('bob').createChannel('project');
    expect(eventsOf(workspace, 'channel_created')[0]).toMatchObject({ channel: { name: 'project' } });
    await workspace.stop();
  });
});

describe('The app is also told', () => {
  test('of a pin, with the message and its permalink, and as a pinned_item message', () => {
    const { workspace } = connected;
    const message = alice.post('incidents', 'root cause found');
    workspace.person('bob').pin(message);
    expect(eventsOf(workspace, 'pin_added')[0]).toMatchObject({
      user: 'U000000BOB1',
      channel_id: 'C0INCIDENTS',
      item: {
        type: 'message',
        message: {
          ts: message.ts,
          permalink: `https://sandbox.slack.com/archives/C0INCIDENTS/p${message.ts.replace('.', '')}`,
        },
      },
    });
    expect(eventsOf(workspace, 'message', 'pinned_item')).toHaveLength(1);
    workspace.person('bob').unpin(message);
    expect(eventsOf(workspace, 'pin_removed')[0]).toMatchObject({ has_pins: false });
  });

  test('of a reaction that was added or removed, with the message and its author', () => {
    const { workspace } = connected;
    const message = alice.post('incidents', 'x');
    const bob = workspace.person('bob');
    bob.react(message, 'pushpin');
    bob.unreact(message, 'pushpin');
    const item = { type: 'message', channel: 'C0INCIDENTS', ts: message.ts };
    for (const type of ['reaction_added', 'reaction_removed']) {
      expect(eventsOf(workspace, type)[0]).toMatchObject({
        user: bob.id,
        reaction: 'pushpin',
        item,
        item_user: alice.id,
      });
    }
  });

  test('when someone opens the Home tab, with what is published there', async () => {
    const { client, workspace } = connected;
    alice.openHome();
    expect(eventsOf(workspace, 'app_home_opened')[0]).not.toHaveProperty('view');
    const view = { type: 'home' as const, blocks: [{ type: 'divider' as const }] };
    await client.views.publish({ user_id: alice.id, view });
    alice.openHome();
    expect(eventsOf(workspace, 'app_home_opened')[1]).toMatchObject({
      tab: 'home',
      view: { type: 'home', blocks: [{ type: 'divider' }] },
    });
  });

  test('of an upload, as a file_share message, and as file_shared if subscribed', async () => {
    const { workspace } = await connect({ events: [...incidentBotEvents, 'file_shared'] });
    workspace.person('alice').upload('incidents', 'log.txt', 'boom');
    expect(eventsOf(workspace).map((event) => event.subtype ?? event.type)).toEqual([
      'file_shared',
      'file_share',
    ]);
    await workspace.stop();
  });
});
