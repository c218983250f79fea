import { describe, expect } from 'vitest';
import { close } from '../support/close.ts';
import { WrongClock } from '../support/faults/wrong-clock.ts';
import { botMessages, lastEphemeral } from '../support/find-messages.ts';
import { leaves, remindedOf, summaries, until } from '../support/items/reminded.ts';
import { story } from '../support/story.ts';

const hour = 3_600_000;

/** The scene begins on Saturday, 21 November 2026; 09:00 is 14:00 UTC for bob, 09:00 for alice, 00:00 for carol. */
describe.concurrent.each(['socket', 'http'] as const)('Reminders of action items over %s', (transport) => {
  story('come the day before, on the day, and daily when overdue, but not on weekends', async ({ scene }) => {
    const set = await scene({ transport });
    await leaves(set, 'Alert on 5xx @bob by 2026-11-24');
    await until(set, '2026-11-23T23:00:00Z');
    expect(remindedOf(set, set.bob)).toHaveLength(1);
    expect(remindedOf(set, set.bob)[0]?.text).toContain('*Due tomorrow*\n☐ Alert on 5xx');
    await until(set, '2026-11-24T23:00:00Z');
    expect(remindedOf(set, set.bob)[1]?.text).toContain('*Due today*');
    await until(set, '2026-11-29T23:00:00Z');
    expect(remindedOf(set, set.bob)).toHaveLength(5);
    expect(remindedOf(set, set.bob).at(-1)?.text).toContain('*3 days overdue*');
  });

  story('end when someone clicks the done button, and say so', async ({ scene }) => {
    const set = await scene({ transport });
    await leaves(set, 'Alert on 5xx @bob by 2026-11-24');
    await until(set, '2026-11-23T23:00:00Z');
    const [reminder] = remindedOf(set, set.bob);
    if (!reminder) return expect.fail('Bob was not reminded.');
    await set.bob.click(reminder, 'Done');
    await set.settled();
    expect(lastEphemeral(set.bob).text).toContain('INC-1: done: Alert on 5xx');
    await until(set, '2026-11-26T23:00:00Z');
    expect(remindedOf(set, set.bob)).toHaveLength(1);
  });
});

describe.concurrent('Reminders of action items', () => {
  story("come at 09:00 in each owner's time zone", async ({ scene }) => {
    const set = await scene();
    await leaves(set, 'Alert on 5xx @bob by 2026-11-24', 'Write a runbook @carol by 2026-11-24');
    const both = () => [set.bob, set.carol].map((who) => remindedOf(set, who).length);
    await until(set, '2026-11-22T23:59:00Z');
    expect(both()).toEqual([0, 0]);
    await until(set, '2026-11-23T00:01:00Z');
    expect(both()).toEqual([0, 1]);
    await until(set, '2026-11-23T13:59:00Z');
    expect(both()).toEqual([0, 1]);
    await until(set, '2026-11-23T14:01:00Z');
    expect(both()).toEqual([1, 1]);
  });

  story('also go to the commander after 7 overdue days, and say why', async ({ scene }) => {
    const set = await scene();
    await leaves(set, 'Alert on 5xx @bob by 2026-11-23');
    await until(set, '2026-11-30T23:00:00Z');
    expect(remindedOf(set, set.alice)).toEqual([]);
    await until(set, '2026-12-01T23:00:00Z');
    expect(remindedOf(set, set.alice).map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /\*Overdue\*\n☐ Alert on 5xx\n.*\*8 days overdue\* · you get this as the commander/,
      ),
    ]);
    expect(remindedOf(set, set.bob).at(-1)?.text).not.toContain('as the commander');
  });

  story('for a group, nobody, or someone who has left go to the commander', async ({ scene }) => {
    const set = await scene();
    await leaves(
      set,
      'Rotate the keys @oncall by 2026-11-24',
      'Ask the vendor by 2026-11-24',
      'Write a runbook @carol by 2026-11-24',
    );
    set.carol.deactivate();
    await until(set, '2026-11-23T23:00:00Z');
    const [reminder, ...more] = remindedOf(set, set.alice).map(({ text }) => text);
    expect(more).toEqual([]);
    for (const item of ['Rotate the keys', 'Ask the vendor', 'Write a runbook'])
      expect(reminder).toContain(`☐ ${item}`);
    expect([set.bob, set.carol].flatMap((who) => remindedOf(set, who))).toEqual([]);
  });

  story('come weekly after 14 overdue days, and once after a long downtime', async ({ scene }) => {
    const set = await scene();
    await leaves(set, 'Alert on 5xx @bob by 2026-11-24');
    await set.haltBot();
    set.clock.advance(Date.parse('2026-12-07T16:00:00Z') - set.clock.now());
    await set.resumeBot();
    await set.settled();
    expect(remindedOf(set, set.bob).map(({ text }) => text)).toEqual([
      expect.stringContaining('*13 days overdue*'),
    ]);
    await until(set, '2026-12-08T23:00:00Z');
    expect(remindedOf(set, set.bob)).toHaveLength(2);
    await until(set, '2026-12-13T23:00:00Z');
    expect(remindedOf(set, set.bob)).toHaveLength(2);
    await until(set, '2026-12-18T23:00:00Z');
    expect(
      remindedOf(set, set.bob)
        .map(({ text }) => text)
        .slice(2),
    ).toEqual([expect.stringContaining('*20 days overdue*')]);
  });

  story('that are being sent when the clock is set back wait for their hour', async ({ scene }) => {
    let clock: WrongClock | null = null;
    const set = await scene({
      botClock(right) {
        clock ??= new WrongClock(right);
        return clock;
      },
    });
    await leaves(set, 'Ask the vendor by 2026-11-24');
    const jump = (ms: number) => (clock as WrongClock | null)?.jump(ms);
    await until(set, '2026-11-23T06:00:00Z');
    jump(2 * hour);
    const fault = { answer: { error: 'internal_error' }, times: 999 };
    const mends = ['conversations.open', 'chat.postMessage'].map((method) =>
      set.workspace.faults.add({ ...fault, method }),
    );
    await until(set, '2026-11-23T07:01:00Z');
    jump(-2 * hour);
    for (const mend of mends) mend();
    const counts = () => [remindedOf(set, set.alice).length, summaries(set).length];
    await until(set, '2026-11-23T08:55:00Z', 1);
    expect(counts()).toEqual([0, 0]);
    await until(set, '2026-11-23T09:05:00Z', 1);
    expect(counts()).toEqual([1, 1]);
  });

  story('of what was added while the clock was ahead come on their days', async ({ scene }) => {
    let clock: WrongClock | null = null;
    const set = await scene({
      botClock(right) {
        clock ??= new WrongClock(right);
        return clock;
      },
    });
    const jump = (ms: number) => (clock as WrongClock | null)?.jump(ms);
    jump(100 * hour);
    await leaves(set, 'Alert on 5xx @bob by 2026-11-26');
    jump(-100 * hour);
    await until(set, '2026-11-26T23:00:00Z');
    expect(remindedOf(set, set.bob).map(({ text }) => text.split('\n')[1])).toEqual([
      '*Due tomorrow*',
      '*Due today*',
    ]);
    expect(summaries(set)).toHaveLength(1);
  });

  story('name twelve action items, and count the others and those without a date', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'alice' });
    const dated = Array.from({ length: 11 }, (_, i) => `Alert on 5${i} - The vendor - 2026-11-23`);
    const undated = ['Ask', 'Ask again'].map((what) => `${what} - The vendor - when they answer`);
    await close(set, channel, { 'Action items': [...dated, ...undated].join('\n') });
    await until(set, '2026-11-23T23:00:00Z');
    const [reminder] = remindedOf(set, set.alice);
    expect(reminder?.text).toContain('*Without a date*\n☐ Ask\n');
    expect(JSON.stringify(reminder?.blocks)).toContain(
      '1 more. To see them all, run `/intercom-incident todos all`.',
    );
  });

  story(
    'that Slack refuses are reported in the channel, and are sent once Slack accepts them',
    async ({ scene }) => {
      const set = await scene();
      const channel = await leaves(set, 'Alert on 5xx @bob by 2026-11-24');
      const mend = set.workspace.faults.add({
        method: 'chat.postMessage',
        times: 999,
        answer: { error: 'restricted_action' },
        when: ({ text }) => /Your action items|Action items this week/u.test(String(text)),
      });
      await until(set, '2026-11-23T14:10:00Z');
      expect(botMessages(channel, "couldn't remind someone of their action items")).toHaveLength(1);
      expect(botMessages(channel, "couldn't post the weekly summary of action items")).toHaveLength(1);
      mend();
      await until(set, '2026-11-23T20:00:00Z', 1);
      expect([remindedOf(set, set.bob).length, summaries(set).length]).toEqual([1, 1]);
    },
  );
});
