import { describe, expect } from 'vitest';
import { botMessages, facts, headline, postmortems, reminders } from '../support/find-messages.ts';
import { picture } from '../support/picture.ts';
import { events, rewrite } from '../support/record.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;

describe.concurrent.each(['socket', 'http'] as const)('A repeated payload over %s', (transport) => {
  story(
    'that is an event delivered again, with or without a retry number, changes nothing',
    async ({ scene }) => {
      const set = await scene({ transport });
      const { alice, settled, workspace } = set;
      const channel = await set.declare();
      const message = alice.post(channel.name, 'Look: request id: 3f1c0b9e-7a42-4c3d-9d5e-0123456789ab');
      alice.pin(message);
      alice.react(message, 'pushpin');
      await settled();
      const before = picture(set);
      const sent = workspace.deliveries.filter(({ kind }) => kind === 'events_api');
      expect(sent.map(({ type }) => type)).toEqual(
        expect.arrayContaining(['message', 'pin_added', 'reaction_added']),
      );
      for (const { id } of sent) await workspace.redeliver(id, 0);
      for (const { id } of sent) await workspace.redeliver(id);
      await settled();

      expect(picture(set)).toEqual(before);
    },
  );

  story('that is a double click acts once', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, bob, settled } = set;
    const channel = await set.declare();
    const shown = headline(channel);
    await Promise.all([bob.click(shown, 'Take command'), bob.click(shown, 'Take command')]);
    await settled();
    expect(events(set, 'commander_assigned')).toHaveLength(1);
    expect(botMessages(channel, '<@U000000BOB1> is now incident commander.')).toHaveLength(1);
    set.clock.advance(30 * minute);
    await settled();
    const [reminder] = reminders(channel);
    if (!reminder) throw new Error('There is no reminder.');
    await Promise.all([alice.click(reminder, 'Snooze 15 min'), bob.click(reminder, 'Snooze 15 min')]);
    await settled();

    expect(events(set, 'snoozed')).toHaveLength(1);
    expect(facts(channel)['Next update']).toBe('overdue since 14:30 UTC');
  });

  story(
    'that is a form submitted twice declares one incident, posts one update, or closes once',
    async ({ scene }) => {
      const set = await scene({ transport });
      const { alice, opens, settled, workspace } = set;
      const twice = () => Promise.all([alice.submit(), alice.submit()]);
      await opens(alice, () => alice.command(command, 'open P1 Inbox is empty'));
      await twice();
      await settled();
      const channel = workspace.channel('inc-1-inbox-is-empty');
      expect(events(set, 'opened')).toHaveLength(1);
      await opens(alice, () => alice.click(headline(channel), 'Post update'));
      await twice();
      await settled();
      expect(events(set, 'update_posted')).toHaveLength(1);
      await opens(alice, () => alice.click(headline(channel), 'Close'));
      await twice();
      await settled();

      expect(events(set, 'closed')).toHaveLength(1);
      expect(postmortems(channel)).toHaveLength(1);
    },
  );
});

describe.concurrent.each(['socket', 'http'] as const)(
  'While the database cannot be written, over %s,',
  (transport) => {
    story("an event isn't acknowledged, so that Slack resends it and nothing is lost", async ({ scene }) => {
      const set = await scene({ transport, workspace: { ackTimeout: 250 } });
      const { alice, clock, settled, workspace } = set;
      const channel = await set.declare();
      rewrite(set, 'ALTER TABLE inbox RENAME TO inbox_elsewhere');
      const before = workspace.deliveries.length;
      alice.post(channel.name, 'request id: 3f1c0b9e-7a42-4c3d-9d5e-0123456789ab');
      const sent = await workspace.until(() => {
        const [delivery] = workspace.deliveries.slice(before).filter(({ type }) => type === 'message');
        return delivery?.attempts[1]?.answer && delivery;
      }, 'the second delivery');
      expect(sent.attempts.map(({ answer }) => answer?.kind === 'acked')).toEqual([false, false]);
      rewrite(set, 'ALTER TABLE inbox_elsewhere RENAME TO inbox');
      clock.advance(minute);
      await settled();

      expect(sent.attempts.at(-1)?.answer?.kind).toBe('acked');
      expect(events(set, 'request_id_seen').at(-1)?.body.requestId).toBe(
        '3f1c0b9e-7a42-4c3d-9d5e-0123456789ab',
      );
    });

    story(
      'a person is told that nothing was changed, with a reference for the operator',
      async ({ scene }) => {
        const set = await scene({ transport });
        const { alice, opens, type } = set;
        const channel = await set.declare();
        await opens(alice, () => alice.click(headline(channel), 'Add note'));
        const before = picture(set);
        rewrite(set, 'ALTER TABLE inbox RENAME TO inbox_elsewhere');
        const sentence =
          /^That didn't work\. Nothing was changed\. Try again; .* the reference [0-9a-f]{6}\.$/u;
        expect(await type(alice, 'note Lost?', channel.name)).toMatch(sentence);
        expect(await alice.submit({ Note: 'Lost?' })).toEqual({
          errors: { Note: expect.stringMatching(sentence) },
        });
        expect(picture(set)).toEqual(before);
        rewrite(set, 'ALTER TABLE inbox_elsewhere RENAME TO inbox');

        expect(await alice.submit()).toEqual({ closed: true });
      },
    );
  },
);

describe.concurrent('A person who does the same thing again', () => {
  story('gets one incident for each declaration', async ({ scene }) => {
    const set = await scene();
    await set.declare();
    await set.declare();

    expect(events(set, 'opened').map(({ incident }) => incident)).toEqual([1, 2]);
    expect(set.workspace.findChannel('inc-2-conversations-not-loading')).not.toBeNull();
  });

  story('ticks a step once, even if two people tick it at the same time', async ({ scene }) => {
    const set = await scene();
    const { alice, bob, settled } = set;
    const channel = await set.declare();
    const diagnosis = channel.messages.find(({ text }) => text.startsWith('Whose problem'));
    if (!diagnosis) throw new Error('There is no diagnosis.');
    const tick = (who: typeof bob) => who.choose(diagnosis, 'tick_step', 'Done', { occurrence: 1 });
    await Promise.all([tick(alice), tick(bob)]);
    await settled();

    expect(events(set, 'step_ticked')).toHaveLength(1);
  });
});

describe.concurrent('A Socket Mode connection', () => {
  story.for([
    ['is cut', undefined],
    ['is refreshed by Slack', 'refresh_requested'],
  ] as const)(
    'that %s during an incident recovers, and no message sent meanwhile is lost',
    async ([, reason], { scene }) => {
      const set = await scene();
      const { alice, settled, workspace } = set;
      const channel = await set.declare();
      workspace.dropConnections(reason);
      const message = alice.post(
        channel.name,
        'Said in the gap: request id: 3f1c0b9e-7a42-4c3d-9d5e-0123456789ab',
      );
      alice.react(message, 'pushpin');
      await workspace.until(() => workspace.connections === 1, 'the new connection');
      await settled();
      expect(events(set, 'message_captured')).toHaveLength(1);
      expect(await set.type(alice, 'note Still here', channel.name)).toBe(
        'INC-1: note added to the timeline.',
      );

      expect(events(set, 'request_id_seen').map(({ body }) => body.requestId)).toContain(
        '3f1c0b9e-7a42-4c3d-9d5e-0123456789ab',
      );
    },
  );

  story("is retried as long as Slack refuses it, until it's established", async ({ scene }) => {
    const set = await scene();
    const { alice, clock, workspace } = set;
    const channel = await set.declare();
    workspace.faults.add({ method: 'apps.connections.open', times: 3, answer: { status: 500 } });
    workspace.dropConnections();
    const tries = () => workspace.calls.filter(({ method }) => method === 'apps.connections.open').length;
    for (const tried of [2, 3, 4]) {
      await workspace.until(() => tries() >= tried, `try ${tried}`);
      await workspace.idle();
      clock.advance(30_000);
    }
    await workspace.until(() => workspace.connections === 1, 'the new connection');

    expect(await set.type(alice, 'note Still here', channel.name)).toBe('INC-1: note added to the timeline.');
  });
});
