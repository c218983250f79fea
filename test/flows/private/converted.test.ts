import { describe, expect } from 'vitest';
import { app } from '../../../demo/app.ts';
import { close } from '../support/close.ts';
import { oldInstallation } from '../support/faults/installations.ts';
import { announcements, botMessages, facts, lastEphemeral } from '../support/find-messages.ts';
import { declarePrivately } from '../support/private/privately.ts';
import { announced, emptied, goPrivate, privateChannel, saidByBot } from '../support/private.ts';
import { events, putAside } from '../support/record.ts';
import { story } from '../support/story.ts';

describe.concurrent("A move to a private channel that isn't possible", () => {
  story('is refused with the reason, and nothing changes', async ({ scene }) => {
    const set = await scene({ workspace: oldInstallation });
    const { alice, workspace } = set;
    const old = await set.declare();
    const before = JSON.stringify(events(set));
    expect(await goPrivate(set, alice, old.name)).toBe(
      "The app lacks the scopes groups:history, groups:read, and groups:write for private channels. Nothing was changed. Ask your bot admin to update the app's scopes.",
    );
    expect(JSON.stringify(events(set))).toBe(before);
    workspace.install(app);
    expect(await goPrivate(set, alice, old.name)).toContain('moves to a private channel');
    expect(await goPrivate(set, alice, privateChannel(set).name)).toBe(
      'INC-1 is already private. Nothing was changed.',
    );
  });
});

describe.concurrent.each(['socket', 'http'] as const)(
  'A channel that people make private, over %s,',
  (transport) => {
    story('makes its incident private in place', async ({ scene }) => {
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

    story('makes its incident private by command if the bot missed the event', async ({ scene }) => {
      const set = await scene({ transport });
      const { alice, workspace } = set;
      const channel = await set.declare();
      workspace.install({ ...app, events: [] });
      alice.makePrivate(channel.name);
      workspace.install(app);
      expect(await set.type(alice, 'private', channel.name)).toBe(
        "*Make INC-1 private?* It can't become public again.\n" +
          '• It counts as private, because this channel is private already. The announcement is emptied.',
      );
      expect(await goPrivate(set, alice, channel.name)).toBe(
        'INC-1 is private now: only members of this channel can see it. The announcement says nothing about it any more.',
      );
      expect(privateChannel(set).id).toBe(channel.id);
      expect(announced(set)).toEqual([emptied]);
    });
  },
);

describe.concurrent('A channel conversion that the bot missed', () => {
  story('is noticed at the next start, and shortly after the close too', async ({ scene }) => {
    const set = await scene();
    const { alice, workspace } = set;
    const open = await set.declare();
    const over = await set.declare({ Title: 'Keys leaked' });
    await close(set, over);
    const stays = await set.declare({ Title: 'Chats hang' });
    workspace.install({ ...app, events: [] });
    for (const { name } of [open, over]) alice.makePrivate(name);
    workspace.install(app);
    await set.restart();
    await workspace.until(() => events(set, 'made_private').length === 2, 'two private incidents');
    await set.settled();

    expect(announcements(set).map(({ text }) => text)).toEqual([expect.stringContaining('Chats hang')]);
    expect(botMessages(open, 'This channel became private, and so did the incident.')).toHaveLength(1);
    expect(await set.type(alice, 'timeline', open.name)).toContain('Became private with its channel');
    expect(facts(stays).Status).toBe('INVESTIGATING');
    expect(putAside(set)).toEqual([]);
  });

  story('is noticed when the connection returns, however busy Slack is', async ({ scene }) => {
    const set = await scene({ transport: 'socket' });
    const { alice, clock, workspace } = set;
    const channel = await set.declare();
    workspace.install({ ...app, events: [] });
    alice.makePrivate(channel.name);
    workspace.install(app);
    workspace.faults.add({ method: 'conversations.info', times: 2, answer: { status: 503 } });
    workspace.dropConnections();
    const info = () => workspace.calls.filter(({ method }) => method === 'conversations.info').length;
    for (const asked of [1, 2]) {
      await workspace.until(() => info() >= asked, 'the question');
      clock.advance(60_000);
    }
    await workspace.until(() => events(set, 'made_private').length === 1, 'a private incident');
    await set.settled();
    expect(announced(set)).toEqual([emptied]);
  });
});

describe.concurrent.each(['socket', 'http'] as const)(
  'A private channel that people make public, over %s,',
  (transport) => {
    story('publishes nothing, and its incident can move out of it', async ({ scene }) => {
      const set = await scene({ transport });
      const { alice, bob, settled, type, workspace } = set;
      const channel = await declarePrivately(set, { Commander: 'alice' });
      alice.makePublic(channel.name);
      await settled();
      expect(lastEphemeral(alice).text).toBe(
        'INC-1 stays private, but everyone can read this channel now. To move it, run `/intercom-incident private`.',
      );
      await set.restart();
      await type(alice, 'severity P2', channel.name);
      expect(announced(set)).toEqual([]);
      expect(await type(bob, 'list', 'random')).not.toContain('Keys leaked');
      expect(await type(bob, 'status INC-1', 'random')).toContain("There's no incident INC-1.");

      expect(await goPrivate(set, alice, channel.name)).toMatch(/^INC-1 moves to a private channel\./u);
      await settled();
      expect([saidByBot(channel), announced(set)]).toEqual([[], []]);
      expect(facts(privateChannel(set)).title).toContain('[P2]');
      expect(await goPrivate(set, alice, privateChannel(set).name)).toBe(
        'INC-1 is already private. Nothing was changed.',
      );
      expect(workspace.channel(channel.name).kind).toBe('public');
      expect(putAside(set)).toEqual([]);
    });
  },
);
