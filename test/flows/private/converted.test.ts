import { describe, expect } from 'vitest';
import { app } from '../../../demo/app.ts';
import { oldInstallation } from '../support/faults/installations.ts';
import { botMessages, facts } from '../support/find-messages.ts';
import { announced, emptied, privateChannel } from '../support/private.ts';
import { events, putAside } from '../support/record.ts';
import { story } from '../support/story.ts';

describe.concurrent('What speaks against a move', () => {
  story('is said, and nothing is changed', async ({ scene }) => {
    const set = await scene({ workspace: oldInstallation });
    const { alice, type, workspace } = set;
    const old = await set.declare();
    const before = JSON.stringify(events(set));
    expect(await type(alice, 'private', old.name)).toBe(
      "The app lacks the scopes groups:history, groups:read and groups:write for private channels. Nothing was changed. Ask your bot admin to update the app's scopes.",
    );
    expect(JSON.stringify(events(set))).toBe(before);
    workspace.install(app);
    expect(await type(alice, 'private', old.name)).toContain('moves to a private channel');
    expect(await type(alice, 'private', privateChannel(set).name)).toBe(
      'INC-1 is already private. Nothing was changed.',
    );
  });
});

describe.concurrent.each(['socket', 'http'] as const)(
  'A channel that people make private, over %s,',
  (transport) => {
    story('makes its incident private where it is', async ({ scene }) => {
      const set = await scene({ transport });
      const { alice, settled, type, workspace } = set;
      const channel = await set.declare();
      alice.makePrivate(channel.name);
      await settled();

      expect(privateChannel(set).id).toBe(channel.id);
      expect(announced(set)).toEqual([emptied]);
      expect(botMessages(channel, 'made this incident private')).toHaveLength(1);
      await type(alice, 'severity P2', channel.name);
      expect(facts(channel).title).toContain('[P2]');
      expect(announced(set)).toEqual([emptied]);
      expect(events(set, 'made_private').map(({ by, body }) => [JSON.parse(by).user, body.how])).toEqual([
        [alice.id, 'converted'],
      ]);
      expect(workspace.calls.filter(({ method }) => method === 'conversations.create')).toHaveLength(1);
      expect(putAside(set)).toEqual([]);
    });

    story('does so by the command where the bot did not hear of it', async ({ scene }) => {
      const set = await scene({ transport });
      const { alice, workspace } = set;
      const channel = await set.declare();
      workspace.install({ ...app, events: [] });
      alice.makePrivate(channel.name);
      workspace.install(app);
      expect(await set.type(alice, 'private', channel.name)).toBe(
        'INC-1 is private now: only members of this channel can see it. The announcement says nothing about it any more.',
      );
      expect(privateChannel(set).id).toBe(channel.id);
      expect(announced(set)).toEqual([emptied]);
    });
  },
);
