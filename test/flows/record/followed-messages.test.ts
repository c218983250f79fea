import { existsSync, readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import type { MessageSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { botMessages, headline, lastEphemeral, postmortems } from '../support/find-messages.ts';
import { databaseFile, events, requestIds } from '../support/record.ts';
import type { Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;
const mark = 'Add to incident timeline';
const requestId = '3f1c2d4e-0000-4000-8000-000000000001';

/** An incident with a message of Alice's that Bob has marked. */
async function marked(set: Scene, text = 'The cahce is cold') {
  const channel = await set.declare();
  set.bob.join(channel.name);
  const message = set.alice.post(channel.name, text);
  set.bob.react(message, 'pushpin');
  await set.settled();
  const timeline = () => set.type(set.alice, 'timeline', channel.name);
  return { channel, message, timeline, thread: () => channel.thread(headline(channel).ts).length };
}

const hidings = (set: Scene) => events(set, 'entry_hidden').map(({ body }) => body.hiding);

describe.concurrent.each(['socket', 'http'] as const)('A marked message over %s', (transport) => {
  story('that is edited in Slack changes its entry, with its author and at that time', async ({ scene }) => {
    const set = await scene({ transport });
    const { message, timeline, thread } = await marked(set);
    const notes = thread();
    set.clock.advance(5 * minute);
    set.alice.edit(message, 'The cache is cold');
    await set.settled();
    const text = await timeline();
    expect(text).toContain('alice: The cache is cold');
    expect(text).not.toContain('cahce');
    const [edit] = events(set, 'entry_edited');
    expect(JSON.parse(edit?.by ?? '')).toEqual({ kind: 'person', user: set.alice.id });
    expect(Number(edit?.body.editedAt)).toBeGreaterThan(Number(message.ts) * 1000 + 4 * minute);
    expect(events(set, 'message_captured')[0]?.body.text).toBe('The cahce is cold');
    expect(thread()).toBe(notes);
  });

  story('that is deleted disappears from every view, and stays in the record', async ({ scene }) => {
    const set = await scene({ transport });
    const { message, channel, timeline } = await marked(set, `Our key leaked, request_id: ${requestId}`);
    expect(await set.type(set.alice, 'postmortem', channel.name)).toContain('Our key leaked');
    set.alice.delete(message);
    await set.settled();
    expect(await timeline()).not.toContain('leaked');
    const all = await set.type(set.alice, 'timeline all', channel.name);
    expect(all).not.toContain('leaked');
    expect(all).toContain('~alice: a message that was deleted in Slack~');
    const draft = await set.type(set.alice, 'postmortem', channel.name);
    expect(draft).not.toContain('leaked');
    expect(draft).not.toContain(requestId);
    expect(await set.type(set.alice, 'support', channel.name)).not.toContain(requestId);
    expect(events(set, 'message_captured')[0]?.body.text).toContain('Our key leaked');
    expect(requestIds(set)).toEqual([requestId]);
    const number = events(set, 'message_captured')[0]?.seq;
    expect(await set.type(set.alice, `restore #${number}`, channel.name)).toContain(
      'stays hidden: its message was deleted in Slack.',
    );
  });

  story("that loses its last mark is hidden, and shown again once it's marked again", async ({ scene }) => {
    const set = await scene({ transport });
    const { message, timeline } = await marked(set);
    set.alice.pin(message);
    await set.settled();
    set.bob.unreact(message, 'pushpin');
    await set.settled();
    expect(await timeline()).toContain('cahce');
    set.alice.unpin(message);
    await set.settled();
    expect(await timeline()).not.toContain('cahce');
    expect(hidings(set)).toEqual(['unmarked']);
    set.alice.react(message, 'pushpin');
    await set.settled();
    expect(await timeline()).toContain('cahce');
    expect(events(set, 'message_captured')).toHaveLength(1);
  });
});

describe.concurrent('A marked message', () => {
  story("whose entry was corrected by hand keeps that text when it's edited later", async ({ scene }) => {
    const set = await scene();
    const { message, channel, timeline } = await marked(set);
    const number = events(set, 'message_captured')[0]?.seq;
    await set.opens(set.alice, () =>
      set.alice.command('/intercom-incident', `edit ${number}`, { in: channel.name }),
    );
    await set.alice.submit({ Text: 'The cache was cold' });
    await set.settled();
    set.clock.advance(minute);
    set.alice.edit(message, 'Never mind');
    await set.settled();
    expect(await timeline()).toContain('alice: The cache was cold');
  });

  story(
    "that a person hid isn't shown by marking it again, and the shortcut says what does",
    async ({ scene }) => {
      const set = await scene();
      const { message, channel, timeline } = await marked(set);
      const number = events(set, 'message_captured')[0]?.seq;
      await set.type(set.alice, `hide #${number}`, channel.name);
      set.bob.unreact(message, 'pushpin');
      await set.settled();
      set.bob.react(message, 'pushpin');
      await set.settled();
      expect(await timeline()).not.toContain('cahce');
      await set.bob.shortcut(mark, message);
      await set.settled();
      expect(lastEphemeral(set.bob).text).toBe(
        `INC-1: that message is entry #${number}, which is hidden. To show it again, run \`/intercom-incident restore #${number}\`.`,
      );
    },
  );

  story('that was also marked by the shortcut stays when its other marks are removed', async ({ scene }) => {
    const set = await scene();
    const { message, timeline } = await marked(set);
    await set.alice.shortcut(mark, message);
    set.bob.unreact(message, 'pushpin');
    await set.settled();
    expect(await timeline()).toContain('cahce');
  });

  story('with replies counts as deleted too, although Slack keeps its place', async ({ scene }) => {
    const set = await scene();
    const { message, channel, timeline } = await marked(set);
    set.bob.post(channel.name, 'Which one?', { thread: message });
    set.alice.delete(message);
    await set.settled();
    expect(await timeline()).not.toContain('cahce');
    expect(hidings(set)).toEqual(['deleted']);
  });

  story('is stored with names in place of IDs', async ({ scene }) => {
    const set = await scene();
    const { timeline } = await marked(set, 'Ask @carol in #incidents');
    expect(await timeline()).toContain('Ask @carol in #incidents');
    expect(await timeline()).not.toMatch(/@U|#C/);
  });

  story(
    'of a closed incident is followed too, and the postmortem is posted again at once',
    async ({ scene }) => {
      const set = await scene();
      const { message, channel } = await marked(set);
      await set.opens(set.alice, () =>
        set.alice.command('/intercom-incident', 'close', { in: channel.name }),
      );
      await set.alice.submit();
      await set.settled();
      set.alice.delete(message);
      await set.settled();
      expect(postmortems(channel)).toHaveLength(1);
      expect(postmortems(channel)[0]?.content).not.toContain('cahce');
      expect(events(set, 'message_captured')[0]?.body.text).toContain('cahce');
    },
  );

  story('that is deleted also leaves the record if FORGET_DELETED is set', async ({ scene }) => {
    const set = await scene({ env: { FORGET_DELETED: 'true' } });
    const { message, channel } = await marked(set, 'The password is Tr0ub4dor');
    const number = events(set, 'message_captured')[0]?.seq;
    set.clock.advance(minute);
    set.alice.edit(message, 'The password is Tr0ub4dor&3');
    await set.settled();
    await set.opens(set.alice, () =>
      set.alice.command('/intercom-incident', `edit ${number}`, { in: channel.name }),
    );
    await set.alice.submit({ Text: 'The password was Tr0ub4dor&3' });
    await set.settled();
    set.alice.delete(message);
    await set.settled();
    const file = databaseFile(set);
    const files = [file, `${file}-wal`].filter((one) => existsSync(one));
    expect(files.map((one) => readFileSync(one, 'latin1').includes('Tr0ub4dor'))).toEqual(
      files.map(() => false),
    );
    expect(events(set, 'message_captured')[0]?.body).toMatchObject({ author: set.alice.id, text: '' });
    expect(events(set, 'entry_edited').map(({ body }) => body.text)).toEqual(['', '']);
    await set.restart();
    expect(await set.type(set.alice, 'timeline all', channel.name)).toContain('was deleted in Slack');
  });

  story("that changed while the bot was down is read again when it's back", async ({ scene }) => {
    const set = await scene();
    const { message, channel, timeline } = await marked(set);
    const [gone, unmarked] = ['Gone soon', 'Unmarked soon'].map((text) => set.bob.post(channel.name, text));
    if (!gone || !unmarked) throw new Error('Two messages were posted.');
    set.bob.pin(gone);
    set.bob.pin(unmarked);
    await set.settled();
    await set.haltBot();
    set.clock.advance(120 * minute);
    set.alice.edit(message, 'The cache is cold');
    set.bob.delete(gone);
    set.bob.unpin(unmarked);
    set.clock.advance(120 * minute);
    await set.resumeBot();
    await set.settled();
    const text = await timeline();
    expect(text).toContain('The cache is cold');
    expect(text).not.toContain('soon');
    expect(botMessages(channel, 'could not')).toEqual([]);
  });
});

describe.concurrent("A message that isn't on the timeline", () => {
  story("changes nothing when it's edited, deleted, or unpinned", async ({ scene }) => {
    const set = await scene();
    const { channel } = await marked(set);
    const before = events(set).length;
    const other: MessageSnapshot = set.alice.post(channel.name, 'By the way');
    set.alice.edit(other, 'By the by');
    set.alice.react(other, 'eyes');
    set.alice.unreact(other, 'eyes');
    set.alice.delete(other);
    await set.settled();
    expect(events(set)).toHaveLength(before);
  });
});
