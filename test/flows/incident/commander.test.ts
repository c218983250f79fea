import { describe, expect } from 'vitest';
import type { ChannelSnapshot } from '../../../sandbox/slack/people/seen.ts';
import { headline, told } from '../support/seen.ts';
import { story } from '../support/story.ts';

/** The bot's lines in the channel itself, not those that stay in a thread. */
const inChannel = (channel: ChannelSnapshot, words: string): string[] =>
  channel.said.map(({ text }) => text).filter((text) => text.includes(words));

describe.concurrent('Command and severity', () => {
  story('change hands in one line in the channel, from whom to whom', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await set.type(set.alice, 'commander @alice', channel.name);
    await set.type(set.alice, 'commander @bob', channel.name);
    await set.type(set.alice, 'commander @carol', channel.name);

    expect(inChannel(channel, 'has command')).toEqual([
      '<@U00000ALICE> has command.',
      '<@U000000BOB1> has command, handed over by <@U00000ALICE>.',
      '<@U00000CAROL> has command instead of <@U000000BOB1>, assigned by <@U00000ALICE>.',
    ]);
  });

  story('change in one line in the channel, with the reason', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Severity: 'P2' });
    await set.type(set.alice, 'severity P1 Everything fails', channel.name);

    expect(inChannel(channel, 'the severity from')).toEqual([
      '<@U00000ALICE> changed the severity from P2 to P1. *Why:* Everything fails',
    ]);
  });

  story(
    'taken by two people at once tells the one who loses it, and the other from whom',
    async ({ scene }) => {
      const set = await scene();
      const { bob, carol, settled } = set;
      const channel = await set.declare();
      const shown = headline(channel);
      await Promise.all([bob.click(shown, 'Take command'), carol.click(shown, 'Take command')]);
      await settled();

      const [, lost] = inChannel(channel, 'has command');
      expect(lost).toMatch(/^<@(\w+)> has command, taken over from <@(?!\1)(\w+)>\.$/u);
      expect([told(bob).text, told(carol).text].toSorted()).toEqual([
        'INC-1: you have command.',
        expect.stringMatching(
          /^INC-1: you have command\. You took it over from <@\w+>, and the channel says so\.$/u,
        ),
      ]);
    },
  );

  story('taken from outside the channel is confirmed, and whoever took it is invited', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    expect(channel.members).not.toContain('bob');
    await set.bob.click(headline(channel), 'Take command');
    await set.settled();

    expect(told(set.bob).text).toContain('INC-1: you have command.');
    expect(channel.members).toContain('bob');
  });
});
