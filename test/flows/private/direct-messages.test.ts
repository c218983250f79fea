import { describe, expect } from 'vitest';
import { directly } from '../support/private/privately.ts';
import { confirmPrivate, goPrivate, privateChannel } from '../support/private.ts';
import { events, putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

/** How many messages with files, and without, somebody has in direct messages of the bot. */
const has = (set: Scene, name: string): { files: number; messages: number } => ({
  files: set.workspace.channels
    .filter(({ kind, members }) => kind === 'im' && members.includes(name))
    .flatMap(({ files }) => files).length,
  messages: directly(set, name).filter(({ files }) => files.length === 0).length,
});

/** An incident that bob leads, whose scribe was carol, and then dave; all of them have a copy of its postmortem. */
async function toldToAll(set: Scene): Promise<string> {
  const { alice, type, settled } = set;
  const { name } = await set.declare({ Commander: 'bob' });
  await type(alice, 'role scribe @carol', name);
  await settled();
  await type(alice, 'role scribe @dave', name);
  for (const who of [alice, set.bob, set.workspace.person('carol')]) await type(who, 'postmortem', name);
  await settled();
  expect([has(set, 'bob'), has(set, 'carol'), has(set, 'dave'), has(set, 'alice')]).toEqual([
    { files: 1, messages: 1 },
    { files: 1, messages: 1 },
    { files: 0, messages: 1 },
    { files: 1, messages: 0 },
  ]);
  return name;
}

describe.concurrent.each(['socket', 'http'] as const)(
  "The bot's direct messages about an incident that becomes private, over %s,",
  (transport) => {
    story(
      "are deleted for those who aren't added to its channel, and stay for the others",
      async ({ scene }) => {
        const set = await scene({ transport });
        const name = await toldToAll(set);
        await goPrivate(set, set.alice, name);
        await set.settled();
        expect(privateChannel(set).members.toSorted()).toEqual(['alice', 'bob', 'dave', 'incident_bot']);
        set.clock.advance(200_000);
        await set.settled();
        expect([has(set, 'carol'), has(set, 'bob').files, has(set, 'alice').files]).toEqual([
          { files: 0, messages: 0 },
          1,
          1,
        ]);
        expect(has(set, 'dave').messages).toBeGreaterThan(0);
        expect(putAside(set)).toEqual([]);
      },
    );

    story("are deleted for those who aren't in a channel that people made private", async ({ scene }) => {
      const set = await scene({ transport });
      const name = await toldToAll(set);
      for (const who of ['carol', 'dave'])
        if (set.workspace.channel(name).members.includes(who)) set.alice.remove(name, who);
      set.alice.makePrivate(name);
      await set.settled();
      expect([has(set, 'carol'), has(set, 'dave')]).toEqual([
        { files: 0, messages: 0 },
        { files: 0, messages: 0 },
      ]);
      expect([has(set, 'bob').files, has(set, 'alice').files]).toEqual([1, 1]);
      expect(putAside(set)).toEqual([]);
    });
  },
);

describe.concurrent('A direct copy of a postmortem', () => {
  story(
    'that is being sent while its incident becomes private is deleted once it has arrived',
    async ({ scene }) => {
      const set = await scene();
      const { alice, workspace } = set;
      const { name } = await set.declare();
      workspace.person('carol').join(name);
      await set.settled();
      workspace.faults.add({ method: 'files.completeUploadExternal', answer: 'hang_after' });
      await workspace.person('carol').command(command, 'postmortem', { in: name });
      await workspace.until(() => has(set, 'carol').files === 1, 'the copy');
      await confirmPrivate(alice, name);
      set.clock.advance(15_000);
      await recovered(set);
      set.clock.advance(200_000);
      await recovered(set);
      expect(has(set, 'carol')).toEqual({ files: 0, messages: 0 });
      expect(putAside(set)).toEqual([]);
    },
  );

  story("of another incident stays, and so do the other incident's messages", async ({ scene }) => {
    const set = await scene();
    const carol = set.workspace.person('carol');
    const first = await set.declare({ Commander: 'carol' });
    const second = await set.declare({ Title: 'Chats hang', Commander: 'carol' });
    for (const { name } of [first, second]) await set.type(carol, 'postmortem', name);
    await set.settled();
    await set.type(set.alice, 'commander me', first.name);
    await set.settled();
    await goPrivate(set, set.alice, first.name);
    set.clock.advance(200_000);
    await set.settled();
    expect(has(set, 'carol')).toEqual({ files: 1, messages: 1 });
    expect(JSON.stringify(directly(set, 'carol'))).not.toContain('INC-1');
    expect(events(set, 'made_private')).toHaveLength(1);
  });
});
