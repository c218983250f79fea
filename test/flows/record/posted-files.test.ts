import { describe, expect } from 'vitest';
import type {
  ChannelSnapshot,
  FileSnapshot,
  MessageSnapshot,
} from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { close } from '../support/close.ts';
import { botMessages, postmortems } from '../support/find-messages.ts';
import { events, putAside } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;

/** The files that somebody has in direct messages of the bot, oldest first. */
const copies = ({ workspace }: Scene, name = 'alice'): FileSnapshot[] =>
  workspace.channels
    .filter(({ kind, members }) => kind === 'im' && members.includes(name))
    .flatMap(({ files }) => files);

/** A message of Alice's in a channel, which Bob marks. */
async function marked(set: Scene, channel: ChannelSnapshot, text: string): Promise<MessageSnapshot> {
  set.bob.join(channel.name);
  const message = set.alice.post(channel.name, text);
  set.bob.react(message, 'pushpin');
  await set.settled();
  return message;
}

/** A closed incident with a duplicate that has a marked message, which its postmortem shows. */
async function closedWithDuplicate(set: Scene) {
  const original = await set.declare();
  const other = await set.declare({ Title: 'Chats hang' });
  const message = await marked(set, other, 'Our key leaked');
  await set.type(set.alice, 'duplicate INC-1', other.name);
  await set.settled();
  await close(set, original);
  return { original, other, message };
}

describe.concurrent.each(['socket', 'http'] as const)(
  'The posted copies of a record, over %s,',
  (transport) => {
    story('are replaced, also in direct messages, when a message is deleted', async ({ scene }) => {
      const set = await scene({ transport });
      const channel = await set.declare();
      const message = await marked(set, channel, 'Our key leaked');
      await set.type(set.alice, 'postmortem', channel.name);
      await set.type(set.bob, 'postmortem', channel.name);
      await set.settled();
      expect(copies(set).map(({ content }) => content.includes('Our key leaked'))).toEqual([true]);

      set.alice.delete(message);
      await set.settled();
      for (const name of ['alice', 'bob'])
        expect(copies(set, name).map(({ content }) => content.includes('leaked'))).toEqual([false]);
      expect(putAside(set)).toEqual([]);
    });

    story(
      'of several incidents are replaced when a message of the duplicate is deleted',
      async ({ scene }) => {
        const set = await scene({ transport });
        const { original, message } = await closedWithDuplicate(set);
        await set.type(set.bob, 'postmortem INC-1');
        await set.settled();
        expect(postmortems(original)[0]?.content).toContain('INC-2: alice: Our key leaked');
        expect(copies(set, 'bob')[0]?.content).toContain('Our key leaked');

        set.alice.delete(message);
        await set.settled();
        expect(postmortems(original).map(({ content }) => content.includes('leaked'))).toEqual([false]);
        expect(copies(set, 'bob').map(({ content }) => content.includes('leaked'))).toEqual([false]);
        expect(putAside(set)).toEqual([]);
      },
    );

    story(
      'of several incidents are replaced without the duplicate once that is reopened',
      async ({ scene }) => {
        const set = await scene({ transport });
        const { original, other } = await closedWithDuplicate(set);
        await set.type(set.alice, 'reopen Another cause', other.name);
        set.clock.advance(10 * minute);
        await set.settled();
        expect(postmortems(original).map(({ content }) => content.includes('Our key leaked'))).toEqual([
          true,
          false,
        ]);
        expect(botMessages(original, 'Postmortem of INC-1, version 2').map(({ text }) => text)).toEqual([
          'Postmortem of INC-1, version 2: Conversations not loading. Changed: Timeline, People.',
        ]);
      },
    );
  },
);

describe.concurrent('The postmortem of a closed incident', () => {
  story(
    'is posted again once after corrections in the record of a duplicate of its duplicate',
    async ({ scene }) => {
      const set = await scene();
      const third = await set.declare({ Title: 'Widgets are blank' });
      const { original, other } = await (async () => {
        const original = await set.declare();
        const other = await set.declare({ Title: 'Chats hang' });
        await set.type(set.alice, 'note Only in the EU', third.name);
        await set.type(set.alice, 'duplicate INC-3', third.name);
        await set.type(set.alice, 'duplicate INC-2', other.name);
        await set.settled();
        await close(set, original);
        return { original, other };
      })();
      expect(postmortems(original)[0]?.content).toContain('INC-1: Note by alice: Only in the EU');
      const [note] = events(set, 'note_added');
      await set.type(set.alice, 'edit #1', other.name);
      await set.alice.submit({ Text: 'Chats are slow' });
      await set.settled();
      expect(postmortems(original)).toHaveLength(1);
      await set.type(set.alice, `hide #${note?.seq}`, third.name);
      set.clock.advance(10 * minute);
      await set.settled();
      const [, second, ...more] = postmortems(original);
      expect(second?.content).not.toContain('Only in the EU');
      expect(more).toEqual([]);
    },
  );

  story(
    'that is being sent while a message is deleted is replaced as soon as it has arrived',
    async ({ scene }) => {
      const set = await scene();
      const channel = await set.declare();
      const message = await marked(set, channel, 'Our key leaked');
      set.workspace.faults.add({ method: 'files.completeUploadExternal', answer: 'reset_after' });
      await set.alice.command(command, 'postmortem', { in: channel.name });
      await set.workspace.until(() => copies(set).length === 1, 'the copy');
      set.alice.delete(message);
      await set.workspace.until(() => events(set, 'entry_hidden').length === 1, 'the deletion');
      expect(events(set, 'copy_sent')).toEqual([]);
      await set.settled();
      expect(copies(set).map(({ content }) => content.includes('leaked'))).toEqual([false]);
    },
  );
});
