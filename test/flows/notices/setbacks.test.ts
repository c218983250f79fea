import { describe, expect } from 'vitest';
import { botMessages } from '../support/find-messages.ts';
import { recovered } from '../support/recover.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { passMinutes } from '../support/time.ts';

/** What the bot told people in direct messages, but for what their role does next. */
const directly = (set: Scene) =>
  set.workspace.channels
    .filter(({ kind }) => kind === 'im')
    .flatMap(({ posts }) => posts)
    .filter(({ text }) => !text.startsWith("You're *"));

/** An incident whose channel takes no topic. */
async function withoutTopic(set: Scene) {
  const mend = set.workspace.faults.add({
    method: 'conversations.setTopic',
    times: 99,
    answer: { error: 'restricted_action' },
  });
  return { channel: await set.declare({ Commander: 'alice' }), mend };
}

/** What a message reads once the bot has done what it could not. */
const doneSince = {
  buttons: [],
  text: expect.stringMatching(/^:white_check_mark: .* at first; done on a later try, /u),
};

describe.concurrent('A failure to do something is reported', () => {
  story("for each marked message that couldn't be read", async ({ scene }) => {
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

    expect(botMessages(channel, "couldn't read")).toHaveLength(2);
  });

  story('until the button gets it done, and then the message says so', async ({ scene }) => {
    const set = await scene();
    const { channel, mend } = await withoutTopic(set);
    const [setback] = botMessages(channel, "couldn't set the channel topic");
    expect(setback?.buttons).toEqual(['Try again']);
    mend();
    if (setback) await set.alice.click(setback, 'Try again');
    await set.settled();

    expect(botMessages(channel, "couldn't set the channel topic")).toMatchObject([
      { ts: setback?.ts, ...doneSince },
    ]);
  });

  story('until the bot gets it done by itself, even if edits fail for a while', async ({ scene }) => {
    const set = await scene();
    const { channel, mend } = await withoutTopic(set);
    const works = set.workspace.faults.add({ method: 'chat.update', times: 999, answer: { status: 503 } });
    mend();
    await passMinutes(set, 20);
    expect(channel.topic).not.toBe('');
    await set.restart();
    works();
    await recovered(set);

    expect(botMessages(channel, "couldn't set the channel topic")).toMatchObject([doneSince]);
  });

  story("until it's no longer needed", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'alice' });
    const mend = set.workspace.faults.add({
      method: 'chat.postMessage',
      times: 9_999,
      answer: { error: 'msg_blocks_too_long' },
      when: ({ text }) => String(text).includes('changed the severity from P1 to P2'),
    });
    await set.type(set.alice, 'severity P2', channel.name);
    expect(botMessages(channel, "couldn't post a change")).toMatchObject([{ buttons: ['Try again'] }]);
    await set.type(set.alice, 'severity P3', channel.name);
    mend();
    await passMinutes(set, 20);

    expect(botMessages(channel, "couldn't post a change")).toMatchObject([
      { buttons: [], text: expect.stringMatching(/at first; no longer needed, /u) },
    ]);
  });

  story("only once if the report's response was lost and the thing got done meanwhile", async ({ scene }) => {
    const set = await scene();
    const { faults } = set.workspace;
    const channel = await set.declare({ Commander: 'alice' });
    const mend = faults.add({
      method: 'conversations.setTopic',
      times: 99,
      answer: { error: 'restricted_action' },
    });
    faults.add({
      method: 'chat.postMessage',
      times: 1,
      answer: 'reset_after',
      when: ({ text }) => String(text).includes("couldn't set the channel topic"),
    });
    await set.alice.command(command, 'severity P2', { in: channel.name });
    await set.workspace.until(
      () => botMessages(channel, "couldn't set the channel topic").length > 0,
      'the setback',
    );
    mend();
    const [setback] = botMessages(channel, "couldn't set the channel topic");
    if (setback) await set.alice.click(setback, 'Try again');
    await recovered(set);

    expect(botMessages(channel, "couldn't set the channel topic")).toMatchObject([doneSince]);
  });

  story('directly if the channel accepts no posts while everything else works', async ({ scene }) => {
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
      expect.stringContaining("couldn't post a change in the headline thread"),
    ]);
  });

  story('to whoever declared the incident if the commander cannot be reached', async ({ scene }) => {
    const set = await scene();
    const { alice, bob, opens, workspace } = set;
    const mend = workspace.faults.add({
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
      expect.stringContaining("couldn't create the incident channel"),
    ]);
    mend();
    const [setback] = directly(set);
    if (setback) await alice.click(setback, 'Try again');
    await set.settled();
    expect(directly(set).filter(({ text }) => text.includes('create the incident channel'))).toMatchObject([
      { ts: setback?.ts, ...doneSince },
    ]);
  });
});
