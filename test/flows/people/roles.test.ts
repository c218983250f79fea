import { describe, expect } from 'vitest';
import { botMessages, facts, headline, lastEphemeral, postmortems } from '../support/find-messages.ts';
import { picture } from '../support/picture.ts';
import { events } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

type Channel = Awaited<ReturnType<Scene['declare']>>;

/** What the headline's blocks say. */
const shown = (channel: Channel): string => JSON.stringify(headline(channel).blocks);
const roleEvents = (set: Scene): unknown[] => events(set, 'role_assigned').map(({ body }) => body);

describe.concurrent.each(['socket', 'http'] as const)('Roles over %s', (transport) => {
  story('are assigned, handed over, and vacated by command, in any spelling', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, bob, type } = set;
    const channel = await set.declare();

    expect(await type(alice, 'role comms @bob', channel.name)).toBe(
      'INC-1: <@U000000BOB1> is now Comms lead.',
    );
    expect(shown(channel)).toContain('*Comms lead:* <@U000000BOB1>');
    expect(headline(channel).text).not.toContain('Comms');
    expect(channel.members).toContain('bob');
    expect(await type(bob, 'role Comms-Lead @carol', channel.name)).toBe(
      'INC-1: <@U00000CAROL> is now Comms lead.',
    );
    expect(await type(alice, 'role scribe @alice', channel.name)).toBe("INC-1: you're now Scribe.");
    expect(await type(bob, 'role scribe @bob', channel.name)).toBe(
      "INC-1: you're now Scribe. You took over from <@U00000ALICE>. The channel can see that too.",
    );
    expect(await type(bob, 'role scribe none', channel.name)).toBe("INC-1: there's no Scribe now.");
    expect(shown(channel)).not.toContain('Scribe');

    const changes = ['is now Comms lead', '> is now Scribe', 'stepped down'].flatMap((words) =>
      botMessages(channel, words).map(({ text }) => text),
    );
    expect(changes).toEqual([
      '<@U000000BOB1> is now Comms lead (assigned by <@U00000ALICE>).',
      '<@U00000CAROL> is now Comms lead instead of <@U000000BOB1> (assigned by <@U000000BOB1>).',
      '<@U00000ALICE> is now Scribe.',
      '<@U000000BOB1> is now Scribe instead of <@U00000ALICE>.',
      "<@U000000BOB1> stepped down as Scribe. There's no Scribe now.",
    ]);
    expect(await type(alice, 'role comms none', channel.name)).toBe("INC-1: there's no Comms lead now.");
    expect(await type(alice, 'timeline', channel.name)).toMatch(
      /given up by bob[\s\S]*taken from carol by alice/,
    );
    expect(channel.posts.filter(({ text }) => /Scribe|Comms/.test(text))).toEqual([]);
  });

  story('go to whoever asks for them with `me`', async ({ scene }) => {
    const { alice, declare, type } = await scene({ transport });
    const channel = await declare();
    expect(await type(alice, 'role scribe me', channel.name)).toBe("INC-1: you're now Scribe.");
    expect(await type(alice, 'commander me', channel.name)).toBe("INC-1: you're now incident commander.");
    expect(shown(channel)).toContain('*Scribe:* <@U00000ALICE>');
    expect(facts(channel).Commander).toContain('U00000ALICE');
  });

  story('are all in one form, which changes only what the person changed', async ({ scene }) => {
    const set = await scene({ transport, env: { ROLES: 'Support lead' } });
    const { alice, opens, settled, type } = set;
    const channel = await set.declare({ Commander: 'alice' });
    await type(alice, 'role scribe @carol', channel.name);
    await opens(alice, () => alice.command(command, 'role', { in: channel.name }));
    expect(alice.modal?.title).toBe('Roles of INC-1');
    expect(await alice.submit({ Commander: 'bob', Scribe: null, 'Support lead': 'dave' })).toEqual({
      closed: true,
    });
    await settled();

    expect(facts(channel).Commander).toBe('<@U000000BOB1>');
    expect(shown(channel)).toContain('*Support lead:* <@U000000DAVE>');
    expect(roleEvents(set)).toMatchObject([
      { role: 'Scribe', user: 'U00000CAROL', previous: null },
      { role: 'Scribe', user: null, previous: 'U00000CAROL' },
      { role: 'Support lead', user: 'U000000DAVE', previous: null },
    ]);
    expect(botMessages(channel, "There's no Scribe now")[0]?.text).toBe(
      "<@U00000ALICE> removed <@U00000CAROL> as Scribe. There's no Scribe now.",
    );
  });

  story('are shown on request, with who had them before', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, carol, opens, type, workspace } = set;
    const channel = await set.declare({ Commander: 'bob' });
    await type(alice, 'role scribe @dave', channel.name);
    await type(alice, 'role scribe @carol', channel.name);
    workspace.person('dave').deactivate();
    await set.settled();
    const answer = await type(carol, 'roles', channel.name);
    expect(answer).toBe(
      [
        '*Roles of INC-1: Conversations not loading*',
        '*Commander:* <@U000000BOB1>',
        '*Comms lead:* nobody yet',
        '*Scribe:* <@U00000CAROL> (before: dave)',
      ].join('\n'),
    );
    await opens(carol, () => carol.click(lastEphemeral(carol), 'Change roles'));
    expect(carol.modal?.title).toBe('Roles of INC-1');
    expect(await type(carol, 'roles INC-1')).toBe(answer);
  });

  story('treat command alike in both commands, and either can give it up', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, type } = set;
    const channel = await set.declare();
    expect(await type(alice, 'role commander @bob', channel.name)).toBe('INC-1: command handed over.');
    expect(await type(alice, 'commander @carol', channel.name)).toBe('INC-1: command handed over.');
    expect(await type(alice, 'commander none', channel.name)).toBe("INC-1: there's no commander now.");
    expect(facts(channel).Commander).toBe('Unassigned');
    expect(channel.posts.map(({ text }) => text)).toContain(
      "<@U00000ALICE> removed <@U00000CAROL> as commander. There's no commander now.",
    );
    await type(alice, 'role ic @alice', channel.name);
    await type(alice, 'role commander none', channel.name);
    expect(channel.posts.map(({ text }) => text)).toContain(
      "<@U00000ALICE> stepped down as commander. There's no commander now.",
    );
    expect(events(set, 'commander_assigned')).toHaveLength(3);
    expect(events(set, 'commander_vacated')).toHaveLength(2);
  });
});

describe.concurrent('A role', () => {
  story("that can't be assigned stays unchanged, and the reply says why", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'alice' });
    await set.type(set.alice, 'role scribe @bob', channel.name);
    set.workspace.person('dave').deactivate();
    await set.settled();
    const before = picture(set);
    const noMember = 'Choose an active full member of this workspace as Scribe.';
    const refused: readonly (readonly [string, string])[] = [
      ['role scribe @guest', `That person is a guest. Nothing was changed. ${noMember}`],
      [
        'role scribe @stranger',
        `That person isn't a member of this workspace. Nothing was changed. ${noMember}`,
      ],
      ['role scribe @incident_bot', `That is an app. Nothing was changed. ${noMember}`],
      ['role scribe @dave', `That account is deactivated. Nothing was changed. ${noMember}`],
      ['role scribe @bob', 'That person is already Scribe of INC-1.'],
      ['role comms none', 'INC-1 has no Comms lead. Nothing was changed.'],
      ['role @bob', 'Which role? Run `/intercom-incident role &lt;name&gt; @user`.'],
      ['role scribe @bob @carol', `isn't one person. Type @ and pick someone from Slack's list.`],
      ['role comm @bob', '"comm" can mean Commander or Comms lead. Type more of the name.'],
      ['role treasurer @bob', `"treasurer" isn't a role. The roles are Commander, Comms lead, Scribe.`],
      ['role scrieb @bob', 'Did you mean `/intercom-incident role scribe @name`?'],
    ];
    for (const [typed, sentence] of refused)
      expect(await set.type(set.alice, typed, channel.name)).toContain(sentence);
    expect(picture(set)).toEqual(before);

    await set.opens(set.alice, () => set.alice.command(command, 'role scribe', { in: channel.name }));
    expect(await set.alice.submit({ Scribe: 'guest' })).toEqual({
      errors: { Scribe: `That person is a guest. Nothing was changed. ${noMember}` },
    });
    expect(await set.alice.submit({ Scribe: 'bob' })).toEqual({
      errors: {
        Commander: 'Nothing was changed in this form. Choose someone for a role, or close the form.',
      },
    });
  });

  story('is lost when its holder leaves, and the record keeps their name', async ({ scene }) => {
    const set = await scene();
    const { alice, settled, type, workspace } = set;
    const channel = await set.declare({ Commander: 'alice' });
    await type(alice, 'role scribe @dave', channel.name);
    workspace.person('dave').deactivate();
    await settled();

    expect(shown(channel)).not.toContain('Scribe');
    expect(events(set, 'role_lost').map(({ body }) => body)).toMatchObject([
      { role: 'Scribe', user: 'U000000DAVE', why: 'deactivated' },
    ]);
    expect(botMessages(channel, 'no Scribe now')[0]?.text).toBe(
      "<@U000000DAVE> no longer has an active account, so there's no Scribe now.",
    );
    expect(await type(alice, 'timeline', channel.name)).toContain(
      'Scribe: dave no longer has an active account, so nobody has the role',
    );
    await set.opens(alice, () => alice.command(command, 'close', { in: channel.name }));
    await alice.submit();
    await settled();
    expect(postmortems(channel)[0]?.content).toContain('- Scribe: dave');
  });

  story('that two people assign at the same time is reported to both', async ({ scene }) => {
    const set = await scene();
    const { alice, bob, settled, opens, type } = set;
    const channel = await set.declare({ Commander: 'bob' });
    await opens(alice, () => alice.command(command, 'role', { in: channel.name }));
    await type(bob, 'role scribe @bob', channel.name);
    await alice.submit({ Scribe: 'carol' });
    await settled();
    expect(lastEphemeral(alice).text).toBe(
      '*INC-1:* your change was saved.\n<@U000000BOB1> made <@U000000BOB1> Scribe less than a minute ago, while your form was open. Yours replaced it.',
    );
  });
});
