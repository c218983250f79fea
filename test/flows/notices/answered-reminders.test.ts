import { describe, expect } from 'vitest';
import { refuseEdits } from '../support/faults/refuse-edits.ts';
import { botMessages, facts, headline, reminders } from '../support/find-messages.ts';
import { armedAt, update } from '../support/promises.ts';
import { putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { startAt } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { hour, minute, pass } from '../support/time.ts';

describe.concurrent('The reminder of a promised update', () => {
  story('leads to an update that the thread and the timeline call late', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'bob' });
    await pass(set, 42 * minute);
    await update(set, channel, { Action: 'Rolling back' });

    expect(botMessages(channel, '*Update* by <@U00000ALICE>, 12 min late: INVESTIGATING')).toHaveLength(1);
    expect(await set.type(set.bob, 'timeline', channel.name)).toMatch(
      /Update by .*, 12 min late: INVESTIGATING/u,
    );
  });

  story('is rescheduled by an update, and loses its buttons', async ({ scene }) => {
    const set = await scene();
    const { bob, opens, settled } = set;
    const channel = await set.declare({ Commander: 'bob' });
    await pass(set, 32 * minute);
    const [reminder] = reminders(channel);
    if (!reminder) throw new Error('There is no reminder.');
    await opens(bob, () => bob.click(reminder, 'Post update'));
    await bob.submit({ Status: 'IDENTIFIED' });
    await settled();

    expect(reminders(channel)).toEqual([]);
    expect(botMessages(channel, 'Update posted').map(({ ts }) => ts)).toEqual([reminder.ts]);
    expect(armedAt(set)).toBe(62);
    await pass(set, 30 * minute);
    expect(reminders(channel)).toHaveLength(1);
  });

  story('is scheduled for the time chosen in Next update', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'bob' });
    await update(set, channel, { 'Next update': new Date(startAt + 95 * minute) });

    expect(facts(channel)['Next update']).toBe('15:35 UTC');
    await pass(set, 94 * minute);
    expect(reminders(channel)).toEqual([]);
    await pass(set, minute);
    expect(reminders(channel)).toHaveLength(1);
  });

  story(
    'is postponed by Snooze for 15 minutes, just this once, and the timeline shows it',
    async ({ scene }) => {
      const set = await scene();
      const { bob, settled, type } = set;
      const channel = await set.declare({ Commander: 'bob' });
      await pass(set, 30 * minute);
      const [reminder] = reminders(channel);
      if (!reminder) throw new Error('There is no reminder.');
      await bob.click(reminder, 'Snooze 15 min');
      await settled();

      expect(reminders(channel)).toEqual([]);
      expect(botMessages(channel, ':zzz:').map(({ ts }) => ts)).toEqual([reminder.ts]);
      expect(facts(channel)['Next update']).toBe('overdue since 14:30 UTC');
      expect(set.workspace.channel('incidents').posts[0]?.text).toContain('overdue since 14:30 UTC');
      expect(await type(bob, '', channel.name)).toContain('overdue since 14:30 UTC');
      expect(await type(bob, 'timeline', channel.name)).toMatch(
        /14:30 UTC> {2}Reminder snoozed by .* for 15 min$/mu,
      );
      await pass(set, 15 * minute);
      expect(reminders(channel)).toHaveLength(1);
      await update(set, channel);
      expect(armedAt(set)).toBe(75);
    },
  );

  story(
    "doesn't come once the incident is resolved, and comes again after a reopening",
    async ({ scene }) => {
      const set = await scene();
      const { alice, opens, settled, type } = set;
      const channel = await set.declare({ Commander: 'bob' });
      await opens(alice, () => alice.click(headline(channel), 'Resolve'));
      await alice.submit();
      await settled();
      expect(armedAt(set)).toBeNull();
      await pass(set, 3 * hour);
      expect(reminders(channel)).toEqual([]);
      await type(alice, 'reopen It came back', channel.name);

      expect(armedAt(set)).toBe(210);
      await pass(set, 30 * minute);
      expect(reminders(channel)).toHaveLength(1);
    },
  );

  story("says that it's no longer needed if the incident is resolved while it waits", async ({ scene }) => {
    const set = await scene();
    const { alice, opens, settled } = set;
    const channel = await set.declare({ Commander: 'bob' });
    await pass(set, 30 * minute);
    await opens(alice, () => alice.click(headline(channel), 'Resolve'));
    await alice.submit();
    await settled();

    expect(reminders(channel)).toEqual([]);
    expect(botMessages(channel, 'Update no longer needed')).toHaveLength(1);
  });
});

describe.concurrent('A reminder that can no longer be edited in Slack', () => {
  story("is deleted once it's answered, and no failure is reported", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'bob' });
    await pass(set, 30 * minute);
    const [reminder] = reminders(channel);
    if (!reminder) throw new Error('There is no reminder.');
    refuseEdits(set, reminder);
    await update(set, channel);

    expect(channel.messages.filter(({ ts }) => ts === reminder.ts)).toEqual([]);
    expect(putAside(set)).toEqual([]);
  });

  story('is replaced by one that names the current commander', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'bob' });
    await pass(set, 30 * minute);
    const [reminder] = reminders(channel);
    if (!reminder) throw new Error('There is no reminder.');
    refuseEdits(set, reminder);
    await set.type(set.alice, 'commander @carol', channel.name);

    expect(reminders(channel).map(({ text }) => text)).toEqual([
      expect.stringMatching(/\*Update due .*<@U00000CAROL>/u),
    ]);
    await update(set, channel);
    expect(reminders(channel)).toEqual([]);
    expect(botMessages(channel, 'Update posted')).toHaveLength(1);
    expect(putAside(set)).toEqual([]);
  });

  story(
    'is replaced by one that is still followed, even if the response to its post was lost',
    async ({ scene }) => {
      const set = await scene();
      const channel = await set.declare({ Commander: 'bob' });
      await pass(set, 30 * minute);
      const [reminder] = reminders(channel);
      if (!reminder) throw new Error('There is no reminder.');
      refuseEdits(set, reminder);
      set.workspace.faults.add({
        method: 'chat.postMessage',
        answer: 'reset_after',
        when: ({ text }) => String(text).includes('*Update due'),
      });
      await set.type(set.alice, 'commander @carol', channel.name);
      await recovered(set);
      expect(reminders(channel)).toHaveLength(1);
      await update(set, channel);

      expect(reminders(channel)).toEqual([]);
      expect(botMessages(channel, 'Update posted')).toHaveLength(1);
    },
  );
});
