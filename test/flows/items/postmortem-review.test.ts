import { describe, expect } from 'vitest';
import { exportOf } from '../../terminal/export/support/exports.ts';
import { close } from '../support/close.ts';
import { refuseEdits } from '../support/faults/refuse-edits.ts';
import { botMessages, lastEphemeral, postmortems } from '../support/find-messages.ts';
import { remindedOf, until } from '../support/items/reminded.ts';
import { putAside } from '../support/record.ts';
import { story } from '../support/story.ts';

/** The scene begins on Saturday, 21 November 2026; its fifth working day after that is Friday, the 27th. */
describe.concurrent.each(['socket', 'http'] as const)('The review of a postmortem over %s', (transport) => {
  story(
    "is the commander's task for 5 working days after the close, with reminders until someone clicks Reviewed",
    async ({ scene }) => {
      const set = await scene({ transport });
      const channel = await set.declare({ Commander: 'alice' });
      await close(set, channel, { 'Action items': 'Alert on 5xx - Bob - 2027-03-01' });
      const [note] = botMessages(channel, '*Postmortem to review:* <@U00000ALICE>, due 2026-11-27');
      if (!note) return expect.fail('The thread does not say who reviews the postmortem.');
      expect(note.buttons).toEqual(['Reviewed']);
      const carrier = () => botMessages(channel, 'Postmortem of INC-1')[0];
      expect(carrier()).toMatchObject({
        text: expect.stringContaining('*Review:* <@U00000ALICE>, due 2026-11-27'),
        buttons: ['Reviewed', 'Edit postmortem'],
      });
      await until(set, '2026-11-25T23:00:00Z');
      expect(remindedOf(set, set.alice)).toEqual([]);
      await until(set, '2026-11-27T23:00:00Z');
      expect(
        remindedOf(set, set.alice).map(({ text, buttons }) => [text.split('\n').slice(1), buttons]),
      ).toEqual([
        [
          ['*Due tomorrow*', '☐ Review the postmortem', 'INC-1 · <@U00000ALICE> · due 2026-11-27'],
          ['Reviewed'],
        ],
        [['*Due today*', '☐ Review the postmortem', 'INC-1 · <@U00000ALICE> · due 2026-11-27'], ['Reviewed']],
      ]);
      await set.bob.click(note, 'Reviewed');
      await set.settled();
      expect(lastEphemeral(set.bob).text).toBe('INC-1: the postmortem is reviewed.');
      expect(botMessages(channel, '<@U000000BOB1> reviewed the postmortem')).toHaveLength(1);
      expect(carrier()).toMatchObject({
        text: expect.stringContaining('*Reviewed* by <@U000000BOB1>'),
        buttons: ['Edit postmortem'],
      });
      await until(set, '2026-12-02T23:00:00Z');
      expect(remindedOf(set, set.alice)).toHaveLength(2);
      expect(postmortems(channel)).toHaveLength(1);
      expect(postmortems(channel)[0]?.content).not.toContain('Review the postmortem');
    },
  );
});

describe.concurrent('The review of a postmortem', () => {
  story('counts among the open action items of an export for a spreadsheet', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await close(set, channel, { 'Action items': 'Alert on 5xx - Bob - 2027-03-01' });
    const file = (set.env.DATABASE_URL ?? '').replace(/^file:/u, '');
    const counted = async () => {
      const [head = '', row = ''] = (await exportOf(file, 'all', { as: 'csv' })).split('\r\n');
      const first = head.split(',').indexOf('action_items') - head.split(',').length;
      return row.split(',').slice(first).slice(0, 2);
    };
    expect(await counted()).toEqual(['2', '2']);
    await set.type(set.alice, 'reopen It is back', channel.name);
    expect(await counted()).toEqual(['2', '1']);
  });

  story('is left on a message that can no longer be edited, without a warning', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'alice' });
    await close(set, channel);
    const carrier = () => botMessages(channel, 'Postmortem of INC-1')[0];
    const posted = carrier();
    if (!posted) return expect.fail('The postmortem was not posted.');
    refuseEdits(set, posted);
    await set.type(set.alice, 'reopen It is back', channel.name);
    expect(carrier()?.text).toBe(posted.text);
    expect(botMessages(channel, ':warning:')).toEqual([]);
    expect(putAside(set)).toEqual([]);
  });

  story('is reassigned, reopened, and dropped like any action item', async ({ scene }) => {
    const set = await scene();
    const { alice, bob, settled, opens } = set;
    const channel = await set.declare({ Commander: 'alice' });
    await close(set, channel);
    const list = async () => {
      await set.type(alice, 'todos', channel.name);
      return lastEphemeral(alice);
    };
    const first = await list();
    expect(first.buttons).toEqual(['Reviewed', 'Edit', 'Drop']);
    await opens(alice, () => alice.click(first, 'Edit'));
    expect(alice.screen).not.toContain('What is to be done');
    await alice.submit({ Owner: bob.name, Due: '2026-12-01' });
    await settled();
    expect(
      botMessages(channel, 'changed the review of the postmortem. Owner: <@U000000BOB1>. Due: 2026-12-01'),
    ).toHaveLength(1);
    await until(set, '2026-11-30T23:00:00Z');
    expect([remindedOf(set, alice).length, remindedOf(set, bob).length]).toEqual([0, 1]);

    await alice.click(await list(), 'Reviewed');
    await settled();
    expect(lastEphemeral(alice).text).toContain('· *reviewed*');
    await alice.click(lastEphemeral(alice), 'Reopen');
    await settled();
    expect(botMessages(channel, 'The postmortem is to be reviewed again')).toHaveLength(1);
    await opens(alice, async () => alice.click(await list(), 'Drop'));
    await alice.submit({ Why: 'We met about it' });
    await settled();
    expect(botMessages(channel, 'dropped the review of the postmortem. *Why:* We met about it')).toHaveLength(
      1,
    );
    expect(postmortems(channel)).toHaveLength(1);
  });

  story(
    'pauses while the incident is reopened, and gets a new due date after the next close',
    async ({ scene }) => {
      const set = await scene();
      const channel = await set.declare({ Commander: 'alice' });
      await close(set, channel);
      await set.type(set.alice, 'reopen It is back', channel.name);
      await until(set, '2026-11-27T23:00:00Z');
      expect(remindedOf(set, set.alice)).toEqual([]);
      await close(set, channel);
      expect(botMessages(channel, 'changed the review of the postmortem. Due: 2026-12-04')).toHaveLength(1);
      await until(set, '2026-12-03T23:00:00Z');
      expect(remindedOf(set, set.alice)).toHaveLength(1);
    },
  );

  story(
    'is offered nowhere while the incident is reopened, nor once that ends without a postmortem',
    async ({ scene }) => {
      const set = await scene();
      const { alice, settled, type, opens } = set;
      const channel = await set.declare({ Commander: 'alice' });
      await close(set, channel);
      const [note] = botMessages(channel, '*Postmortem to review:*');
      if (!note) return expect.fail('The thread does not say who reviews the postmortem.');
      const carrier = () => botMessages(channel, 'Postmortem of INC-1')[0];
      const offered = async () => [
        await type(alice, 'todos', channel.name),
        await type(alice, 'todos mine'),
        await type(alice, 'figures'),
      ];
      const nowhere = [
        expect.stringContaining('There are none.'),
        expect.stringContaining('There are none.'),
        expect.stringContaining('0 open'),
      ];

      await type(alice, 'reopen It is back', channel.name);
      expect(await offered()).toEqual(nowhere);
      expect(carrier()?.text).toMatch(/\nReopened since\. The next close posts a new version\.$/u);
      expect(carrier()?.buttons).toEqual([]);
      await alice.click(note, 'Reviewed');
      await settled();
      expect(lastEphemeral(alice).text).toBe(
        "INC-1 isn't closed, so its postmortem isn't finished. Nothing was changed. Close it first.",
      );

      await opens(alice, () => alice.command('/intercom-incident', 'cancel', { in: channel.name }));
      await alice.submit({ Reason: 'False alarm' });
      await settled();
      expect(await offered()).toEqual([nowhere[0], nowhere[1], expect.not.stringContaining('1 open')]);
      expect(carrier()?.text).toMatch(/\nCancelled since\. It no longer needs a postmortem\.$/u);
      await alice.click(note, 'Reviewed');
      await settled();
      expect(lastEphemeral(alice).text).toBe(
        'INC-1 is cancelled, so it needs no postmortem. Nothing was changed. To undo that, run `/intercom-incident reopen`.',
      );

      await type(alice, 'reopen', channel.name);
      if (alice.modal) await alice.submit({});
      await settled();
      await close(set, channel);
      expect(carrier()?.text).not.toContain('since');
      expect(await type(alice, 'todos mine')).toContain('Review the postmortem');
    },
  );

  story("isn't requested for a P3", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'alice', Severity: 'P3' });
    await close(set, channel);
    expect(botMessages(channel, 'Postmortem to review')).toEqual([]);
    expect(await set.type(set.alice, 'todos', channel.name)).toContain('There are none.');
    const [carrier] = botMessages(channel, 'Postmortem of INC-1');
    expect(carrier?.text).not.toContain('Review');
    expect(carrier?.buttons).toEqual(['Edit postmortem']);
  });
});
