import { describe, expect } from 'vitest';
import { delivered } from '../support/delivered.ts';
import { facts, headline, lastEphemeral, postmortems } from '../support/find-messages.ts';
import { events } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;

/** The number of the one entry of a timeline that has these words. */
function numberOf(timeline: string, words: string): string {
  const lines = timeline.split('\n').filter((line) => line.includes(words));
  const [, number] = /^#(\d+) /.exec(lines[0] ?? '') ?? [];
  if (lines.length !== 1 || !number) throw new Error(`${lines.length} lines have "${words}":\n${timeline}`);
  return number;
}

/** An incident of Alice's with a note of hers, a mistake in it, ten minutes after its declaration. */
async function noted(set: Scene) {
  const channel = await set.declare({ Commander: 'bob' });
  set.clock.advance(10 * minute);
  await set.type(set.alice, 'note Cahce is cold', channel.name);
  const number = numberOf(await set.type(set.alice, 'timeline', channel.name), 'Cahce');
  return { channel, number };
}

describe.concurrent.each(['socket', 'http'] as const)('The timeline over %s', (transport) => {
  story('is corrected by its commands and its form, with one note in the thread', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, settled, type, opens } = set;
    const { channel, number } = await noted(set);
    const before = channel.posts.length;

    await opens(alice, () => alice.command(command, `edit #${number}`, { in: channel.name }));
    expect(alice.modal?.title).toBe(`Edit entry #${number}`);
    await alice.submit({ Text: 'Cache is cold', When: new Date(set.clock.now() - 5 * minute) });
    await settled();
    expect(lastEphemeral(alice).text).toBe(
      `INC-1: entry #${number} corrected. The earlier version stays on record.`,
    );
    const shown = await type(alice, 'timeline', channel.name);
    expect(shown).toMatch(new RegExp(`^#${number}  .*14:05 UTC>  Note by .*: Cache is cold$`, 'm'));
    expect(channel.thread(headline(channel).ts).at(-1)?.text).toMatch(
      new RegExp(`moved timeline entry #${number} to .* and corrected its text\\.$`),
    );

    expect(await type(alice, `hide #${number} it was INC-2`, channel.name)).toContain(
      `INC-1: entry #${number} hidden.`,
    );
    expect(await type(alice, 'timeline', channel.name)).not.toContain('Cache is cold');
    expect(await type(alice, 'timeline', channel.name)).toContain('1 entry is hidden');
    expect(await type(alice, 'timeline all', channel.name)).toMatch(/^#.*~Note by .*: Cache is cold~$/m);
    expect(await type(alice, `restore #${number}`, channel.name)).toBe(`INC-1: entry #${number} restored.`);
    expect(await type(alice, 'timeline', channel.name)).toContain('Cache is cold');
    expect(channel.posts).toHaveLength(before);
    expect(
      channel
        .thread(headline(channel).ts)
        .slice(-3)
        .map(({ text }) => text.split(' ').slice(2, 6).join(' ')),
    ).toEqual([
      `moved timeline entry #${number}`,
      `hid timeline entry #${number}.`,
      `restored timeline entry #${number}.`,
    ]);
    expect(events(set, 'note_added').map(({ body }) => body.text)).toEqual(['Cahce is cold']);
  });
});

describe.concurrent("An entry's menu", () => {
  story(
    "edits, hides, and restores, and does no harm if it's outdated or clicked twice",
    async ({ scene }) => {
      const set = await scene();
      const { alice, settled, type } = set;
      const { channel, number } = await noted(set);
      const last = (text: string) => text.split('\n').filter((line) => line.startsWith('#')).length;
      const occurrence = last(await type(alice, 'timeline', channel.name));
      const stale = lastEphemeral(alice);
      const menu = { occurrence };
      await alice.choose(stale, 'entry_menu', 'Hide entry', menu);
      await alice.choose(stale, 'entry_menu', 'Hide entry', menu);
      await settled();
      expect(lastEphemeral(alice).text).toBe(`INC-1: entry #${number} is already hidden.`);
      expect(events(set, 'entry_hidden')).toHaveLength(1);

      await type(alice, 'timeline all', channel.name);
      await alice.choose(lastEphemeral(alice), 'entry_menu', 'Restore entry', { occurrence });
      await settled();
      expect(lastEphemeral(alice).text).toBe(`INC-1: entry #${number} restored.`);
      await set.opens(alice, () => alice.choose(stale, 'entry_menu', 'Edit entry', menu));
      await alice.submit({ Text: 'Cache is cold' });
      await settled();
      expect(await type(alice, 'timeline', channel.name)).toContain('Note by alice: Cache is cold');
    },
  );

  story("is shown in the incident's channel, and not elsewhere", async ({ scene }) => {
    const set = await scene();
    const { channel } = await noted(set);
    const text = await set.type(set.alice, 'timeline INC-1');
    expect(text).toContain(
      "To correct an entry, run `/intercom-incident timeline` in the incident's channel.",
    );
    await expect(set.alice.choose(lastEphemeral(set.alice), 'entry_menu', 'Hide entry')).rejects.toThrow(
      'nothing called',
    );
    expect(channel.name).toContain('inc-1');
  });
});

describe.concurrent('Correcting an entry', () => {
  story('is for its author and the commander, and others are told whom to ask', async ({ scene }) => {
    const set = await scene();
    const { carol, type } = set;
    const { channel, number } = await noted(set);
    carol.join(channel.name);
    const refusal = `Only alice, the scribe, and the commander can change entry #${number} of INC-1. Nothing was changed. Ask one of them.`;
    expect(await type(carol, `hide #${number}`, channel.name)).toBe(refusal);
    expect(await type(carol, `edit #${number}`, channel.name)).toBe(refusal);
    expect(await type(set.bob, `hide #${number}`, channel.name)).toContain(`entry #${number} hidden.`);
    expect(await type(carol, 'hide #1', channel.name)).toContain('Only alice, the scribe,');
    expect(await type(carol, 'hide #999', channel.name)).toContain('INC-1 has no entry #999');
    expect(await type(carol, 'hide', channel.name)).toContain('Type its number, as in');
  });

  story("of the bot's changes only its time, or hides it", async ({ scene }) => {
    const set = await scene();
    const { carol, type, opens, settled } = set;
    const { channel } = await noted(set);
    carol.join(channel.name);
    const number = numberOf(await type(carol, 'timeline', channel.name), 'Triage: ');
    await opens(carol, () => carol.command(command, `edit #${number}`, { in: channel.name }));
    expect(carol.screen).toContain('but not its text');
    await carol.submit({ When: new Date(set.clock.now() - minute) });
    await settled();
    expect(lastEphemeral(carol).text).toContain(`entry #${number} corrected`);
    expect(await type(carol, `hide #${number}`, channel.name)).toContain(`entry #${number} hidden.`);
  });
});

describe.concurrent('Two people who edit the same entry at the same time', () => {
  story('are told whose text and time count if they changed the same field', async ({ scene }) => {
    const set = await scene();
    const { channel, number } = await noted(set);
    const { alice } = set;
    const edit = () => alice.command(command, `edit ${number}`, { in: channel.name });
    for (const both of [
      {
        first: { Text: 'Cache is cold' },
        mine: { Text: 'Cache is empty' },
        says: 'Yours replaced their text',
      },
      {
        first: { When: new Date(set.clock.now() - 2 * minute) },
        mine: { When: new Date(set.clock.now() - 3 * minute) },
        says: 'Yours replaced their time.',
      },
    ]) {
      await set.opens(alice, edit);
      const bob = delivered(set, 'bob', channel);
      await set.opens(bob, () => bob.command(command, `edit ${number}`, { in: channel.name }));
      await bob.submit(both.first);
      await set.settled();
      await alice.submit(both.mine);
      await set.settled();
      expect(lastEphemeral(alice).text).toContain(both.says);
    }
    await set.opens(alice, edit);
    await alice.submit({});
    await set.settled();
    expect(lastEphemeral(alice).text).toContain('the entry already says that. Nothing was changed.');
    expect(await set.type(alice, `restore #${number}`, channel.name)).toContain("isn't hidden.");
    expect(await set.type(alice, 'edit rubbish', channel.name)).toContain("isn't an entry number.");
    expect(await set.type(alice, 'hide #1 #2', channel.name)).toContain('Name one entry at a time, as in');
  });

  story('each change the field they touched, and the second is told about the first', async ({ scene }) => {
    const set = await scene();
    const { channel, number } = await noted(set);
    const bob = delivered(set, 'bob', channel);
    await set.opens(set.alice, () => set.alice.command(command, `edit ${number}`, { in: channel.name }));
    await set.opens(bob, () => bob.command(command, `edit ${number}`, { in: channel.name }));
    await bob.submit({ Text: 'Cache is cold' });
    await set.settled();
    await set.alice.submit({ When: new Date(set.clock.now() - 3 * minute) });
    await set.settled();
    expect(lastEphemeral(set.alice).text).toContain(`edited entry #${number}`);
    expect(lastEphemeral(set.alice).text).toContain('What they changed stands.');
    expect(await set.type(set.alice, 'timeline', channel.name)).toMatch(
      /14:07 UTC> {2}Note by alice: Cache is cold/,
    );
  });
});

describe.concurrent('A correction after the close', () => {
  story(
    'shows in the postmortem at once, which is posted again in the thread of the first',
    async ({ scene }) => {
      const set = await scene();
      const { bob, clock, opens, settled, type } = set;
      const { channel, number } = await noted(set);
      const time = clock.now();
      clock.advance(30 * minute);
      await opens(bob, () => bob.command(command, 'close Over', { in: channel.name }));
      await bob.submit();
      await settled();
      const resolution = numberOf(await type(bob, 'timeline', channel.name), 'Resolution');
      const count = channel.posts.length;

      await type(bob, `hide #${number}`, channel.name);
      await opens(bob, () => bob.command(command, `edit #${resolution}`, { in: channel.name }));
      await bob.submit({ When: new Date(time + 5.5 * minute) });
      await settled();
      await opens(bob, () => bob.command(command, `edit #${resolution}`, { in: channel.name }));
      expect(await bob.submit({ When: new Date(time - 30 * minute) })).toMatchObject({
        errors: { When: expect.stringContaining(`#${resolution} can't come before entry #1`) },
      });
      expect(postmortems(channel)).toHaveLength(2);
      clock.advance(10 * minute);
      await settled();

      const [first, hidden, second, ...more] = postmortems(channel);
      expect(hidden?.content).not.toContain('Cahce is cold');
      expect(more).toEqual([]);
      expect(first?.content).toContain('Cahce is cold');
      expect(first?.content).toContain('**Duration:** 0 hours 40 minutes');
      expect(second?.content).not.toContain('Cahce is cold');
      expect(second?.content).toContain('**Duration:** 0 hours 15 minutes');
      expect(channel.posts).toHaveLength(count);
      expect(facts(channel).Status).toBe('CLOSED');
    },
  );
});
