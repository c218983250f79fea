import { describe, expect } from 'vitest';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { headline, lastEphemeral } from '../support/find-messages.ts';
import { putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';

/** The bot's lines in the channel itself, not those that stay in a thread. */
const inChannel = (channel: ChannelSnapshot, words: string): string[] =>
  channel.posts.map(({ text }) => text).filter((text) => text.includes(words));

describe.concurrent('A change of command or severity', () => {
  story('is one line in the channel: command goes from whom to whom', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await set.type(set.alice, 'commander @alice', channel.name);
    await set.type(set.alice, 'commander @bob', channel.name);
    await set.type(set.alice, 'commander @carol', channel.name);

    expect(inChannel(channel, 'is now incident commander')).toEqual([
      '<@U00000ALICE> is now incident commander.',
      '<@U000000BOB1> is now incident commander (handed over by <@U00000ALICE>).',
      '<@U00000CAROL> is now incident commander instead of <@U000000BOB1> (assigned by <@U00000ALICE>).',
    ]);
  });

  story('is one line in the channel: the severity changes, with the reason', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Severity: 'P2' });
    await set.type(set.alice, 'severity P1 Everything fails', channel.name);

    expect(inChannel(channel, 'the severity from')).toEqual([
      '<@U00000ALICE> changed the severity from P2 to P1. *Why:* Everything fails',
    ]);
  });

  story('is told to both if two people take command at the same time', async ({ scene }) => {
    const set = await scene();
    const { bob, carol, settled } = set;
    const channel = await set.declare();
    const shown = headline(channel);
    await Promise.all([bob.click(shown, 'Take command'), carol.click(shown, 'Take command')]);
    await settled();

    const lost = inChannel(channel, 'is now incident commander').at(-1);
    expect(lost).toMatch(/^<@(\w+)> is now incident commander \(taken over from <@(?!\1)(\w+)>\)\.$/u);
    expect([lastEphemeral(bob).text, lastEphemeral(carol).text].toSorted()).toEqual([
      "INC-1: you're now incident commander.",
      expect.stringMatching(
        /^INC-1: you're now incident commander\. You took over from <@\w+>\. The channel can see that too\.$/u,
      ),
    ]);
  });

  story('while Slack was down is posted once, compared with what people last read', async ({ scene }) => {
    const set = await scene();
    const { alice, settled, workspace } = set;
    const channel = await set.declare({ Severity: 'P3', Commander: 'bob' });
    const mend = workspace.faults.add({
      method: 'chat.postMessage',
      times: 99_999,
      answer: { status: 503 },
    });
    for (const words of ['severity P2 It grows', 'severity P1 It spreads', 'severity P2 It shrinks'])
      await alice.command(command, words, { in: channel.name });
    for (const user of ['alice', 'carol', 'alice'])
      await alice.command(command, `commander @${user}`, { in: channel.name });
    await alice.command(command, 'severity P4 It ends', { in: channel.name });
    await settled();
    mend();
    await recovered(set);
    const texts = (): string[] => channel.posts.map(({ text }) => text).slice(-2);
    expect(texts()).toEqual([
      '<@U00000ALICE> is now incident commander (taken over from <@U00000CAROL>). Before that, it was <@U000000BOB1>.',
      'The severity went from P3 to P4: <@U00000ALICE> changed it last. *Why:* It ends',
    ]);

    await alice.command(command, 'severity P2 It is back', { in: channel.name });
    await settled();
    expect(texts()[1]).toBe('<@U00000ALICE> changed the severity from P4 to P2. *Why:* It is back');
    expect(putAside(set)).toEqual([]);
  });

  story(
    "whose post's response was lost isn't posted again, and the next line continues from it",
    async ({ scene }) => {
      const set = await scene();
      const { alice, workspace } = set;
      const channel = await set.declare({ Severity: 'P3', Commander: 'bob' });
      const texts = (): string[] => inChannel(channel, 'changed the severity');
      workspace.faults.add({
        method: 'chat.postMessage',
        answer: 'reset_after',
        when: ({ text }) => String(text).includes('the severity'),
      });
      const mend = workspace.faults.add({
        method: 'conversations.replies',
        times: 9_999,
        answer: { status: 503 },
      });
      await alice.command(command, 'severity P2', { in: channel.name });
      await workspace.until(() => texts().length > 0, 'the first change');
      await alice.command(command, 'severity P1', { in: channel.name });
      mend();
      await recovered(set);

      expect(texts()).toEqual([
        '<@U00000ALICE> changed the severity from P3 to P2.',
        '<@U00000ALICE> changed the severity from P2 to P1.',
      ]);
    },
  );

  story('from outside the channel is confirmed, and whoever took command is invited', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    expect(channel.members).not.toContain('bob');
    await set.bob.click(headline(channel), 'Take command');
    await set.settled();

    expect(lastEphemeral(set.bob).text).toContain("INC-1: you're now incident commander.");
    expect(channel.members).toContain('bob');
  });
});
