import { describe, expect } from 'vitest';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { botMessages, facts, headline, lastEphemeral } from '../support/find-messages.ts';
import { events } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;

/** Opens a modal by its button on the headline, or by its subcommand. */
const asking = (set: Scene, channel: ChannelSnapshot, label: string, text: string) =>
  [
    ['button', () => set.opens(set.bob, () => set.bob.click(headline(channel), label))],
    ['command', () => set.opens(set.bob, () => set.bob.command(command, text, { in: channel.name }))],
  ] as const;

describe.concurrent.each(['socket', 'http'] as const)('Working on an incident over %s', (transport) => {
  story(
    'posts an update by button and by command, pre-filled with current values, and edits the headline',
    async ({ scene }) => {
      const set = await scene({ transport });
      const { bob, clock, settled } = set;
      const channel = await set.declare({ Impact: 'Nothing loads', Commander: 'bob' });
      const { ts } = headline(channel);
      for (const [how, open] of asking(set, channel, 'Post update', 'update')) {
        clock.advance(10 * minute);
        await open();
        expect(bob.modal?.fields.map(({ label }) => label)).toEqual([
          'Status',
          'Impact',
          'Cause',
          'Action',
          'Next update',
        ]);
        expect(bob.modal?.fields[1]?.value).toBe('Nothing loads');
        expect(
          await bob.submit({ Status: 'IDENTIFIED', Cause: `Found by ${how}`, Action: 'Fallback' }),
        ).toEqual({
          closed: true,
        });
        await settled();
      }

      expect(headline(channel).text.split('\n')).toEqual([
        '[P1] INCIDENT: Intercom Integration',
        'Status: IDENTIFIED',
        'Impact: Nothing loads',
        'Cause: Found by command',
        'Action: Fallback',
        'Next update: 14:50 UTC',
        'Commander: <@U000000BOB1>',
      ]);
      expect(headline(channel)).toMatchObject({ ts, pinned: true });
      expect(botMessages(channel, '*Update* by <@U000000BOB1>: IDENTIFIED')).toHaveLength(2);
      expect(channel.thread(ts).filter(({ text }) => text.includes('*Update*'))).toHaveLength(2);
    },
  );

  story('adds a note by button at its own time, and by command at once', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, bob, clock, settled, opens, type } = set;
    const channel = await set.declare();
    clock.advance(20 * minute);
    await opens(alice, () => alice.click(headline(channel), 'Add note'));
    expect(alice.modal?.fields.map(({ label }) => label)).toEqual(['Note', 'When']);
    await alice.submit({ Note: 'The first customer called', When: new Date(Date.UTC(2026, 10, 21, 13, 50)) });
    await settled();
    bob.join(channel.name);
    expect(await type(bob, 'note Agents see an empty inbox', channel.name)).toBe(
      'INC-1: note added to the timeline.',
    );

    const story = await type(alice, 'timeline', channel.name);
    expect(story).toMatch(/13:50 UTC> {2}Note by [^\n]*: The first customer called\n[^\n]*First alert/u);
    expect(story).toMatch(/14:20 UTC> {2}Note by [^\n]*: Agents see an empty inbox$/u);
  });

  story(
    'changes the severity by form and by command, with the reason in the thread, and updates the topic',
    async ({ scene }) => {
      const set = await scene({ transport });
      const { alice, settled, opens, type } = set;
      const channel = await set.declare({ Severity: 'P3' });
      await opens(alice, () => alice.click(headline(channel), 'Change severity'));
      expect(alice.modal?.fields.map(({ label, value }) => [label, value])).toEqual([
        ['Severity', 'P3'],
        ['Why', null],
      ]);
      await alice.submit({ Severity: 'P2', Why: 'More teams report it' });
      await settled();
      expect(facts(channel).title).toBe('[P2] INCIDENT: Intercom Integration');
      expect(await type(alice, 'severity p1 Everything fails', channel.name)).toBe(
        'INC-1: severity changed to P1.',
      );

      expect(facts(channel).title).toBe('[P1] INCIDENT: Intercom Integration');
      expect(channel.topic).toBe('[P1] INC-1: Conversations not loading');
      expect(channel.thread(headline(channel).ts).map(({ text }) => text)).toEqual([
        '<@U00000ALICE> changed the severity from P3 to P2. *Why:* More teams report it',
        '<@U00000ALICE> changed the severity from P2 to P1. *Why:* Everything fails',
      ]);
    },
  );

  story('assigns the commander by button, command, and form, and invites them', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, bob, settled, opens, type } = set;
    const channel = await set.declare();
    await bob.click(headline(channel), 'Take command');
    await settled();
    expect(facts(channel).Commander).toBe('<@U000000BOB1>');
    expect(await type(alice, 'commander @carol', channel.name)).toBe('INC-1: command handed over.');
    expect(facts(channel).Commander).toBe('<@U00000CAROL>');
    await opens(alice, () => alice.command(command, 'commander', { in: channel.name }));
    await alice.submit({ Commander: 'dave' });
    await settled();

    expect(facts(channel).Commander).toBe('<@U000000DAVE>');
    expect(channel.members.toSorted()).toEqual(['alice', 'bob', 'carol', 'dave', 'incident_bot']);
  });

  story(
    'resolves by button and by command, and leaves only Reopen, Close, and Add action item',
    async ({ scene }) => {
      const set = await scene({ transport });
      const { bob, settled, type } = set;
      const channel = await set.declare({ Commander: 'bob' });
      for (const [how, open] of asking(set, channel, 'Resolve', 'resolve')) {
        await open();
        expect(bob.modal?.fields.map(({ label }) => label)).toEqual(['What fixed it']);
        await bob.submit({ 'What fixed it': `Fixed, said by ${how}` });
        await settled();
        expect(facts(channel)).toMatchObject({
          Status: 'RESOLVED',
          'Next update': 'None (incident over)',
        });
        expect(headline(channel).buttons).toEqual(['Reopen', 'Close', 'Add action item']);
        if (how === 'button')
          expect(await type(bob, 'reopen It came back', channel.name)).toContain('INC-1: reopened.');
      }

      expect(botMessages(channel, '*What fixed it:* Fixed, said by')).toHaveLength(2);
      expect(botMessages(channel, '*Reopened* by <@U000000BOB1>\n*Why:* It came back')).toHaveLength(1);
    },
  );

  story('closes by command, and reopens by button after asking why', async ({ scene }) => {
    const set = await scene({ transport });
    const { bob, settled, opens } = set;
    const channel = await set.declare({ Commander: 'bob' });
    await opens(bob, () => bob.command(command, 'close', { in: channel.name }));
    expect(bob.modal?.fields.map(({ label }) => label)).toEqual([
      'Type',
      'Summary',
      'Root cause',
      'What fixed it',
      'Conversations affected',
      'Users unable to reach support',
      'Action items',
    ]);
    await bob.submit();
    await settled();
    expect(facts(channel).Status).toBe('CLOSED');
    expect(headline(channel).buttons).toEqual(['Reopen', 'Add action item']);
    expect(lastEphemeral(bob).text).toBe('INC-1: closed. The postmortem is being posted to the channel.');
    await opens(bob, () => bob.click(headline(channel), 'Reopen'));
    expect(bob.modal?.fields.map(({ label }) => label)).toEqual(['Why']);
    await bob.submit({ Why: 'Customers still call' });
    await settled();

    expect(facts(channel)).toMatchObject({ Status: 'INVESTIGATING', 'Next update': '14:30 UTC' });
    expect(headline(channel).buttons).toContain('Post update');
  });

  story('keeps one announcement, which is edited as the incident moves on', async ({ scene }) => {
    const set = await scene({ transport });
    const { bob, settled, opens, workspace } = set;
    const channel = await set.declare({ Commander: 'bob' });
    const [before] = workspace.channel('incidents').posts;
    await opens(bob, () => bob.click(headline(channel), 'Post update'));
    await bob.submit({ Status: 'MONITORING', Impact: 'Replies are late' });
    await settled();

    const posts = workspace.channel('incidents').posts;
    expect(posts.map(({ ts }) => ts)).toEqual([before?.ts]);
    expect(posts[0]?.text.split('\n')).toEqual([
      `*[P1] INCIDENT: Intercom Integration* in <#${channel.id}>`,
      'INC-1: Conversations not loading',
      'Status: MONITORING',
      'Impact: Replies are late',
      "Whose problem: Nobody's",
      'Commander: <@U000000BOB1>',
      'Next update: 14:30 UTC',
    ]);
  });

  story('records who did what, in order', async ({ scene }) => {
    const set = await scene({ transport });
    const channel = await set.declare();
    await set.type(set.alice, 'commander @alice', channel.name);
    await set.type(set.alice, 'severity P2', channel.name);
    await set.type(set.alice, 'note Looking', channel.name);

    const hers = events(set).filter(
      ({ by }) => by === JSON.stringify({ kind: 'person', user: 'U00000ALICE' }),
    );
    expect(hers.map(({ type }) => type)).toEqual([
      'opened',
      'commander_assigned',
      'severity_changed',
      'note_added',
    ]);
  });
});
