import { describe, expect } from 'vitest';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { close } from '../support/close.ts';
import { postmortems } from '../support/find-messages.ts';
import { goPrivate } from '../support/private.ts';
import { putAside } from '../support/record.ts';
import type { Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

/** Whether each postmortem that stands in a channel shows the note of the duplicate. */
const shows = (channel: ChannelSnapshot): boolean[] =>
  postmortems(channel).map(({ content }) => content.includes('The keys are in the wiki'));

/** An incident, and another one with a note. */
async function twoOfOne(set: Scene): Promise<{ original: ChannelSnapshot; other: ChannelSnapshot }> {
  const original = await set.declare();
  const other = await set.declare({ Title: 'Keys leaked' });
  await set.type(set.alice, 'note The keys are in the wiki', other.name);
  return { original, other };
}

describe.concurrent.each(['socket', 'http'] as const)(
  'The postmortem of an incident whose duplicate becomes private, over %s,',
  (transport) => {
    story('is deleted and posted again without it', async ({ scene }) => {
      const set = await scene({ transport });
      const { original, other } = await twoOfOne(set);
      await set.type(set.alice, 'duplicate INC-1', other.name);
      await close(set, original);
      expect(shows(original)).toEqual([true]);

      set.alice.makePrivate(other.name);
      await set.settled();
      expect(shows(original)).toEqual([false]);
      expect(putAside(set)).toEqual([]);
    });

    story('is deleted even if the duplicate was reopened before', async ({ scene }) => {
      const set = await scene({ transport });
      const { original, other } = await twoOfOne(set);
      await set.type(set.alice, 'duplicate INC-1', other.name);
      await close(set, original);
      await set.type(set.alice, 'reopen Another cause', other.name);
      await goPrivate(set, set.alice, other.name);
      set.clock.advance(200_000);
      await set.settled();
      expect(shows(original)).toEqual([false]);
      expect(putAside(set)).toEqual([]);
    });
  },
);

describe.concurrent('What a postmortem shows from a duplicate of a duplicate', () => {
  story(
    'is removed when that one becomes private, even if the one in between has left',
    async ({ scene }) => {
      const set = await scene();
      const { original, other } = await twoOfOne(set);
      const middle = await set.declare({ Title: 'Chats hang' });
      await set.type(set.alice, 'duplicate INC-3', other.name);
      await set.type(set.alice, 'duplicate INC-1', middle.name);
      await close(set, original);
      expect(shows(original)).toEqual([true]);
      await set.type(set.alice, 'reopen Another cause', middle.name);

      set.alice.makePrivate(other.name);
      await set.settled();
      // The version without the middle one still waits for further corrections.
      set.clock.advance(60_000);
      await set.settled();
      expect(shows(original)).toEqual([false]);
    },
  );

  story('is removed from the postmortem of every original it has had', async ({ scene }) => {
    const set = await scene();
    const { original, other } = await twoOfOne(set);
    const second = await set.declare({ Title: 'Chats hang' });
    await set.type(set.alice, 'duplicate INC-1', other.name);
    await close(set, original);
    await set.type(set.alice, 'reopen Another cause', other.name);
    await set.type(set.alice, 'duplicate INC-3', other.name);
    await close(set, second);
    expect([shows(original), shows(second)]).toEqual([[true], [true]]);

    set.alice.makePrivate(other.name);
    await set.settled();
    set.clock.advance(60_000);
    await set.settled();
    expect([shows(original), shows(second)]).toEqual([[false], [false]]);
  });

  story(
    'is removed once if two incidents were duplicates of each other at different times',
    async ({ scene }) => {
      const set = await scene();
      const { original, other } = await twoOfOne(set);
      await set.type(set.alice, 'duplicate INC-2', original.name);
      await set.type(set.alice, 'reopen The other way round', original.name);
      await set.type(set.alice, 'duplicate INC-1', other.name);
      await close(set, original);
      expect(shows(original)).toEqual([true]);
      set.alice.makePrivate(other.name);
      await set.settled();
      expect(shows(original)).toEqual([false]);
    },
  );
});
