import { describe, expect } from 'vitest';
import { botMessages, headline, lastEphemeral, postmortems } from '../support/find-messages.ts';
import { declarePrivately, directly, membersOnly } from '../support/private/privately.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { checks, presses, proposal, proposals, watchEnv } from '../support/triage/watching.ts';

/** A person's Home tab, opened anew. */
async function homeOf(set: Scene, who: Scene['alice']): Promise<string> {
  await who.openHome();
  await set.settled();
  return who.homeScreen ?? '';
}

/** What the form of a declaration says. */
async function formOf(set: Scene, who: Scene['alice']): Promise<string> {
  await set.opens(who, () => who.command(command, 'open Keys leaked'));
  const shown = who.screen ?? '';
  await who.dismiss();
  return shown;
}

describe.concurrent.each(['socket', 'http'] as const)('About a private incident, over %s,', (transport) => {
  story(
    "a non-member reads exactly what they would read about a number that doesn't exist",
    async ({ scene }) => {
      const set = await scene({ transport });
      await declarePrivately(set);
      for (const asked of ['status', 'timeline', 'postmortem', 'details', 'roles', 'catchup']) {
        const none = await set.type(set.bob, `${asked} INC-99`);
        expect(none).toContain('INC-99');
        expect(await set.type(set.bob, `${asked} INC-1`)).toBe(none.replaceAll('INC-99', 'INC-1'));
      }
      expect(await set.type(set.bob, 'status INC-1')).toBe(
        "There's no incident INC-1. To see them all, run `/intercom-incident list`.",
      );
      expect(await set.type(set.bob, 'status')).toBe(
        "This isn't an incident channel. Declare an incident with `/intercom-incident open`.",
      );
      expect(directly(set, 'bob')).toEqual([]);
    },
  );

  story('only whoever declared it can still see it after its channel is archived', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, bob } = set;
    const channel = await declarePrivately(set);
    alice.invite(channel.name, 'bob');
    alice.archive(channel.name);
    await set.settled();

    expect(await set.type(alice, 'list')).toContain('INC-1');
    expect(await set.type(alice, 'status INC-1')).toContain('Keys leaked');
    expect(await homeOf(set, alice)).toContain('INC-1');
    expect(await set.type(bob, 'list')).toBe('No incidents yet. Declare one with `/intercom-incident open`.');
    expect(await set.type(bob, 'status INC-1')).toContain("There's no incident INC-1.");
  });

  story('Slack is asked once, however many archived channels there are', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice } = set;
    for (const title of ['Keys leaked', 'Logs leaked', 'Mail leaked'])
      alice.archive((await declarePrivately(set, { Title: title })).name);
    await set.settled();

    const before = set.workspace.calls.length;
    const listed = await set.type(alice, 'list');
    expect(['INC-1', 'INC-2', 'INC-3'].filter((name) => listed.includes(name))).toHaveLength(3);
    const asked = set.workspace.calls.slice(before).map(({ method }) => method);
    expect(asked.filter((method) => /^(?:users\.)?conversations/u.test(method))).toEqual([
      'users.conversations',
      'users.conversations',
    ]);
  });

  story('only its members see it in the list, on the Home tab, and above the form', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, bob } = set;
    const channel = await declarePrivately(set);
    const line = `:lock: *INC-1* [P1] INVESTIGATING: Keys leaked <#${channel.id}>`;
    expect(await set.type(alice, 'list')).toContain(line);
    expect(await set.type(bob, 'list')).toBe('No incidents yet. Declare one with `/intercom-incident open`.');
    expect(await homeOf(set, alice)).toContain('INC-1');
    expect(await homeOf(set, bob)).toContain('No open incidents');
    expect(await formOf(set, alice)).toContain('INC-1');
    expect(await formOf(set, bob)).not.toContain('INC-1');

    alice.invite(channel.name, 'bob');
    expect(await set.type(bob, 'list')).toContain(line);
    expect(await homeOf(set, bob)).toContain('INC-1');
    expect(await set.type(bob, 'status INC-1')).toContain('INC-1');
    alice.remove(channel.name, 'bob');
    expect(await set.type(bob, 'list')).not.toContain('INC-1');
    expect(await set.type(bob, 'status INC-1')).toContain("There's no incident INC-1.");
  });

  story(
    "another declaration's form is acknowledged before Slack says who may know about it",
    async ({ scene }) => {
      const set = await scene({ transport });
      await declarePrivately(set);
      const message = set.bob.post('random', 'Chats hang');
      set.workspace.faults.add({ method: 'users.conversations', answer: { delayMs: 60_000 }, times: 9 });
      const begun = performance.now();
      expect(await set.bob.shortcut('Declare from message', message)).toMatchObject({ ok: true });
      expect(performance.now() - begun).toBeLessThan(900);
      await set.workspace.until(() => set.bob.modal !== null, 'the form');
      expect(set.bob.screen).not.toContain('INC-1');
    },
  );

  story('nobody sees anything unless Slack confirms that they are a member', async ({ scene }) => {
    const set = await scene({ transport });
    const channel = await declarePrivately(set);
    set.workspace.faults.add({
      method: 'users.conversations',
      times: 99,
      answer: { error: 'internal_error' },
    });
    expect(await set.type(set.alice, 'status INC-1')).toContain("There's no incident INC-1.");
    expect(await set.type(set.alice, 'list')).not.toContain('INC-1');
    // Whoever types in its channel is in it.
    expect(await set.type(set.alice, 'status INC-1', channel.name)).toContain('INC-1');
  });

  story('command and roles can be given to members only', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, bob } = set;
    const channel = await declarePrivately(set);
    const refused =
      "That person isn't in this incident's private channel. Nothing was changed. Add them with /invite, then try again.";
    expect(await set.type(alice, 'commander @bob', channel.name)).toBe(refused);
    expect(await set.type(alice, 'role scribe @bob', channel.name)).toBe(refused);
    await set.opens(alice, () => alice.command(command, 'role', { in: channel.name }));
    expect(await alice.submit({ Commander: 'bob' })).toMatchObject({ errors: { Commander: refused } });
    await alice.dismiss();
    expect(directly(set, 'bob')).toEqual([]);

    alice.invite(channel.name, 'bob');
    expect(await set.type(alice, 'commander @bob', channel.name)).toBe('INC-1: command handed over.');
    expect(directly(set, 'bob').map(({ text }) => text)).toEqual([expect.stringContaining('INC-1')]);
    expect(await set.type(bob, 'role scribe @bob', channel.name)).not.toBe(refused);
  });

  story('a form that a member opened does nothing once they have left', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, bob } = set;
    const channel = await declarePrivately(set);
    alice.invite(channel.name, 'bob');
    await set.opens(bob, () => bob.command(command, 'note', { in: channel.name }));
    alice.remove(channel.name, 'bob');
    expect(await bob.submit({ Note: 'Still here' })).toMatchObject({
      errors: { Note: expect.stringContaining('This form is no longer linked to an incident.') },
    });
  });

  story('the postmortem is posted in its channel, and sent to nobody', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice } = set;
    const channel = await declarePrivately(set);
    await set.opens(alice, () => alice.click(headline(channel), 'Close'));
    await alice.submit({ Summary: 'Keys were rotated' });
    await set.settled();
    expect(postmortems(set.workspace.channel(channel.name))).toHaveLength(1);
    const shown = await set.type(alice, 'postmortem INC-1');
    expect(shown).toContain('Keys were rotated');
    expect(JSON.stringify(alice.ephemerals().at(-1)?.blocks)).toContain(
      'Because the incident is private, its file is posted in its channel only.',
    );
    const elsewhere = set.workspace.channels.filter(({ id }) => id !== channel.id);
    expect(elsewhere.flatMap(({ files }) => files)).toEqual([]);
  });

  story('on-call people are mentioned if they are in the channel, and nobody is added', async ({ scene }) => {
    const set = await scene({ transport, env: { ONCALL: 'P1=S000ONCALL1' } });
    const { alice } = set;
    const channel = await declarePrivately(set);
    const [setback] = botMessages(channel, 'nobody in the user group S000ONCALL1 is in this private channel');
    expect(setback?.text).toContain('Add who you need with /invite, then try again.');
    expect(set.workspace.channel(channel.name).members.toSorted()).toEqual(['alice', 'incident_bot']);

    alice.invite(channel.name, 'bob');
    if (setback) await alice.click(setback, 'Try again');
    await set.settled();
    expect(botMessages(channel, ':pager:').map(({ text }) => text)).toEqual([
      ":pager: <@U000000BOB1>: this P1 needs you. See the headline above for what's known.",
    ]);
    expect(set.workspace.channel(channel.name).members.toSorted()).toEqual(['alice', 'bob', 'incident_bot']);
  });

  story('a duplicate posts nothing there, and nothing can be marked as its duplicate', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, bob } = set;
    const open = await set.declare({ Title: 'Chats hang' });
    bob.join(open.name);
    const channel = await declarePrivately(set);
    await set.type(alice, 'note The keys are in the wiki', channel.name);
    expect(await set.type(bob, 'duplicate INC-2', open.name)).toContain("There's no incident INC-2.");
    expect(await set.type(alice, 'duplicate INC-2', open.name)).toBe(
      'INC-2 is private, so nothing can point to it. Nothing was changed. To end this incident, run `/intercom-incident cancel`.',
    );
    expect(await set.type(alice, 'duplicate INC-1', channel.name)).toBe(
      "INC-2: marked as a duplicate of INC-1. Because this incident is private, its record isn't shown there. To undo that, click Reopen.",
    );
    expect(botMessages(channel, 'Marked as a duplicate of INC-1').map(({ text }) => text)).toEqual([
      expect.stringContaining("Because this incident is private, its record isn't shown there."),
    ]);
    expect(botMessages(set.workspace.channel(open.name), 'INC-2')).toEqual([]);
    expect(await set.type(bob, 'timeline INC-1')).not.toContain('wiki');
    await set.type(alice, 'reopen', channel.name);
    expect(botMessages(set.workspace.channel(open.name), 'INC-2')).toEqual([]);
  });

  story('the suggestion it was declared from stays open for everyone else', async ({ scene }) => {
    const set = await scene({ transport, env: watchEnv });
    const { alice, bob } = set;
    await set.intercom.set({ api: 'unavailable' });
    await checks(set, 2);
    await presses(set, alice, proposal(set));
    await alice.submit({ Visibility: membersOnly });
    await set.settled();
    expect(proposals(set).map(({ text }) => text)).toEqual([expect.not.stringContaining('declared')]);
    await presses(set, bob, proposal(set));
    expect(bob.screen).not.toContain('INC-1');
    await bob.submit();
    await set.settled();
    expect(lastEphemeral(bob).text).toContain('INC-2 declared.');
  });
});
