import { describe, expect } from 'vitest';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { adopted, closeAdopted } from '../support/adopted.ts';
import { facts, headline, postmortems } from '../support/find-messages.ts';
import { confirmPrivate, saidByBot } from '../support/private.ts';
import { putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { story } from '../support/story.ts';
import { minute, pass } from '../support/time.ts';

const shown = (channel: ChannelSnapshot) => ({
  said: saidByBot(channel).map(({ text }) => text),
  files: channel.files.map(({ name }) => name),
  bookmarks: channel.bookmarks.map(({ title, link }) => [title, link]),
  pins: channel.pins.map(({ ts }) => ts),
});

describe.concurrent('A channel that a private incident has left', () => {
  story('keeps what is said of the incident that adopted it right after that', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Title: 'Tokens leaked' });
    await confirmPrivate(set.alice, channel.name);
    await set.settled();
    expect(saidByBot(channel)).toEqual([]);
    await adopted(set, channel.name);
    await closeAdopted(set, channel.name);
    const before = shown(channel);
    set.clock.advance(200_000);
    await recovered(set);

    expect(facts(channel).title).toContain('INCIDENT: Intercom Integration');
    expect(channel.pins.map(({ ts }) => ts)).toEqual([headline(channel).ts]);
    expect(postmortems(channel).map(({ name }) => name)).toEqual(['postmortem-INC-2.md']);
    expect(shown(channel)).toEqual(before);
    expect(putAside(set)).toEqual([]);
  });

  story('keeps the bookmarks of an incident that lived there before', async ({ scene }) => {
    const set = await scene();
    await adopted(set, 'random');
    await set.type(set.alice, 'link https://example.com/graph Graph', 'random');
    await closeAdopted(set, 'random');
    await adopted(set, 'random', { Title: 'Tokens leaked' });
    const channel = set.workspace.channel('random');
    await confirmPrivate(set.alice, 'random');
    await recovered(set);

    expect(channel.bookmarks.map(({ title }) => title).toSorted()).toEqual([
      'Graph',
      'Intercom status',
      'Postmortem',
    ]);
    expect(JSON.stringify(saidByBot(channel))).not.toContain('INC-2');
    expect(putAside(set)).toEqual([]);
  });
});

describe.concurrent('The bookmarks of a channel with several incidents', () => {
  story('stay those of the latest one when the record of an earlier one is corrected', async ({ scene }) => {
    const set = await scene();
    const { bob } = set;
    await adopted(set, 'random');
    const report = bob.post('random', 'Chats hang');
    bob.react(report, 'pushpin');
    await set.settled();
    await closeAdopted(set, 'random');
    await adopted(set, 'random', { Title: 'They hang again', Timeline: [] });
    const channel = set.workspace.channel('random');
    const links = () => Object.fromEntries(channel.bookmarks.map(({ title, link }) => [title, link]));
    const before = links();
    bob.edit(report, 'Chats hang for everyone');
    await set.settled();
    await pass(set, 11 * minute);

    const files = channel.files.filter(({ name }) => name === 'postmortem-INC-1.md');
    expect(files).toHaveLength(2);
    expect(channel.bookmarks).toHaveLength(3);
    expect(links()).toEqual({ ...before, Postmortem: expect.stringContaining(`/${files[1]?.id}/`) });
  });
});
