import { describe, expect } from 'vitest';
import { botMessages, headline } from '../support/find-messages.ts';
import { createdLate } from '../support/promises.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { hour, minute, pass } from '../support/time.ts';

const calledOut = '*No commander yet.*';

describe.concurrent('The response target', () => {
  story.for([
    ['P1', 15 * minute, '15 min'],
    ['P2', hour, '1 h'],
    ['P3', 4 * hour, '4 h'],
  ] as const)(
    'for a %s is reported as missed once, in the channel and in the announcement',
    async ([Severity, within, words], { scene }) => {
      const set = await scene();
      const channel = await set.declare({ Severity });
      const announced = () => set.workspace.channel('incidents').posts;
      await pass(set, within - minute);
      expect(botMessages(channel, calledOut)).toEqual([]);
      expect(announced()[0]?.text).not.toContain('*No commander yet.*');
      await pass(set, minute);
      await pass(set, 3 * within);

      const calls = botMessages(channel, calledOut);
      expect(calls.map(({ text }) => text)).toEqual([
        `:rotating_light: *No commander yet.* This ${Severity} needs one: the response target has passed (${Severity}: ${words}). <@U00000ALICE>`,
      ]);
      expect(calls[0]?.buttons).toEqual(['Take command']);
      expect(announced()).toHaveLength(1);
      expect(announced()[0]?.text).toContain('*No commander yet.*');
    },
  );

  story("isn't reported as missed if someone took command in time", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await pass(set, 14 * minute);
    await set.bob.click(headline(channel), 'Take command');
    await set.settled();
    await pass(set, hour);

    expect(botMessages(channel, calledOut)).toEqual([]);
    expect(set.workspace.channel('incidents').posts[0]?.text).not.toContain('*No commander yet.*');
  });

  story("isn't reported as missed if a commander was named at the start", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'carol' });
    await pass(set, hour);

    expect(botMessages(channel, calledOut)).toEqual([]);
  });

  story("isn't reported as missed once the incident is over", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await set.opens(set.alice, () => set.alice.command(command, 'resolve', { in: channel.name }));
    await set.alice.submit();
    await set.settled();
    await pass(set, hour);

    expect(botMessages(channel, calledOut)).toEqual([]);
  });

  story('starts over when the incident is reopened, with one new call for a commander', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await pass(set, 20 * minute);
    await set.opens(set.alice, () => set.alice.command(command, 'resolve', { in: channel.name }));
    await set.alice.submit();
    await set.type(set.alice, 'reopen It is back', channel.name);
    await pass(set, 14 * minute);
    expect(botMessages(channel, calledOut)).toEqual([]);
    await pass(set, minute);
    expect(botMessages(channel, calledOut)).toHaveLength(1);
    await pass(set, hour);

    expect(botMessages(channel, calledOut)).toHaveLength(1);
  });

  story(
    'lets someone take command from the call, which removes it from the announcement',
    async ({ scene }) => {
      const set = await scene();
      const channel = await set.declare();
      await pass(set, 15 * minute);
      const [call] = botMessages(channel, calledOut);
      if (!call) throw new Error('Nobody was called.');
      await set.carol.click(call, 'Take command');
      await set.settled();

      const [announced] = set.workspace.channel('incidents').posts;
      expect(announced?.text).toContain('Commander: <@U00000CAROL>');
      expect(announced?.text).not.toContain('*No commander yet.*');
    },
  );

  story('that passed during a restart is reported once', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await set.bot.stop();
    set.clock.advance(20 * minute);
    await set.restart();
    await set.settled();
    await set.restart();
    await set.settled();

    expect(botMessages(channel, calledOut)).toHaveLength(1);
  });

  story('for a higher severity counts from the change', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Severity: 'P3' });
    await pass(set, 30 * minute);
    await set.type(set.alice, 'severity P1', channel.name);
    await pass(set, 14 * minute);
    expect(botMessages(channel, calledOut)).toEqual([]);
    await pass(set, minute);

    expect(botMessages(channel, calledOut)).toHaveLength(1);
  });

  story('for a P4 is one business day: declared on Friday, reported on Monday', async ({ scene }) => {
    const friday = Date.UTC(2026, 10, 20, 14);
    const set = await scene({ startAt: friday });
    const channel = await set.declare({ Severity: 'P4' });
    await pass(set, 71 * hour);
    expect(botMessages(channel, calledOut)).toEqual([]);
    await pass(set, hour);

    expect(botMessages(channel, calledOut)).toHaveLength(1);
  });

  story('counts business days in TIMEZONE: Friday 16:00 UTC is Saturday in Auckland', async ({ scene }) => {
    const friday = Date.UTC(2026, 10, 20, 16);
    const set = await scene({ startAt: friday, env: { TIMEZONE: 'Pacific/Auckland' } });
    const channel = await set.declare({ Severity: 'P4' });
    await pass(set, 47 * hour);
    expect(botMessages(channel, calledOut)).toEqual([]);
    await pass(set, hour);

    expect(botMessages(channel, calledOut)).toHaveLength(1);
  });

  story('follows RESPOND_WITHIN', async ({ scene }) => {
    const set = await scene({ env: { RESPOND_WITHIN: 'P2=5m' } });
    const channel = await set.declare({ Severity: 'P2' });
    await pass(set, 5 * minute);

    expect(botMessages(channel, calledOut)).toHaveLength(1);
  });

  story('is reported in a channel that was created after it had passed', async ({ scene }) => {
    const set = await scene();
    const channel = await createdLate(set, 20 * minute);

    expect(botMessages(channel, calledOut)).toHaveLength(1);
  });
});
