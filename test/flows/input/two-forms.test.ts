import { describe, expect } from 'vitest';
import { close } from '../support/close.ts';
import { delivered } from '../support/delivered.ts';
import { facts, lastEphemeral } from '../support/find-messages.ts';
import { events } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { minute } from '../support/time.ts';

/** Alice and Bob in an incident channel, each with the same form open. */
async function both(set: Scene, text: string) {
  const channel = await set.declare({ Commander: 'alice' });
  const bob = delivered(set, 'bob', channel);
  await set.opens(set.alice, () => set.alice.command(command, text, { in: channel.name }));
  await set.opens(bob, () => bob.command(command, text, { in: channel.name }));
  return { channel, bob };
}

describe.concurrent('Two forms open at the same time', () => {
  story(
    'for an update record what each changed, and the second is told about the first',
    async ({ scene }) => {
      const set = await scene();
      const { channel, bob } = await both(set, 'update');
      await bob.submit({ Status: 'IDENTIFIED', Cause: 'Our token was revoked' });
      await set.settled();
      set.clock.advance(2 * 60_000);
      await set.alice.submit({ Impact: 'All agents' });
      await set.settled();

      expect(facts(channel)).toMatchObject({
        Status: 'IDENTIFIED',
        Impact: 'All agents',
        Cause: 'Our token was revoked',
      });
      expect(lastEphemeral(set.alice).text).toContain(
        '<@U000000BOB1> posted an update 2 min ago, while your form was open. What they wrote stands: Status, Cause.',
      );
    },
  );

  story(
    'for an update that change the same field: the last one counts, and is told what it replaced',
    async ({ scene }) => {
      const set = await scene();
      const { channel, bob } = await both(set, 'update');
      await bob.submit({ Cause: 'Our token was revoked' });
      await set.settled();
      await set.alice.submit({ Cause: 'Their outage' });
      await set.settled();

      expect(facts(channel).Cause).toBe('Their outage');
      expect(lastEphemeral(set.alice).text).toContain('Yours replaced their Cause: "Our token was revoked"');
    },
  );

  story("for an update: text typed with the command counts as the person's change", async ({ scene }) => {
    const set = await scene();
    const { channel, bob } = await both(set, 'update Failing over');
    await bob.submit({ Action: 'Waiting' });
    await set.settled();
    await set.alice.submit();
    await set.settled();

    expect(facts(channel).Action).toBe('Failing over');
  });

  story(
    'for an update: one opened before the incident ended and reopened is told about both',
    async ({ scene }) => {
      const set = await scene();
      const { channel, bob } = await both(set, 'update');
      await set.type(bob, 'resolve', channel.name);
      await bob.submit({ 'What fixed it': 'Rolled back' });
      await set.settled();
      set.clock.advance(3 * 60_000);
      await set.type(bob, 'reopen It is back', channel.name);
      set.clock.advance(60_000);
      await set.alice.submit({ Impact: 'All agents' });
      await set.settled();

      expect(facts(channel)).toMatchObject({ Status: 'INVESTIGATING', Impact: 'All agents' });
      expect(lastEphemeral(set.alice).text.split('\n')).toEqual([
        '*INC-1:* your change was saved.',
        '<@U000000BOB1> resolved the incident 4 min ago, while your form was open. What fixed it: "Rolled back"',
        '<@U000000BOB1> reopened the incident 1 min ago, while your form was open. Why: "It is back"',
      ]);
    },
  );

  story.for([
    ['close', 'closed'],
    ['cancel', 'cancelled'],
  ] as const)(
    'for the severity: one opened before a %s and a reopening is told about them',
    async ([end, ended], { scene }) => {
      const set = await scene();
      const { channel, bob } = await both(set, 'severity');
      await set.type(bob, end, channel.name);
      await bob.submit(end === 'cancel' ? { Reason: 'False alarm' } : {});
      await set.settled();
      await set.type(bob, 'reopen It is back', channel.name);
      await set.alice.submit({ Severity: 'P3' });
      await set.settled();
      await set.settled();

      expect(facts(channel).title).toContain('[P3]');
      expect(lastEphemeral(set.alice).text).toMatch(
        new RegExp(`<@U000000BOB1> ${ended} the incident .* ago, while your form was open\\.`, 'u'),
      );
    },
  );

  story(
    "for the severity: one submitted unchanged doesn't bring the old severity back",
    async ({ scene }) => {
      const set = await scene();
      const { channel, bob } = await both(set, 'severity');
      await bob.submit({ Severity: 'P3' });
      await set.settled();

      expect(await set.alice.submit()).toMatchObject({
        errors: { Severity: expect.stringContaining('became P3 while this form was open') },
      });
      expect(facts(channel).title).toContain('[P3]');
    },
  );

  story('for an update: an untouched next update counts from the submission', async ({ scene }) => {
    const set = await scene();
    const { channel } = await both(set, 'update');
    set.clock.advance(40 * 60_000);
    await set.alice.submit({ Status: 'IDENTIFIED' });
    await set.settled();

    expect(facts(channel)).toMatchObject({
      Status: 'IDENTIFIED',
      'Next update': expect.not.stringContaining('overdue'),
    });
  });

  story(
    'for ending the incident: the second is told who ended it, and to close the form',
    async ({ scene }) => {
      const set = await scene();
      const { bob } = await both(set, 'resolve');
      await bob.submit({ 'What fixed it': 'Rolled back' });
      await set.settled();

      expect(await set.alice.submit({ 'What fixed it': 'Waited' })).toMatchObject({
        errors: {
          'What fixed it': expect.stringMatching(
            /^\S+ resolved INC-1 at .* UTC, while this form was open\. Nothing was changed\. Close this form\.$/u,
          ),
        },
      });
    },
  );

  story(
    'for ending the incident: one opened before a reopening asks before it ends the incident',
    async ({ scene }) => {
      const set = await scene();
      const { channel, bob } = await both(set, 'resolve');
      await bob.submit({ 'What fixed it': 'Rolled back' });
      await set.settled();
      await set.type(bob, 'reopen It is back', channel.name);
      await set.alice.submit({ 'What fixed it': 'Waited' });
      await set.settled();

      expect(facts(channel).Status).toBe('INVESTIGATING');
      expect(set.alice.screen).toMatch(/INC-1 was reopened\*.* while this form was open.*\n.*Waited/u);
      expect(set.alice.modal?.submit).toBe('Resolve anyway');
      await set.alice.submit();
      await set.settled();
      expect(facts(channel).Status).toBe('RESOLVED');
    },
  );
});

describe.concurrent('Two forms open at the same time after the end', () => {
  story('of the postmortem: the second is told that it replaced something', async ({ scene }) => {
    const set = await scene();
    const { alice, opens } = set;
    const channel = await set.declare({ Commander: 'alice' });
    const bob = delivered(set, 'bob', channel);
    await close(set, channel);
    const posted = channel.posts.find(({ text }) => text.startsWith('Postmortem of INC-1'));
    if (!posted) return expect.fail('There is no postmortem.');
    await opens(alice, () => alice.click(posted, 'Edit postmortem'));
    await opens(bob, () => bob.click(posted, 'Edit postmortem'));
    await alice.submit({ Summary: 'Chats hung', Lessons: 'Alert earlier' });
    await set.settled();
    set.clock.advance(2 * minute);
    await bob.submit({ Summary: 'Chats were lost', 'What fixed it': '' });
    await set.settled();
    expect(lastEphemeral(bob).text).toContain(
      '<@U00000ALICE> corrected the postmortem 2 min ago, while your form was open. Yours replaced what you both changed. The rest stands.',
    );
    expect(events(set, 'review_corrected').at(-1)?.body).toMatchObject({
      summary: 'Chats were lost',
      lessons: 'Alert earlier',
    });
  });

  story('of the times, or of an action item: the second is told, too', async ({ scene }) => {
    const set = await scene();
    const { channel, bob } = await both(set, 'times');
    await set.alice.submit({ Started: new Date('2026-11-21T13:40:00Z') });
    await set.settled();
    set.clock.advance(2 * minute);
    await bob.submit({
      Acknowledged: new Date('2026-11-21T14:01:00Z'),
      Started: new Date('2026-11-21T13:45:00Z'),
    });
    await set.settled();
    expect(lastEphemeral(bob).text).toContain(
      '<@U00000ALICE> corrected Started 2 min ago, while your form was open. Yours replaced it.',
    );

    await set.type(bob, 'todo Alert on 5xx', channel.name);
    for (const who of [set.alice, bob]) {
      await set.type(who, 'todos', channel.name);
      await set.opens(who, () => who.click(lastEphemeral(who), 'Edit'));
    }
    await set.alice.submit({ Owner: 'carol' });
    await set.settled();
    await bob.submit({ What: 'Alert on 503' });
    await set.settled();
    expect(lastEphemeral(bob).text).toContain('edited the same action item less than a minute ago');
    expect(await set.type(bob, 'todos', channel.name)).toContain('Alert on 503\nINC-1 · <@U00000CAROL>');
  });
});
