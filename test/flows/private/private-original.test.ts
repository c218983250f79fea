import { describe, expect } from 'vitest';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { headline, postmortems } from '../support/find-messages.ts';
import { confirmPrivate, goPrivate, privateChannel } from '../support/private.ts';
import { putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

/** What everyone reads in place of the number and the channel of an incident that is private now. */
const unnamed = 'an incident that is private now';

/** INC-1, and INC-2 that was marked as its duplicate. */
async function marked(set: Scene): Promise<{ original: ChannelSnapshot; duplicate: ChannelSnapshot }> {
  const original = await set.declare({ Title: 'Keys leaked' });
  const duplicate = await set.declare({ Title: 'Chats hang' });
  await set.type(set.alice, 'duplicate INC-1', duplicate.name);
  await set.settled();
  return { original, duplicate };
}

/** Everything that stands in a channel, as it's stored. */
const all = (channel: ChannelSnapshot): string => JSON.stringify(channel);

/** Nothing in a text points to the original: neither its number nor its channel. */
function expectUnnamed(text: string, original: ChannelSnapshot): void {
  expect(text).not.toMatch(/INC-1\b/u);
  expect(text).not.toContain(original.id);
}

describe.concurrent.each(['socket', 'http'] as const)(
  'A duplicate whose original becomes private, over %s,',
  (transport) => {
    story('no longer names it anywhere once it has moved', async ({ scene }) => {
      const set = await scene({ transport });
      const { alice, bob, settled, type, workspace } = set;
      const { original, duplicate } = await marked(set);
      expect(all(duplicate)).toContain('duplicate of INC-1');
      expect(all(workspace.channel('incidents'))).toContain('Duplicate of INC-1');

      await goPrivate(set, alice, original.name);
      await settled();

      expectUnnamed(all(duplicate), original);
      expectUnnamed(all(workspace.channel('incidents')), original);
      expect(JSON.stringify(headline(duplicate))).toContain(`Duplicate of ${unnamed}`);
      const thread = duplicate.thread(headline(duplicate).ts).map(({ text }) => text);
      expect(thread.filter((text) => text.includes(`*Marked as a duplicate of ${unnamed}*`))).toHaveLength(1);
      // Its own record is public, and is still read with that one by the members there.
      expect(thread.join('\n')).not.toContain("isn't shown there");
      expect(
        workspace
          .channel('incidents')
          .posts.filter(({ text }) => text.includes(`Reason: Duplicate of ${unnamed}`)),
      ).toHaveLength(2);
      for (const ask of ['timeline INC-2', 'list', 'postmortem INC-2'])
        expectUnnamed(await type(bob, ask, 'random'), original);
      expect(await type(bob, 'list', 'random')).toContain(`(duplicate of ${unnamed})`);
      expect(await type(bob, 'timeline INC-2', 'random')).toContain(`Marked as a duplicate of ${unnamed}`);
      expect(await type(alice, 'severity P3', duplicate.name)).toContain(
        `INC-2 is a duplicate of ${unnamed}. Nothing was changed. If it's separate, run`,
      );
      bob.openHome();
      await workspace.until(
        () => bob.homeScreen?.includes(`a duplicate of ${unnamed}`) ?? false,
        'the Home tab',
      );
      expectUnnamed(bob.homeScreen ?? '', original);
      expect(putAside(set)).toEqual([]);
    });

    story('no longer names it anywhere once people convert its channel', async ({ scene }) => {
      const set = await scene({ transport });
      const { original, duplicate } = await marked(set);
      set.alice.makePrivate(original.name);
      await set.settled();
      expectUnnamed(all(duplicate), original);
      expectUnnamed(all(set.workspace.channel('incidents')), original);
      expect(putAside(set)).toEqual([]);
    });
  },
);

describe.concurrent('A duplicate whose original becomes private', () => {
  story(
    'no longer names it anywhere if it was reopened before, even in its postmortem',
    async ({ scene }) => {
      const set = await scene();
      const { alice, opens, settled, type, workspace } = set;
      const { original, duplicate } = await marked(set);
      await type(alice, 'reopen Another cause', duplicate.name);
      await settled();
      await opens(alice, () => alice.command(command, 'close', { in: duplicate.name }));
      await alice.submit();
      await settled();
      expect(postmortems(duplicate).map(({ content }) => content.includes('INC-1'))).toEqual([true]);

      await goPrivate(set, alice, original.name);
      await settled();
      expectUnnamed(all(duplicate), original);
      expectUnnamed(all(workspace.channel('incidents')), original);
      expect(all(duplicate)).toContain(`*Marked as a duplicate of ${unnamed}* by`);
      expect(postmortems(duplicate).map(({ content }) => content.includes(unnamed))).toEqual([true]);
      expect(putAside(set)).toEqual([]);
    },
  );

  story('says that it was reopened, even if that happens as it stops naming it', async ({ scene }) => {
    const set = await scene();
    const { alice, clock, settled, workspace } = set;
    const { original, duplicate } = await marked(set);
    const hides = ({ text, channel }: Record<string, unknown>) =>
      channel === duplicate.id && String(text).includes(`*Marked as a duplicate of ${unnamed}*`);
    workspace.faults.add({ method: 'chat.update', answer: { delayMs: 3_000 }, when: hides });
    await confirmPrivate(alice, original.name);
    const hidden = () =>
      workspace.calls.filter(({ method, args }) => method === 'chat.update' && hides(args));
    await workspace.until(() => hidden().length === 1, 'an edit that hides the original');
    await alice.command(command, 'reopen Another cause', { in: duplicate.name });
    await workspace.until(() => all(duplicate).includes('reopened it'), 'the reopening');
    clock.advance(3_000);
    await settled();
    await recovered(set);
    const thread = duplicate.thread(headline(duplicate).ts).map(({ text }) => text);
    expect(thread.filter((text) => text.includes(`*Marked as a duplicate of ${unnamed}*`))).toEqual([
      expect.stringContaining('reopened it'),
    ]);
    expect(putAside(set)).toEqual([]);
  });

  story('can be reopened, and still names it nowhere', async ({ scene }) => {
    const set = await scene();
    const { original, duplicate } = await marked(set);
    await goPrivate(set, set.alice, original.name);
    await set.settled();
    await set.type(set.alice, 'reopen Another cause', duplicate.name);
    await set.settled();
    expectUnnamed(all(duplicate), original);
    const now = privateChannel(set);
    expect(now.thread(headline(now).ts).map(({ text }) => text)).toContainEqual(
      expect.stringContaining('reopened *INC-2*'),
    );
    expect(putAside(set)).toEqual([]);
  });

  story("is edited after a restart too, even if Slack doesn't respond at first", async ({ scene }) => {
    const set = await scene();
    const { original, duplicate } = await marked(set);
    const mend = set.workspace.faults.add({ method: 'chat.update', times: 99, answer: { status: 503 } });
    await confirmPrivate(set.alice, original.name);
    await set.workspace.until(
      () => set.workspace.calls.filter(({ method }) => method === 'chat.update').length > 2,
      'tries to edit',
    );
    await set.restart();
    mend();
    await recovered(set);
    expectUnnamed(all(duplicate), original);
    expectUnnamed(all(set.workspace.channel('incidents')), original);
  });
});
