import { describe, expect } from 'vitest';
import type { ChannelSnapshot } from '../../../sandbox/slack/people/seen.ts';
import { events, outbox } from '../support/record.ts';
import { command, type Scene, startAt } from '../support/scene.ts';
import { facts, headline, reminders, saying } from '../support/seen.ts';
import { story } from '../support/story.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Moves the clock and waits for what became due. */
async function pass(set: Scene, ms: number): Promise<void> {
  set.clock.advance(ms);
  await set.settled();
}

/** When the next reminder is due, in whole minutes after the start; null when none is armed. */
function armedAt(set: Scene): number | null {
  const wake = outbox(set).filter(({ key }) => key.startsWith('wake:'));
  expect(wake.length).toBeLessThan(2);
  return wake[0] ? Math.floor((wake[0].due - startAt) / minute) : null;
}

/** When the next one is due, UTC ms. */
const nextReminder = (set: Scene): number =>
  outbox(set).find(({ key }) => key.startsWith('wake:'))?.due ?? Number.NaN;

async function update(
  set: Scene,
  channel: ChannelSnapshot,
  fields: Record<string, Date | string> = {},
): Promise<void> {
  await set.opens(set.alice, () => set.alice.command(command, 'update', { in: channel.name }));
  await set.alice.submit(fields);
  await set.settled();
}

describe.concurrent('The reminder of a promised update', () => {
  story('names whoever takes command while it waits', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await pass(set, 30 * minute);
    expect(reminders(channel)[0]?.text).toContain('nobody has command: the update promised for');
    await set.bob.click(headline(channel), 'Take command');
    await set.settled();

    expect(reminders(channel).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^:alarm_clock: <@U000000BOB1>: the update promised for .* is due\.$/u),
    ]);
  });

  story.for([
    ['P1', 30 * minute],
    ['P2', hour],
    ['P3', 4 * hour],
    ['P4', 24 * hour],
  ] as const)(
    'comes for a %s once its time has passed, and not before',
    async ([Severity, pace], { scene }) => {
      const set = await scene();
      const channel = await set.declare({ Severity, Commander: 'bob' });
      await pass(set, pace - minute);
      expect(reminders(channel)).toEqual([]);
      await pass(set, minute);

      expect(reminders(channel)).toHaveLength(1);
    },
  );

  story('is one message that names the commander, with Post update and Snooze 15 min', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'bob' });
    await pass(set, 30 * minute);

    const [reminder, ...more] = reminders(channel);
    expect(more).toEqual([]);
    expect(reminder?.text).toMatch(
      /^:alarm_clock: <@U000000BOB1>: the update promised for .*14:30 UTC> is due\.$/u,
    );
    expect(reminder?.buttons).toEqual(['Post update', 'Snooze 15 min']);
  });

  story('comes again in place of the one before it, and names who declared it, too', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'bob' });
    await pass(set, 30 * minute);
    expect(facts(channel)['Next update']).toBe('overdue since 14:30 UTC');
    expect(set.workspace.channel('incidents').said[0]?.text).toContain(
      'Next update: overdue since 14:30 UTC',
    );
    await pass(set, 30 * minute);

    expect(reminders(channel).map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /^:alarm_clock: <@U000000BOB1>, <@U00000ALICE>: the update promised for .*14:30 UTC> is overdue\.$/u,
      ),
    ]);
  });

  story(
    'comes four times at the pace and then once a day, each in place of the one before',
    async ({ scene }) => {
      const set = await scene();
      const channel = await set.declare({ Commander: 'bob' });
      let due = nextReminder(set);
      for (const gap of [30, 30, 30, 24 * 60, 24 * 60]) {
        const earlier = reminders(channel).map(({ ts }) => ts);
        await pass(set, due - set.clock.now());
        expect(reminders(channel)).toHaveLength(1);
        expect(reminders(channel).map(({ ts }) => ts)).not.toEqual(earlier);
        expect(nextReminder(set) - due).toBe(gap * minute);
        due = nextReminder(set);
      }
      expect(events(set, 'reminded')).toHaveLength(5);
    },
  );

  story('leaves one that Slack does not let the bot delete without its buttons', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'bob' });
    await pass(set, 30 * minute);
    set.workspace.faults.add({ method: 'chat.delete', times: 1, answer: { error: 'cant_delete_message' } });
    await pass(set, 30 * minute);

    expect(reminders(channel)).toHaveLength(1);
    expect(saying(channel, 'is still due; a later reminder asks for it')).toHaveLength(1);
  });

  story('is followed by an update that the thread and the timeline call late', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'bob' });
    await pass(set, 42 * minute);
    await update(set, channel, { Action: 'Rolling back' });

    expect(saying(channel, '*Update* by <@U00000ALICE>, 12 min late: INVESTIGATING')).toHaveLength(1);
    expect(await set.type(set.bob, 'timeline', channel.name)).toMatch(
      /Update by .*, 12 min late: INVESTIGATING/u,
    );
  });

  story('comes at the pace of a graver severity once that is set while it is overdue', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Severity: 'P3', Commander: 'bob' });
    await pass(set, 4 * hour);
    await set.type(set.alice, 'severity P1', channel.name);
    expect(armedAt(set)).toBe(4 * 60 + 30);
    await pass(set, 30 * minute);

    expect(reminders(channel).map(({ text }) => text)).toEqual([
      expect.stringContaining('18:00 UTC> is overdue'),
    ]);
  });

  story('names who declared it while nobody has command', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await pass(set, 30 * minute);

    expect(reminders(channel)[0]?.text).toContain(
      '<@U00000ALICE>, nobody has command: the update promised for',
    );
  });

  story('is armed again at the pace by an update, and loses its buttons', async ({ scene }) => {
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
    expect(saying(channel, 'was posted.').map(({ ts }) => ts)).toEqual([reminder.ts]);
    expect(armedAt(set)).toBe(62);
    await pass(set, 30 * minute);
    expect(reminders(channel)).toHaveLength(1);
  });

  story('is armed at the time chosen in Next update', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'bob' });
    await update(set, channel, { 'Next update': new Date(startAt + 95 * minute) });

    expect(facts(channel)['Next update']).toBe('15:35 UTC');
    await pass(set, 94 * minute);
    expect(reminders(channel)).toEqual([]);
    await pass(set, minute);
    expect(reminders(channel)).toHaveLength(1);
  });

  story('is moved by a snooze: this one only, for 15 minutes, and on the timeline', async ({ scene }) => {
    const set = await scene();
    const { bob, settled, type } = set;
    const channel = await set.declare({ Commander: 'bob' });
    await pass(set, 30 * minute);
    const [reminder] = reminders(channel);
    if (!reminder) throw new Error('There is no reminder.');
    await bob.click(reminder, 'Snooze 15 min');
    await settled();

    expect(reminders(channel)).toEqual([]);
    expect(saying(channel, ':zzz:').map(({ ts }) => ts)).toEqual([reminder.ts]);
    expect(facts(channel)['Next update']).toBe('overdue since 14:30 UTC');
    expect(set.workspace.channel('incidents').said[0]?.text).toContain('overdue since 14:30 UTC');
    expect(await type(bob, '', channel.name)).toContain('overdue since 14:30 UTC');
    expect(await type(bob, 'timeline', channel.name)).toMatch(
      /14:30 UTC> {2}Reminder snoozed by .* for 15 min$/mu,
    );
    await pass(set, 15 * minute);
    expect(reminders(channel)).toHaveLength(1);
    await update(set, channel);
    expect(armedAt(set)).toBe(75);
  });

  story('does not come once the incident is resolved, and comes again after a reopen', async ({ scene }) => {
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
  });

  story(
    'says that it is not needed any more when the incident is resolved while it waits',
    async ({ scene }) => {
      const set = await scene();
      const { alice, opens, settled } = set;
      const channel = await set.declare({ Commander: 'bob' });
      await pass(set, 30 * minute);
      await opens(alice, () => alice.click(headline(channel), 'Resolve'));
      await alice.submit();
      await settled();

      expect(reminders(channel)).toEqual([]);
      expect(saying(channel, 'is not needed any more.')).toHaveLength(1);
    },
  );

  story('comes once after a restart, although its time passed while the bot was off', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'bob' });
    await set.bot.stop();
    set.clock.advance(2 * hour);
    expect(reminders(channel)).toEqual([]);
    await set.restart();
    await set.settled();
    expect(reminders(channel)).toHaveLength(1);
    await set.restart();
    await set.settled();

    expect(reminders(channel)).toHaveLength(1);
  });

  story(
    'comes sooner when the severity rises, and keeps what was promised when it falls',
    async ({ scene }) => {
      const set = await scene();
      const channel = await set.declare({ Severity: 'P3', Commander: 'bob' });
      await pass(set, 20 * minute);
      await set.type(set.alice, 'severity P1', channel.name);
      expect(facts(channel)['Next update']).toBe('14:50 UTC');
      await set.type(set.alice, 'severity P4', channel.name);

      expect(facts(channel)['Next update']).toBe('14:50 UTC');
      await pass(set, 30 * minute);
      expect(reminders(channel)).toHaveLength(1);
    },
  );

  story('leaves at most one pending wake, whatever moves it', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'bob' });
    await update(set, channel);
    await set.type(set.alice, 'severity P2', channel.name);
    await update(set, channel, { 'Next update': new Date(startAt + 40 * minute) });
    await set.type(set.alice, 'severity P1', channel.name);

    expect(armedAt(set)).toBe(30);
    expect(events(set, 'reminded')).toEqual([]);
  });

  story('comes for an incident whose channel could only be opened later', async ({ scene }) => {
    const set = await scene();
    set.workspace.faults.add({
      method: 'conversations.create',
      times: 99,
      answer: { error: 'missing_scope' },
    });
    await set.opens(set.alice, () => set.alice.command(command, 'open P1 Inbox is empty'));
    await set.alice.submit();
    await set.settled();
    await pass(set, 40 * minute);
    set.workspace.faults.clear();
    const direct = set.workspace.channels.find(({ kind }) => kind === 'im');
    const [setback] = direct?.said ?? [];
    if (!setback) throw new Error('Alice was told nothing.');
    await set.alice.click(setback, 'Try again');
    await set.settled();

    expect(reminders(set.workspace.channel('inc-1-inbox-is-empty'))).toHaveLength(1);
  });
});
