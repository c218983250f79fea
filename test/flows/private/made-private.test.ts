import { describe, expect } from 'vitest';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { announcements, botMessages, facts, headline } from '../support/find-messages.ts';
import {
  announced,
  confirmPrivate,
  emptied,
  goPrivate,
  privateChannel,
  saidByBot,
} from '../support/private.ts';
import { events, putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const moved =
  "INC-1 moves to a private channel. The bot's messages here are being deleted; people's messages and this channel's name stay.";

/** A public incident with all that the bot posts in one: a closed record, reopened, with marks, steps and a picture. */
async function busy(set: Scene): Promise<ChannelSnapshot> {
  const { alice, bob, opens, settled, type, workspace } = set;
  const message = alice.post('random', 'Customers cannot write to us');
  await opens(alice, () => alice.shortcut('Declare from message', message));
  await alice.submit({ Title: 'Tokens leaked', Severity: 'P1', Commander: 'dave' });
  await settled();
  const channel = workspace.channel('inc-1-tokens-leaked');
  bob.join(channel.name);
  bob.pin(bob.post(channel.name, 'It began at 13:50'));
  await type(alice, 'role scribe @carol', channel.name);
  await type(alice, 'severity P2', channel.name);
  await type(alice, 'close It is over', channel.name);
  await alice.submit();
  await settled();
  await type(alice, 'reopen It is back', channel.name);
  await settled();
  return channel;
}

describe.concurrent.each(['socket', 'http'] as const)(
  'A public incident made private, over %s,',
  (transport) => {
    story("moves to a private channel, and leaves nothing of the bot's behind", async ({ scene }) => {
      const set = await scene({ transport });
      const { bob, clock, settled, workspace } = set;
      const old = await busy(set);
      expect([saidByBot(old).length > 4, old.files.length > 1, old.bookmarks.length > 1]).toEqual([
        true,
        true,
        true,
      ]);

      expect(await goPrivate(set, bob, old.name)).toBe(moved);
      await settled();

      expect(saidByBot(old).map(({ text }) => text)).toEqual([]);
      expect([old.files, old.bookmarks, old.topic, old.pins.map(({ text }) => text)]).toEqual([
        [],
        [],
        '',
        ['It began at 13:50'],
      ]);
      expect(botMessages(workspace.channel('random'), 'INC-1')).toEqual([]);
      expect(announcements(set)).toEqual([]);
      expect(workspace.channel('incidents').posts.map(({ text }) => text)).toEqual([
        ':lock: This incident is private now.',
      ]);

      const now = privateChannel(set);
      expect(now.members.toSorted()).toEqual(['bob', 'carol', 'dave', 'incident_bot']);
      expect(facts(now)).toMatchObject({
        title: '[P2] INCIDENT: Intercom Integration',
        Commander: '<@U000000DAVE>',
      });
      clock.advance(200_000);
      await settled();
      expect(saidByBot(old)).toEqual([]);
      expect(putAside(set)).toEqual([]);
    });

    story('no longer follows its former channel', async ({ scene }) => {
      const set = await scene({ transport });
      const { alice, bob, settled, type } = set;
      const old = await busy(set);
      await goPrivate(set, bob, old.name);
      const before = JSON.stringify(events(set));
      alice.react(alice.post(old.name, 'More: req_after_1'), 'pushpin');
      await settled();
      expect(await type(alice, 'status', old.name)).toContain("This isn't an incident channel.");
      expect(await type(alice, 'severity P1', old.name)).toContain("This isn't an incident channel.");
      expect(JSON.stringify(events(set))).toBe(before);
    });
  },
);

describe.concurrent('A move to a private channel', () => {
  story('whose response is lost happens once', async ({ scene }) => {
    const set = await scene();
    const old = await set.declare();
    set.workspace.faults.add({ method: 'conversations.create', answer: 'reset_after' });
    await confirmPrivate(set.alice, old.name);
    await recovered(set);

    expect(facts(privateChannel(set)).title).toContain('[P1]');
    expect(saidByBot(old)).toEqual([]);
    expect(putAside(set)).toEqual([]);
  });

  story('continues after a restart in the middle of it', async ({ scene }) => {
    const set = await scene();
    const old = await set.declare();
    const mend = [
      set.workspace.faults.add({ method: 'conversations.create', times: 99, answer: 'reset_before' }),
      set.workspace.faults.add({ method: 'chat.delete', times: 99, answer: { status: 503 } }),
      set.workspace.faults.add({ method: 'chat.update', times: 99, answer: { status: 503 } }),
    ];
    await confirmPrivate(set.alice, old.name);
    await set.workspace.until(
      () => set.workspace.calls.filter(({ method }) => method === 'chat.delete').length > 0,
      'a try to delete',
    );
    await set.restart();
    for (const one of mend) one();
    await recovered(set);

    expect(facts(privateChannel(set)).title).toContain('[P1]');
    expect([saidByBot(old), announced(set)]).toEqual([[], [emptied]]);
    expect(putAside(set)).toEqual([]);
  });

  story('deletes what arrives late, including an announcement whose response was lost', async ({ scene }) => {
    const set = await scene();
    const { alice, clock, workspace } = set;
    const incidents = workspace.channel('incidents').id;
    workspace.faults.add({
      method: 'chat.postMessage',
      answer: 'hang_after',
      when: ({ channel }) => channel === incidents,
    });
    await set.opens(alice, () => alice.command(command, 'open P1 Tokens leaked'));
    await alice.submit();
    await workspace.until(() => announced(set).length > 0, 'the announcement');
    const old = workspace.channel('inc-1-tokens-leaked');
    await workspace.until(() => old.posts.some(({ pinned }) => pinned), 'a headline');
    await confirmPrivate(alice, old.name);
    clock.advance(15_000);
    await recovered(set);

    expect(announced(set)).toEqual([emptied]);
    expect(saidByBot(old)).toEqual([]);
    expect(facts(privateChannel(set)).title).toContain('[P1]');
  });

  story(
    'records what was marked before it, and nothing marked after it in the old channel',
    async ({ scene }) => {
      const set = await scene();
      const { alice, workspace } = set;
      const old = await set.declare();
      const mend = workspace.faults.add({
        method: 'conversations.replies',
        times: 99,
        answer: { status: 503 },
      });
      const marked = alice.post(old.name, 'Marked before');
      alice.pin(marked);
      await workspace.until(
        () =>
          workspace.calls.some(
            ({ method, args }) => method === 'conversations.replies' && args.ts === marked.ts,
          ),
        'a try to read it',
      );
      await confirmPrivate(alice, old.name);
      mend();
      await recovered(set);
      alice.edit(marked, 'Edited afterwards');
      alice.unpin(marked);
      await set.restart();
      await set.settled();

      expect(await set.type(alice, 'timeline', privateChannel(set).name)).toContain('Marked before');
    },
  );

  story('continues in the new channel with everything that follows', async ({ scene }) => {
    const set = await scene();
    const { alice, settled, type } = set;
    const old = await set.declare();
    await goPrivate(set, alice, old.name);
    const now = privateChannel(set);
    await type(alice, 'severity P3 Fewer hit', now.name);
    await set.opens(alice, () => alice.click(headline(now), 'Resolve'));
    await alice.submit({ 'What fixed it': 'Rotated them' });
    await settled();

    expect(botMessages(now, 'Fewer hit')).not.toEqual([]);
    expect(facts(now).Status).toBe('RESOLVED');
    expect([saidByBot(old), announced(set)]).toEqual([[], [emptied]]);
  });

  story('leaves other messages alone in a channel that people created', async ({ scene }) => {
    const set = await scene();
    const { alice, bob, opens, settled, workspace } = set;
    alice.setTopic('random', 'Anything goes');
    for (const title of ['First', 'Second']) {
      await opens(alice, () => alice.command(command, 'adopt', { in: 'random' }));
      await alice.submit({ Title: title, Severity: 'P2' });
      await settled();
      if (title === 'First') {
        await opens(alice, () => alice.command(command, 'close', { in: 'random' }));
        await alice.submit();
        await settled();
      }
    }
    const random = workspace.channel('random');
    const before = saidByBot(random).length;
    bob.post('random', 'Mine stays');
    await goPrivate(set, alice, 'random');
    await settled();

    const left = saidByBot(random).map(({ text }) => text);
    expect([left.length > 2, left.length < before]).toEqual([true, true]);
    expect(left.join('\n')).not.toMatch(/INC-2|Second/u);
    expect(random.files.map(({ name }) => name)).toContain('postmortem-INC-1.md');
    expect(random.topic).toBe('Anything goes');
    expect(random.posts.at(-1)?.text).toBe('Mine stays');
    expect(facts(privateChannel(set)).title).toContain('[P2]');
  });
});
