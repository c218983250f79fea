import { describe, expect } from 'vitest';
import { overhear } from '../../support/overhear.ts';
import { adopted } from '../support/adopted.ts';
import { facts } from '../support/find-messages.ts';
import { declarePrivately, directly, incidentChannels, tryPrivately } from '../support/private/privately.ts';
import { announced, emptied, goPrivate, privateChannel, saidByBot } from '../support/private.ts';
import { events, putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { story } from '../support/story.ts';
import { pass } from '../support/time.ts';

describe.concurrent('A private incident', () => {
  story('whose channel names are all taken says so without the name', async ({ scene }) => {
    const set = await scene();
    set.workspace.faults.add({
      method: 'conversations.create',
      times: 99,
      answer: { error: 'name_taken' },
    });
    await tryPrivately(set);
    await recovered(set);

    expect(incidentChannels(set)).toEqual([]);
    expect(directly(set, 'alice').map(({ text }) => text)).toEqual([
      expect.stringContaining('(its channel name and its numbered variants are all taken)'),
    ]);
  });

  story('whose channel may exist but cannot be looked for says so without the name', async ({ scene }) => {
    const set = await scene();
    const { faults } = set.workspace;
    faults.add({ method: 'conversations.create', answer: 'reset_after' });
    faults.add({ method: 'users.conversations', times: 99, answer: { error: 'missing_scope' } });
    await tryPrivately(set);
    await recovered(set);

    expect(directly(set, 'alice').map(({ text }) => text)).toEqual([
      expect.stringContaining("Look for its channel: if it's there, nothing is missing."),
    ]);
  });

  story('briefs its commander only once they are in its channel', async ({ scene }) => {
    const set = await scene();
    const mend = set.workspace.faults.add({
      method: 'conversations.invite',
      times: 99,
      answer: { status: 503 },
    });
    const channel = await declarePrivately(set, { Commander: 'bob' });
    await set.settled();
    for (let look = 0; look < 6; look += 1) await pass(set, 5_000);
    expect(directly(set, 'bob')).toEqual([]);
    mend();
    await recovered(set);

    expect(channel.members).toContain('bob');
    expect(directly(set, 'bob').map(({ text }) => text)).toEqual([
      expect.stringContaining("You're *Commander* of"),
    ]);
  });
});

describe.concurrent('An incident that becomes private', () => {
  story(
    'stays private without a channel while Slack refuses one, and who asked is told',
    async ({ scene }) => {
      const set = await scene();
      const { alice, settled, workspace } = set;
      const old = await set.declare({ Commander: 'bob' });
      workspace.faults.add({ method: 'conversations.create', answer: { error: 'restricted_action' } });
      await goPrivate(set, alice, old.name);

      expect([saidByBot(old), announced(set)]).toEqual([[], [emptied]]);
      expect(workspace.channels.filter(({ kind }) => kind === 'private')).toEqual([]);
      const setback = workspace.channels
        .filter(({ kind, members }) => kind === 'im' && members.includes('alice'))
        .flatMap(({ posts }) => posts)
        .find(({ text }) => text.includes("couldn't create the incident channel"));
      if (!setback) throw new Error('Nobody was told.');
      await alice.click(setback, 'Try again');
      await settled();

      expect(facts(privateChannel(set)).title).toContain('[P1]');
      expect(privateChannel(set).members.toSorted()).toEqual(['alice', 'bob', 'incident_bot']);
      expect(putAside(set)).toEqual([]);
    },
  );
});

const answer = (text: string) => ({ body: { text: expect.stringContaining(text) } });

describe.concurrent('A command that Slack sends again after its incident has moved to a private channel,', () => {
  story.for([
    ['names nobody', 'title Mail is slow', 'title Chats are slow'],
    ['names somebody', 'role scribe @carol', 'role scribe @dave'],
  ] as const)(
    'and that %s, counts as done for a member, and finds no incident for anyone else',
    async ([, byAlice, byBob], { scene }) => {
      const set = await scene();
      const { alice, bob, workspace } = set;
      const old = await set.declare();
      bob.join(old.name);
      await set.type(alice, byAlice, old.name);
      await set.type(bob, byBob, old.name);
      const typed = workspace.deliveries.filter(({ kind }) => kind === 'slash_commands').slice(-2);
      await goPrivate(set, alice, old.name);
      await set.type(alice, 'title Keys leaked', privateChannel(set).name);
      const before = JSON.stringify(events(set));

      const answers = [];
      for (const { kind, payload } of typed) answers.push(overhear(await workspace.send(kind, payload)));
      expect(answers).toMatchObject([answer('INC-1: '), answer("This isn't an incident channel.")]);
      expect(JSON.stringify(answers[1])).not.toMatch(/INC-1|Keys leaked/u);
      await set.settled();
      expect(JSON.stringify(events(set))).toBe(before);
    },
  );

  story('finds no incident for others if its channel belongs to another one by now', async ({ scene }) => {
    const set = await scene();
    const { alice, bob, workspace } = set;
    const old = await set.declare();
    bob.join(old.name);
    await set.type(bob, 'catchup', old.name);
    const typed = workspace.deliveries.findLast(({ kind }) => kind === 'slash_commands');
    await goPrivate(set, alice, old.name);
    await set.type(alice, 'title Keys leaked', privateChannel(set).name);
    await adopted(set, old.name);

    const again = typed && overhear(await workspace.send(typed.kind, typed.payload));
    expect(again).toMatchObject(answer("This isn't an incident channel."));
    expect(JSON.stringify(again)).not.toMatch(/INC-1|Keys leaked/u);
  });
});
