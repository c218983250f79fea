import { describe, expect } from 'vitest';
import { app } from '../../../demo/app.ts';
import { without } from '../support/faults/installations.ts';
import { facts, headline, lastEphemeral } from '../support/find-messages.ts';
import { directly, incidentChannels, membersOnly, tryPrivately } from '../support/private/privately.ts';
import { events, putAside } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const visibility = ({ alice }: Scene): unknown =>
  alice.modal?.fields.find(({ label }) => label === 'Visibility')?.value;

describe.concurrent.each(['socket', 'http'] as const)('A private incident, over %s', (transport) => {
  story('lives in a private channel with only the intended members', async ({ scene }) => {
    const set = await scene({ transport });
    await tryPrivately(set, { Commander: 'bob' });

    const [channel] = incidentChannels(set);
    expect(channel).toMatchObject({ name: 'inc-1-keys-leaked', kind: 'private' });
    expect(channel?.members.toSorted()).toEqual(['alice', 'bob', 'incident_bot']);
    if (!channel) throw new Error('It has no channel.');
    expect(facts(channel).title).toBe('[P1] INCIDENT: Intercom Integration');
    expect(channel.pins.map(({ ts }) => ts)).toEqual([headline(channel).ts]);
    expect(lastEphemeral(set.alice).text).toBe(
      `INC-1 declared. Its private channel is <#${channel.id}>, and you're invited.`,
    );
    expect(set.workspace.channel('incidents').posts).toEqual([]);
    expect(putAside(set)).toEqual([]);
  });

  story('is refused in the form if the app may not create private channels', async ({ scene }) => {
    const set = await scene({ transport, ...without('groups:write') });
    await tryPrivately(set);

    expect(set.alice.modal?.errors).toEqual({
      Visibility:
        'The app lacks the scope groups:write for private channels. Nothing was changed. Choose Everyone, or ask your bot admin.',
    });
    expect([events(set), incidentChannels(set)]).toEqual([[], []]);

    set.workspace.install({ scopes: app.scopes, events: app.events });
    await set.alice.submit();
    await set.settled();
    expect(incidentChannels(set).map(({ kind }) => kind)).toEqual(['private']);
  });

  story(
    'stays private without a channel if Slack refuses to create one, until someone retries',
    async ({ scene }) => {
      const set = await scene({ transport });
      set.workspace.faults.add({ method: 'conversations.create', answer: { error: 'restricted_action' } });
      await tryPrivately(set, { Commander: 'bob' });

      expect(incidentChannels(set)).toEqual([]);
      expect(directly(set, 'bob').filter(({ text }) => text.includes("couldn't create"))).toEqual([]);
      const [setback] = directly(set, 'alice').filter(({ text }) => text.includes("couldn't create"));
      expect(setback?.text).toContain(
        "INC-1: couldn't create the incident channel (Slack returned restricted_action).",
      );
      expect(set.workspace.channel('incidents').posts).toEqual([]);

      if (setback) await set.alice.click(setback, 'Try again');
      await set.settled();
      expect(incidentChannels(set).map(({ kind, members }) => [kind, members.toSorted()])).toEqual([
        ['private', ['alice', 'bob', 'incident_bot']],
      ]);
      expect(putAside(set)).toEqual([]);
    },
  );

  story('takes over the private channel that a lost attempt created', async ({ scene }) => {
    const set = await scene({ transport });
    set.workspace.faults.add({ method: 'conversations.create', answer: 'reset_after' });
    await tryPrivately(set);

    expect(incidentChannels(set).map(({ kind }) => kind)).toEqual(['private']);
    expect(set.workspace.calls.filter(({ method }) => method === 'conversations.create')).toHaveLength(1);
  });

  story('is what the form suggests for a message that not everyone can read', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, bob } = set;
    const open = bob.post('random', 'It is broken');
    await set.opens(alice, () => alice.shortcut('Declare from message', open));
    expect(visibility(set)).toBe('Everyone');
    await alice.dismiss();
    const direct = alice.post('incident_bot', 'It is broken');
    await set.opens(alice, () => alice.shortcut('Declare from message', direct));
    expect(visibility(set)).toBe(membersOnly);
    await alice.dismiss();
    alice.makePrivate('random');
    const closed = bob.post('random', 'It is broken');
    await set.opens(alice, () => alice.shortcut('Declare from message', closed));
    expect(visibility(set)).toBe(membersOnly);
    await alice.submit({ Title: 'Keys leaked' });
    await set.settled();

    expect(incidentChannels(set).map(({ kind, members }) => [kind, members.toSorted()])).toEqual([
      ['private', ['alice', 'incident_bot']],
    ]);
    expect(set.workspace.channel('random').thread(closed.ts)).toEqual([]);
  });

  story(
    'can live in a private channel that people created, but not in one that everyone can read',
    async ({ scene }) => {
      const set = await scene({ transport });
      const { alice } = set;
      await set.opens(alice, () => alice.command(command, 'adopt', { in: 'random' }));
      await alice.submit({ Title: 'Keys leaked', Visibility: membersOnly });
      expect(alice.modal?.errors).toEqual({
        Visibility:
          'Everyone can read this channel. Nothing was changed. Choose Everyone, or make the channel private first.',
      });
      await alice.dismiss();
      alice.makePrivate('random');
      await set.opens(alice, () => alice.command(command, 'adopt', { in: 'random' }));
      expect(visibility(set)).toBe(membersOnly);
      await alice.submit({ Title: 'Keys leaked' });
      await set.settled();

      expect(facts(set.workspace.channel('random')).title).toBe('[P2] INCIDENT: Intercom Integration');
      expect(set.workspace.channel('incidents').posts).toEqual([]);
    },
  );
});
