import { describe, expect } from 'vitest';
import { botMessages, facts, headline, reminders } from '../support/find-messages.ts';
import { armedAt, createdLate, update } from '../support/promises.ts';
import { events, outbox } from '../support/record.ts';
import { type Scene, startAt } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { hour, minute, pass } from '../support/time.ts';

/** When the next one is due, UTC ms. */
const nextReminder = (set: Scene): number =>
  outbox(set).find(({ key }) => key.startsWith('wake:'))?.due ?? Number.NaN;

describe.concurrent('The reminder of a promised update', () => {
  story('names whoever becomes commander while it waits', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await pass(set, 30 * minute);
    expect(reminders(channel)[0]?.text).toContain('(no commander yet)');
    await set.bob.click(headline(channel), 'Take command');
    await set.settled();

    expect(reminders(channel).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^:alarm_clock: \*Update due .*\.\* <@U000000BOB1>$/u),
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
    expect(reminder?.text).toMatch(/^:alarm_clock: \*Update due .*14:30 UTC>\.\* <@U000000BOB1>$/u);
    expect(reminder?.buttons).toEqual(['Post update', 'Snooze 15 min']);
  });

  story(
    'comes again in place of the previous one, and also names who declared the incident',
    async ({ scene }) => {
      const set = await scene();
      const channel = await set.declare({ Commander: 'bob' });
      await pass(set, 30 * minute);
      expect(facts(channel)['Next update']).toBe('overdue since 14:30 UTC');
      expect(set.workspace.channel('incidents').posts[0]?.text).toContain(
        'Next update: overdue since 14:30 UTC',
      );
      await pass(set, 30 * minute);

      expect(reminders(channel).map(({ text }) => text)).toEqual([
        expect.stringMatching(
          /^:alarm_clock: \*Update overdue since .*14:30 UTC>\.\* <@U000000BOB1>, <@U00000ALICE>$/u,
        ),
      ]);
    },
  );

  story(
    'comes four times at its interval and then daily, each in place of the previous one',
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

  story(
    "leaves the previous one without buttons if Slack doesn't let the bot delete it",
    async ({ scene }) => {
      const set = await scene();
      const channel = await set.declare({ Commander: 'bob' });
      await pass(set, 30 * minute);
      set.workspace.faults.add({ method: 'chat.delete', times: 1, answer: { error: 'cant_delete_message' } });
      await pass(set, 30 * minute);

      expect(reminders(channel)).toHaveLength(1);
      expect(botMessages(channel, 'Replaced by a later reminder')).toHaveLength(1);
    },
  );

  story("comes at the interval of a higher severity that is set while it's overdue", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Severity: 'P3', Commander: 'bob' });
    await pass(set, 4 * hour);
    await set.type(set.alice, 'severity P1', channel.name);
    expect(armedAt(set)).toBe(4 * 60 + 30);
    await pass(set, 30 * minute);

    expect(reminders(channel).map(({ text }) => text)).toEqual([expect.stringContaining('18:00 UTC>.*')]);
  });

  story('names who declared the incident while there is no commander', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await pass(set, 30 * minute);

    expect(reminders(channel)[0]?.text).toContain('<@U00000ALICE> (no commander yet)');
  });

  story('comes once after a restart if its time passed while the bot was down', async ({ scene }) => {
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

  story('comes sooner if the severity rises, and keeps the promised time if it falls', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Severity: 'P3', Commander: 'bob' });
    await pass(set, 20 * minute);
    await set.type(set.alice, 'severity P1', channel.name);
    expect(facts(channel)['Next update']).toBe('14:50 UTC');
    await set.type(set.alice, 'severity P4', channel.name);

    expect(facts(channel)['Next update']).toBe('14:50 UTC');
    await pass(set, 30 * minute);
    expect(reminders(channel)).toHaveLength(1);
  });

  story('leaves at most one pending wake-up, whatever reschedules it', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'bob' });
    await update(set, channel);
    await set.type(set.alice, 'severity P2', channel.name);
    await update(set, channel, { 'Next update': new Date(startAt + 40 * minute) });
    await set.type(set.alice, 'severity P1', channel.name);

    expect(armedAt(set)).toBe(30);
    expect(events(set, 'reminded')).toEqual([]);
  });

  story('comes for an incident whose channel was created late', async ({ scene }) => {
    const set = await scene();
    const channel = await createdLate(set, 40 * minute);

    expect(reminders(channel)).toHaveLength(1);
  });
});
