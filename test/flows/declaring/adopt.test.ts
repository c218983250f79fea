import { describe, expect } from 'vitest';
import { adopted, closeAdopted } from '../support/adopted.ts';
import { announcements, facts, headline, lastEphemeral, postmortems } from '../support/find-messages.ts';
import { picture } from '../support/picture.ts';
import { events, putAside } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;
const hour = 60 * minute;

const offered = ({ alice }: Scene) => alice.modal?.fields.find(({ label }) => label === 'Timeline')?.options;

describe.concurrent.each(['socket', 'http'] as const)('An adopted channel, over %s,', (transport) => {
  story('hosts the incident and otherwise stays as people made it', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, workspace } = set;
    alice.setTopic('random', 'Anything goes');
    const before = workspace.channels.map(({ name }) => name);
    const members = new Set(workspace.channel('random').members);
    await set.opens(alice, () => alice.command(command, 'adopt', { in: 'random' }));
    expect(JSON.stringify(alice.modal?.blocks)).toContain(
      'The incident lives in this channel. Nothing is created or renamed. The bot joins it when you declare.',
    );
    await alice.submit({ Title: 'Chats hang', Severity: 'P1' });
    await set.settled();

    const channel = workspace.channel('random');
    expect(facts(channel).title).toBe('[P1] INCIDENT: Intercom Integration');
    expect(channel.pins.map(({ ts }) => ts)).toEqual([headline(channel).ts]);
    expect(lastEphemeral(alice).text).toBe('INC-1 declared. It lives in this channel.');
    expect(announcements(set)[0]?.text).toContain(`<#${channel.id}>`);
    await set.type(alice, 'severity P2', 'random');
    await set.type(alice, 'title Webhooks are late', 'random');
    expect(facts(channel).title).toContain('[P2]');
    expect(channel.topic).toBe('Anything goes');
    expect(workspace.channels.filter(({ kind }) => kind !== 'im').map(({ name }) => name)).toEqual(before);
    expect(channel.members.filter((name) => !members.has(name))).toEqual(['incident_bot']);
    expect(putAside(set)).toEqual([]);

    await closeAdopted(set, 'random');
    expect(postmortems(channel)).toHaveLength(1);
  });

  story('offers the messages pinned or marked there within a day as entries', async ({ scene }) => {
    const set = await scene({ transport, formWaitMs: 30_000 });
    const { alice, bob, carol } = set;
    alice.invite('random', 'incident_bot');
    bob.react(bob.post('random', 'Long ago'), 'pushpin');
    set.clock.advance(25 * hour);
    const first = bob.post('random', 'Chats *hang*, ask @carol');
    const second = carol.post('random', 'Restarted');
    const third = carol.post('random', 'Nothing to see');
    alice.react(first, 'pushpin');
    alice.pin(second);
    alice.pin(third);
    set.clock.advance(minute);

    await set.opens(alice, () => alice.command(command, 'adopt', { in: 'random' }));
    const all = offered(set);
    expect(all).toEqual([
      '15:00 bob: Chats *hang*, ask @carol',
      '15:00 carol: Restarted',
      '15:00 carol: Nothing to see',
    ]);
    await alice.submit({ Title: 'Chats hang', Timeline: all?.slice(0, 2) ?? [] });
    await set.settled();

    expect(events(set, 'message_captured').map(({ body }) => body)).toMatchObject([
      { ts: first.ts, author: 'U000000BOB1' },
      { ts: second.ts, author: 'U00000CAROL' },
    ]);
    expect(events(set, 'message_marked').map(({ body }) => body.via)).toEqual(['reaction', 'pin']);
  });

  story('offers everything marked as one choice if Slack is slow to list it', async ({ scene }) => {
    const set = await scene({ transport, formWaitMs: 1 });
    const { alice, bob } = set;
    alice.invite('random', 'incident_bot');
    bob.react(bob.post('random', 'Chats hang'), 'pushpin');
    await set.opens(alice, () => alice.command(command, 'adopt', { in: 'random' }));
    expect(offered(set)).toEqual(['Everything marked in the last 24 hours']);
  });

  story('has earlier marks added to the timeline if that choice stays selected', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, bob } = set;
    const first = bob.post('random', 'Chats hang');
    bob.react(first, 'pushpin');
    const second = bob.post('random', 'Restarted');
    alice.pin(second);
    await set.opens(alice, () => alice.command(command, 'adopt', { in: 'random' }));
    expect(offered(set)).toEqual(['Everything marked in the last 24 hours']);
    await alice.submit({ Title: 'Chats hang', Severity: 'P1' });
    await set.settled();
    expect(events(set, 'message_captured').map(({ body }) => body.ts)).toEqual([first.ts, second.ts]);
  });

  story('has no earlier marks added to the timeline if that choice is deselected', async ({ scene }) => {
    const set = await scene({ transport });
    set.bob.react(set.bob.post('random', 'Lunch?'), 'pushpin');
    await adopted(set, 'random', { Timeline: [] });
    expect(events(set, 'message_marked')).toEqual([]);
  });

  story('stays as it was if the form is dismissed', async ({ scene }) => {
    const set = await scene({ transport });
    const before = picture(set);
    await set.opens(set.alice, () => set.alice.command(command, 'adopt', { in: 'random' }));
    await set.settled();
    expect(picture(set)).toEqual(before);
  });

  story('still follows messages marked for an earlier incident there', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, bob } = set;
    await adopted(set, 'random');
    const report = bob.post('random', 'Our key leaked');
    bob.react(report, 'pushpin');
    await set.settled();
    await closeAdopted(set, 'random');
    await adopted(set, 'random', { Title: 'It is back', Timeline: [] });
    bob.delete(report);
    await set.settled();
    expect(events(set, 'entry_hidden').map(({ incident }) => incident)).toEqual([1]);
    expect(await set.type(alice, 'timeline INC-1', 'random')).not.toContain('leaked');
  });

  story('can be adopted again after the close', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, bob, workspace } = set;
    await adopted(set, 'random');
    expect(await set.type(alice, 'adopt', 'random')).toBe(
      'INC-1 (INVESTIGATING) already lives in this channel. Nothing was changed. Close it first, or run `/intercom-incident open` instead.',
    );
    await closeAdopted(set, 'random');

    const before = events(set);
    const count = bob.ephemerals().length;
    bob.pin(bob.post('random', 'Lunch?'));
    bob.react(bob.post('random', 'Pizza'), 'pushpin');
    await set.settled();
    expect(bob.ephemerals()).toHaveLength(count);
    expect(events(set, 'message_marked')).toEqual([]);
    expect(events(set)).toEqual(before);
    await set.opens(bob, () => bob.command(command, '', { in: 'random' }));
    expect(bob.modal?.title).toBe('Declare an incident');

    await adopted(set, 'random', { Title: 'Webhooks are late', Severity: 'P3', Timeline: [] });
    const channel = workspace.channel('random');
    const lines = channel.messages.filter(({ text }) => /^\[P\d\] INCIDENT/.test(text));
    expect(lines.map(({ text }) => text.slice(0, 4))).toEqual(['[P1]', '[P3]']);
    await set.type(alice, 'note It is the second one', 'random');
    expect(events(set, 'note_added').map(({ incident }) => incident)).toEqual([2]);
    expect(await set.type(alice, 'status', 'random')).toContain('INC-2');
    const [old] = lines;
    if (!old) throw new Error('The first headline is gone.');
    await alice.click(old, 'Reopen');
    await set.settled();
    expect(lastEphemeral(alice).text).toBe(
      "This channel belongs to INC-2 now, so INC-1 can't go on here. Nothing was changed. To continue INC-1, declare it again with `/intercom-incident open`.",
    );
    await closeAdopted(set, 'random');
    await alice.click(old, 'Reopen');
    await set.settled();
    expect(lastEphemeral(alice).text).toBe(
      'INC-2 has lived in this channel since INC-1. Nothing was changed. To continue INC-1, declare it again with `/intercom-incident open`, or run `/intercom-incident reopen` to reopen INC-2.',
    );
    expect(events(set, 'reopened')).toEqual([]);
  });
});
