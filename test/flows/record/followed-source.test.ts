import { describe, expect } from 'vitest';
import type { MessageSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { events, putAside, requestIds } from '../support/record.ts';
import type { Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;

/** A message of Bob's in a channel that isn't an incident's, and that the bot is in. */
function posted({ alice, bob, workspace }: Scene, text: string): MessageSnapshot {
  alice.invite('random', workspace.botUserId);
  return bob.post('random', text);
}

/** An incident that Alice declared from a message of Bob's. */
async function declaredFrom(set: Scene, message: MessageSnapshot): Promise<void> {
  await set.opens(set.alice, () => set.alice.shortcut('Declare from message', message));
  await set.alice.submit({ Title: 'Inbox is slow', Severity: 'P2', Impact: 'Some' });
  await set.settled();
}

const timeline = (set: Scene): Promise<string> => set.type(set.alice, 'timeline INC-1', 'random');

describe.concurrent.each(['socket', 'http'] as const)(
  'The message that an incident was declared from, over %s,',
  (transport) => {
    story('that is edited in Slack changes its entry, with its author', async ({ scene }) => {
      const set = await scene({ transport });
      const message = posted(set, 'Chats hagn');
      await declaredFrom(set, message);
      set.clock.advance(5 * minute);
      set.bob.edit(message, 'Chats hang, request_id: req_of_the_edit_1');
      await set.settled();

      const text = await timeline(set);
      expect(text).toContain('bob: Chats hang, request_id');
      expect(text).not.toContain('hagn');
      expect(events(set, 'entry_edited').map(({ by }) => JSON.parse(by))).toEqual([
        { kind: 'person', user: set.bob.id },
      ]);
      expect(requestIds(set)).toEqual(['req_of_the_edit_1']);
      expect(events(set, 'entry_hidden')).toEqual([]);
    });

    story('that is deleted disappears from every view, and stays in the record', async ({ scene }) => {
      const set = await scene({ transport });
      const message = posted(set, 'Our key is sk_1');
      await declaredFrom(set, message);
      set.bob.delete(message);
      await set.settled();

      expect(await timeline(set)).not.toContain('sk_1');
      expect(events(set, 'entry_hidden').map(({ body }) => body.hiding)).toEqual(['deleted']);
      expect(events(set, 'message_captured')[0]?.body.text).toBe('Our key is sk_1');
    });
  },
);

describe.concurrent('The message that an incident was declared from', () => {
  story('needs no mark, even after one was removed', async ({ scene }) => {
    const set = await scene();
    const message = posted(set, 'Chats hang');
    await declaredFrom(set, message);
    set.carol.react(message, 'pushpin');
    set.carol.unreact(message, 'pushpin');
    await set.restart();
    await set.settled();
    expect(events(set, 'entry_hidden')).toEqual([]);
    expect(await timeline(set)).toContain('bob: Chats hang');
  });

  story("in another incident's channel is followed in both records", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Title: 'Inbox is slow' });
    set.bob.join(channel.name);
    const message = set.bob.post(channel.name, 'Webhooks are late too');
    set.bob.react(message, 'pushpin');
    await set.settled();
    await declaredFrom(set, message);
    set.bob.delete(message);
    await set.settled();
    expect(events(set, 'entry_hidden').map(({ incident, body }) => [incident, body.hiding])).toEqual([
      [1, 'deleted'],
      [2, 'deleted'],
    ]);
  });

  story("that was edited while the bot was down is read again when it's back", async ({ scene }) => {
    const set = await scene();
    const message = posted(set, 'Chats hagn');
    await declaredFrom(set, message);
    await set.haltBot();
    set.clock.advance(minute);
    set.bob.edit(message, 'Chats hang');
    await set.resumeBot();
    await set.settled();
    expect(await timeline(set)).toContain('bob: Chats hang');
  });

  story('in a channel without the bot stays as it was, and no failure is reported', async ({ scene }) => {
    const set = await scene();
    set.alice.makePrivate('random');
    const message = set.bob.post('random', 'Chats hang');
    await declaredFrom(set, message);
    await set.restart();
    await set.settled();
    expect(set.workspace.calls.filter(({ args }) => args.ts === message.ts)).not.toEqual([]);
    expect([events(set, 'entry_hidden'), events(set, 'setback'), putAside(set)]).toEqual([[], [], []]);
  });

  story('is followed while the incident has no channel', async ({ scene }) => {
    const set = await scene();
    set.workspace.faults.add({
      method: 'conversations.create',
      times: 9,
      answer: { error: 'restricted_action' },
    });
    const message = posted(set, 'Chats hagn');
    await declaredFrom(set, message);
    await set.restart();
    await set.settled();
    set.bob.edit(message, 'Chats hang');
    await set.settled();
    expect(await timeline(set)).toContain('bob: Chats hang');
    expect(putAside(set).filter((key) => key.startsWith('follow_message'))).toEqual([]);
  });
});
