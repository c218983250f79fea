import { describe, expect } from 'vitest';
import { close } from '../support/close.ts';
import { facts, lastEphemeral, postmortems } from '../support/find-messages.ts';
import { announced, confirmPrivate, emptied, privateChannel, saidByBot } from '../support/private.ts';
import { events, putAside } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

/** Lets everything that was under way arrive or fail, and what follows from it. */
async function over(set: Scene): Promise<void> {
  set.clock.advance(15_000);
  await recovered(set);
  set.clock.advance(200_000);
  await recovered(set);
}

describe.concurrent('An incident that becomes private at the same moment', () => {
  story('as its postmortem is uploaded has that in the new channel only', async ({ scene }) => {
    const set = await scene();
    const { alice, opens, workspace } = set;
    const old = await set.declare({ Title: 'Keys leaked' });
    workspace.faults.add({ method: 'files.completeUploadExternal', answer: 'hang_after' });
    await opens(alice, () => alice.command(command, 'close', { in: old.name }));
    await alice.submit();
    await workspace.until(() => postmortems(old).length === 1, 'the upload');
    await confirmPrivate(alice, old.name);
    await over(set);

    expect([saidByBot(old), old.files, announced(set)]).toEqual([[], [], [emptied]]);
    expect(postmortems(privateChannel(set))).toHaveLength(1);
    expect(putAside(set)).toEqual([]);
  });

  story('as its postmortem arrives has that in the new channel only', async ({ scene }) => {
    const set = await scene();
    const { alice, clock, opens, settled, workspace } = set;
    const old = await set.declare({ Title: 'Keys leaked' });
    workspace.faults.add({ method: 'files.completeUploadExternal', answer: { delayMs: 3_000 } });
    await opens(alice, () => alice.command(command, 'close', { in: old.name }));
    await alice.submit();
    const waits = () =>
      workspace.calls.some(({ method, answer }) => method === 'files.completeUploadExternal' && !answer);
    await workspace.until(waits, 'the upload');
    await confirmPrivate(alice, old.name);
    await workspace.until(() => events(set, 'channel_ready').length === 2, 'the new channel');
    clock.advance(3_000);
    await settled();
    await over(set);

    expect([saidByBot(old), old.files]).toEqual([[], []]);
    expect(postmortems(privateChannel(set))).toHaveLength(1);
    expect(putAside(set)).toEqual([]);
  });

  story('as its headline is posted pins only the one in the new channel', async ({ scene }) => {
    const set = await scene();
    const { alice, clock, opens, settled, workspace } = set;
    workspace.faults.add({
      method: 'chat.postMessage',
      answer: { delayMs: 3_000 },
      when: ({ text, channel }) =>
        channel !== workspace.channel('incidents').id && String(text).startsWith('[P1] INCIDENT'),
    });
    await opens(alice, () => alice.command(command, 'open P1 Keys leaked'));
    await alice.submit();
    const name = 'inc-1-keys-leaked';
    const waits = () =>
      workspace.calls.some(({ args, answer }) => !answer && String(args.text).startsWith('[P1] INCIDENT'));
    await workspace.until(waits, 'the headline');
    await confirmPrivate(alice, name);
    await workspace.until(() => events(set, 'channel_ready').length === 2, 'the new channel');
    clock.advance(3_000);
    await settled();
    await over(set);

    const pinned = workspace.calls.filter(({ method }) => method === 'pins.add');
    expect(pinned.map(({ args }) => args.channel)).toEqual([privateChannel(set).id]);
    expect(events(set, 'headline_posted').map(({ body }) => body.channel)).toEqual([privateChannel(set).id]);
    expect(putAside(set)).toEqual([]);
  });

  story('as it is marked as a duplicate is named in no other channel', async ({ scene }) => {
    const set = await scene();
    const { alice, bob, workspace } = set;
    const original = await set.declare();
    const other = await set.declare({ Title: 'Keys leaked' });
    bob.join(other.name);
    await set.settled();
    workspace.faults.add({
      method: 'chat.postMessage',
      answer: 'hang_after',
      when: ({ channel, text }) => channel === original.id && String(text).includes('INC-2'),
    });
    await alice.command(command, 'duplicate INC-1', { in: other.name });
    await workspace.until(() => JSON.stringify(original.posts).includes('INC-2'), 'the pointer');
    await confirmPrivate(bob, other.name);
    await over(set);

    expect(JSON.stringify(saidByBot(original))).not.toContain('INC-2');
    expect(JSON.stringify(announced(set))).not.toContain('INC-2');
    expect(saidByBot(other)).toEqual([]);
    expect(facts(privateChannel(set)).Status).toBe('CANCELLED');
    expect(putAside(set)).toEqual([]);
  });

  story('as people make its channel private does so once', async ({ scene }) => {
    const set = await scene();
    const { alice, bob, workspace } = set;
    const channel = await set.declare();
    bob.join(channel.name);
    await set.settled();
    const typed = confirmPrivate(bob, channel.name);
    alice.makePrivate(channel.name);
    await typed;
    await over(set);

    expect(events(set, 'made_private')).toHaveLength(1);
    expect(announced(set)).toEqual([emptied]);
    expect(workspace.channels.filter(({ kind }) => kind === 'private').length).toBeGreaterThan(0);
    expect(putAside(set)).toEqual([]);
  });

  story('for two people becomes so once, whoever is answered second', async ({ scene }) => {
    const set = await scene();
    const { alice, bob } = set;
    const old = await set.declare();
    bob.join(old.name);
    await set.settled();
    await Promise.all([alice, bob].map((who) => confirmPrivate(who, old.name)));
    await over(set);
    expect(events(set, 'made_private')).toHaveLength(1);
    expect(saidByBot(old)).toEqual([]);
    const [moves, other] = [alice, bob].map((who) => lastEphemeral(who).text).toSorted();
    expect(moves).toMatch(/^INC-1 (?:moves to a private channel|is already private)\./u);
    expect(other).toMatch(/^(?:This isn't an incident channel\.|INC-1 moves to a private channel\.)/u);
    expect(putAside(set)).toEqual([]);
  });

  story('as a copy is asked for sends none to whoever is not a member', async ({ scene }) => {
    const set = await scene();
    const { alice, carol } = set;
    const old = await set.declare();
    await close(set, old);
    carol.join(old.name);
    await set.settled();
    await Promise.all([
      carol.command(command, 'postmortem', { in: old.name }),
      confirmPrivate(alice, old.name),
    ]);
    await over(set);
    expect(
      set.workspace.channels
        .filter(({ kind, members }) => kind === 'im' && members.includes('carol'))
        .flatMap(({ files }) => files),
    ).toEqual([]);
    expect(putAside(set)).toEqual([]);
  });
});
