import { describe, expect } from 'vitest';
import { leaves, remindedOf, summaries, until } from '../support/items/reminded.ts';
import { declarePrivately } from '../support/private/privately.ts';
import { goPrivate } from '../support/private.ts';
import { story } from '../support/story.ts';

describe.concurrent('The weekly summary of action items', () => {
  story(
    'is posted in the announcement channel on Mondays, with what is overdue, and notifies nobody',
    async ({ scene }) => {
      const set = await scene();
      await leaves(set, 'Alert on 5xx @bob by 2026-11-24', 'Move to webhooks @carol by 2027-03-01');
      await until(set, '2026-11-23T08:59:00Z');
      expect(summaries(set)).toEqual([]);
      await until(set, '2026-11-29T23:00:00Z');
      const first = ':ballot_box_with_check: *Action items this week:* 2 open, 0 overdue';
      expect(summaries(set)).toEqual([first]);
      await until(set, '2026-12-04T23:00:00Z');
      expect(summaries(set)).toEqual([
        first,
        expect.stringMatching(/\* 2 open, 1 overdue\n☐ Alert on 5xx\nINC-1 · bob · due 2026-11-24$/),
      ]);
    },
  );

  story('comes on the next working day if the bot was down, and only once', async ({ scene }) => {
    const set = await scene();
    await leaves(set, 'Move to webhooks @carol by 2027-03-01');
    await set.haltBot();
    set.clock.advance(Date.parse('2026-11-25T12:00:00Z') - set.clock.now());
    await set.resumeBot();
    await set.settled();
    expect(summaries(set)).toHaveLength(1);
    await set.restart();
    await until(set, '2026-11-29T23:00:00Z');
    expect(summaries(set)).toHaveLength(1);
  });

  story('names twelve overdue items, and counts the others', async ({ scene }) => {
    const set = await scene();
    await leaves(set, ...Array.from({ length: 13 }, (_, i) => `Alert on 5${i} @bob by 2026-11-22`));
    await until(set, '2026-11-23T10:00:00Z');
    expect(summaries(set)).toEqual([
      expect.stringMatching(
        /13 open, 13 overdue\n[\s\S]*\n… and 1 more overdue\. To see them all, run `.* todos all`\.$/,
      ),
    ]);
  });

  story("isn't posted if there is nothing to do", async ({ scene }) => {
    const set = await scene();
    await leaves(set);
    await until(set, '2026-11-23T23:00:00Z');
    expect(summaries(set)).toEqual([]);
  });
});

describe.concurrent('The action items of a private incident', () => {
  story('appear in reminders only for members of its channel', async ({ scene }) => {
    const set = await scene();
    const channel = await declarePrivately(set, { Commander: 'alice' });
    const dave = set.workspace.person('dave');
    set.alice.invite(channel.name, 'dave');
    await set.settled();
    await set.type(set.alice, 'todo Rotate the keys @dave by 2026-11-24', channel.name);
    await set.type(set.alice, 'todo Ask who had them @bob by 2026-11-24', channel.name);
    await until(set, '2026-11-23T23:00:00Z');
    expect(remindedOf(set, set.bob)).toEqual([]);
    expect(remindedOf(set, dave).map(({ text }) => text)).toEqual([
      expect.stringContaining('Rotate the keys'),
    ]);
    set.alice.remove(channel.name, 'dave');
    await until(set, '2026-11-24T23:00:00Z');
    expect(remindedOf(set, dave)).toHaveLength(1);
    expect(summaries(set)).toEqual([]);
  });
});

describe.concurrent('When an incident whose action items were posted becomes private,', () => {
  story(
    "the summaries and reminders that name it are deleted, except its members' own",
    async ({ scene }) => {
      const set = await scene();
      const channel = await leaves(set, 'Rotate the keys @bob by 2026-11-22', 'Ask @alice by 2026-11-22');
      await until(set, '2026-11-23T18:00:00Z');
      expect([
        summaries(set).length,
        remindedOf(set, set.bob).length,
        remindedOf(set, set.alice).length,
      ]).toEqual([1, 1, 1]);

      await goPrivate(set, set.alice, channel.name);
      await set.settled();
      expect([summaries(set), remindedOf(set, set.bob)]).toEqual([[], []]);
      expect(remindedOf(set, set.alice)).toHaveLength(1);
      await until(set, '2026-12-01T00:00:00Z');
      expect([summaries(set), remindedOf(set, set.bob)]).toEqual([[], []]);
    },
  );
});
