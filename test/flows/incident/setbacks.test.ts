import { describe, expect } from 'vitest';
import { command, type Scene } from '../support/scene.ts';
import { saying } from '../support/seen.ts';
import { story } from '../support/story.ts';
import { passMinutes } from '../support/time.ts';

/** What the bot told people in direct messages: to whom, and what. */
const directly = (set: Scene) =>
  set.workspace.channels.filter(({ kind }) => kind === 'im').flatMap(({ said }) => said);

describe.concurrent('What could not be done is told', () => {
  story('for each marked message that cannot be read', async ({ scene }) => {
    const set = await scene();
    const { alice, settled, workspace } = set;
    const channel = await set.declare({ Commander: 'alice' });
    workspace.faults.add({
      method: 'conversations.replies',
      times: 99,
      answer: { error: 'thread_not_found' },
    });
    for (const text of ['First', 'Second']) {
      await alice.shortcut('Add to incident timeline', alice.post(channel.name, text));
      await settled();
    }
    await passMinutes(set, 40);

    expect(saying(channel, 'could not read')).toHaveLength(2);
  });

  story('directly, where the channel takes no posts while everything else works', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'alice' });
    set.workspace.faults.add({
      method: 'chat.postMessage',
      times: 9_999,
      answer: { status: 503 },
      when: (sent) => sent.channel === channel.id,
    });
    await set.alice.command(command, 'severity P2', { in: channel.name });
    await passMinutes(set, 12);

    expect(directly(set).map(({ text }) => text)).toEqual([
      expect.stringContaining('could not post a change in the headline thread'),
    ]);
  });

  story('to who declared it, where the commander cannot be reached', async ({ scene }) => {
    const set = await scene();
    const { alice, bob, opens, workspace } = set;
    workspace.faults.add({
      method: 'conversations.create',
      times: 99,
      answer: { error: 'restricted_action' },
    });
    workspace.faults.add({
      method: 'conversations.open',
      times: 99,
      answer: { error: 'user_disabled' },
      when: ({ users }) => users === bob.id,
    });
    await opens(alice, () => alice.command(command, 'open P1 Inbox'));
    await alice.submit({ Commander: 'bob' });
    await set.settled();

    expect(directly(set).map(({ text }) => text)).toEqual([
      expect.stringContaining('could not open the incident channel'),
    ]);
  });
});
