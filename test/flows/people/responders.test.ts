import { describe, expect } from 'vitest';
import { delivered } from '../support/delivered.ts';
import { facts, headline, lastEphemeral } from '../support/find-messages.ts';
import { events } from '../support/record.ts';
import { story } from '../support/story.ts';

const only = { env: { RESPONDERS: 'S000ONCALL1' } };

describe.concurrent('With RESPONDERS set, changing the severity and ending the incident', () => {
  story('is for responders and the commander, and others are told whom to ask', async ({ scene }) => {
    const set = await scene(only);
    const channel = await set.declare({ Commander: 'dave' });
    delivered(set, 'bob', channel);
    // Whoever joins is briefed, which is on record.
    await set.settled();
    const before = events(set);
    const what: readonly (readonly [string, string])[] = [
      ['severity P3', 'change the severity'],
      ['severity', 'change the severity'],
      ['resolve', 'resolve it'],
      ['close', 'close it'],
      ['reopen Again', 'reopen it'],
      ['cancel A test alert', 'cancel it'],
      ['duplicate INC-1', 'mark it as a duplicate'],
    ];

    for (const [text, words] of what)
      expect(await set.type(set.alice, text, channel.name)).toMatch(
        new RegExp(
          `^Only the commander and responders can ${words}\\. Nothing was changed\\. Ask dave \\(the commander\\) or a responder, such as bob, carol\\.$`,
          'u',
        ),
      );
    await set.alice.click(headline(channel), 'Resolve');
    await set.settled();
    expect(lastEphemeral(set.alice).text).toContain('can resolve it.');
    expect(set.alice.modal).toBeNull();
    expect(events(set)).toEqual(before);

    expect(await set.type(set.bob, 'severity P2', channel.name)).toContain('severity changed to P2');
    expect(await set.type(set.workspace.person('dave'), 'severity P3', channel.name)).toContain(
      'severity changed to P3',
    );
    expect(await set.type(set.alice, 'note Still open to all', channel.name)).toContain(
      'note added to the timeline',
    );
  });

  story('includes cancelling and marking as a duplicate', async ({ scene }) => {
    const set = await scene(only);
    const { bob } = set;
    const dave = set.workspace.person('dave');
    const goesOn = await set.declare({ Commander: 'carol' });
    const others = [await set.declare({ Commander: 'dave' }), await set.declare({ Commander: 'dave' })];
    for (const [who, channel] of [
      [bob, others[0]],
      [dave, others[1]],
    ] as const) {
      if (!channel) throw new Error('Three incidents were declared.');
      delivered(set, who.name, channel);
      expect(await set.type(who, 'duplicate INC-1', channel.name)).toContain('duplicate of INC-1');
    }
    delivered(set, 'bob', goesOn);
    await set.opens(bob, () => bob.command('/intercom-incident', 'cancel', { in: goesOn.name }));
    expect(await bob.submit({ Reason: 'False alarm' })).toEqual({ closed: true });
    await set.settled();
    expect(events(set, 'duplicate_marked')).toHaveLength(2);
    expect(events(set, 'cancelled')).toHaveLength(1);
  });

  story('is for whoever takes command if there is no commander', async ({ scene }) => {
    const set = await scene(only);
    const channel = await set.declare();
    expect(await set.type(set.alice, 'severity P3', channel.name)).toMatch(
      /Ask whoever becomes commander or a responder, such as bob, carol\.$/,
    );
  });

  story('is refused in a form that was open before its user lost command', async ({ scene }) => {
    const set = await scene(only);
    const channel = await set.declare({ Commander: 'alice' });
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Resolve'));
    delivered(set, 'bob', channel);
    await set.type(set.bob, 'commander @bob', channel.name);

    expect(await set.alice.submit({ 'What fixed it': 'A restart' })).toMatchObject({
      errors: {
        'What fixed it': expect.stringContaining('Only the commander and responders can resolve it.'),
      },
    });
    expect(events(set, 'resolved')).toEqual([]);
  });

  story("follows the groups as last known if Slack doesn't respond", async ({ scene }) => {
    const set = await scene(only);
    const channel = await set.declare({ Commander: 'dave' });
    delivered(set, 'bob', channel);
    expect(await set.type(set.bob, 'severity P2', channel.name)).toContain('severity changed to P2');
    set.workspace.faults.add({
      method: 'usergroups.users.list',
      answer: { error: 'missing_scope' },
      times: 100,
    });
    set.clock.advance(6 * 60_000);

    expect(await set.type(set.bob, 'severity P3', channel.name)).toContain('severity changed to P3');
    expect(await set.type(set.alice, 'severity P4', channel.name)).toContain(
      'Only the commander and responders',
    );
  });

  story('is for the commander only while the groups are unknown', async ({ scene }) => {
    const set = await scene(only);
    set.workspace.faults.add({
      method: 'usergroups.users.list',
      answer: { error: 'missing_scope' },
      times: 100,
    });
    const channel = await set.declare({ Commander: 'alice' });
    delivered(set, 'bob', channel);

    expect(await set.type(set.bob, 'severity P2', channel.name)).toContain(
      "Slack isn't returning the list of responders right now, so only the commander can change the severity.",
    );
    expect(await set.type(set.alice, 'severity P2', channel.name)).toContain('severity changed to P2');
  });

  story('is for whoever has taken command while Slack was asked about the groups', async ({ scene }) => {
    const set = await scene(only);
    const channel = await set.declare({ Commander: 'alice' });
    delivered(set, 'bob', channel);
    set.workspace.faults.add({ method: 'usergroups.users.list', answer: 'hang', times: 100 });

    const asked = set.type(set.bob, 'severity P2', channel.name);
    await set.type(set.bob, 'commander @bob', channel.name);
    expect(await asked).toContain('severity changed to P2');
  });

  story("isn't possible by submitting a declaration again with changes", async ({ scene }) => {
    const set = await scene({ ...only, workspace: { ackTimeout: 400 } });
    const { alice, workspace } = set;
    await set.opens(alice, () => alice.command('/intercom-incident', 'open P1'));
    workspace.faults.add({ method: 'ack', answer: 'reset_after' });
    await alice.submit({ Title: 'Inbox', Commander: 'dave' });
    await set.settled();

    expect(await alice.submit({ Severity: 'P4', Commander: 'alice' })).toEqual({
      errors: {
        Severity:
          'Only the commander and responders can change the severity. Nothing was changed. Ask them, or set the severity back.',
      },
    });
    expect(events(set, 'declaration_corrected')).toEqual([]);
    expect(await alice.submit({ Severity: 'P1', Impact: 'The EU' })).toEqual({ closed: true });
    await set.settled();
    expect(facts(workspace.channel('inc-1-inbox'))).toMatchObject({
      title: expect.stringContaining('[P1]'),
      Impact: 'The EU',
    });
  });

  story('is possible for a responder by submitting a declaration again', async ({ scene }) => {
    const set = await scene({ ...only, workspace: { ackTimeout: 400 } });
    const { bob, workspace } = set;
    await set.opens(bob, () => bob.command('/intercom-incident', 'open P1'));
    workspace.faults.add({ method: 'ack', answer: 'reset_after' });
    await bob.submit({ Title: 'Inbox', Commander: 'dave' });
    await set.settled();
    expect(await bob.submit({ Severity: 'P4' })).toEqual({ closed: true });
    await set.settled();

    expect(facts(workspace.channel('inc-1-inbox')).title).toContain('[P4]');
  });
});
