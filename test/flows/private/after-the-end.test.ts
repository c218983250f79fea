import { describe, expect } from 'vitest';
import { close } from '../support/close.ts';
import { facts, headline, postmortems } from '../support/find-messages.ts';
import { announced, emptied, goPrivate, privateChannel, saidByBot } from '../support/private.ts';
import { putAside } from '../support/record.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';

describe.concurrent.each(['socket', 'http'] as const)('A finished incident, over %s,', (transport) => {
  story('becomes private together with its postmortem, and can be reopened there', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, settled, type } = set;
    const old = await set.declare({ Title: 'Keys leaked', Commander: 'bob' });
    await close(set, old);
    await type(alice, 'note Afterward: rotated twice', old.name);

    expect(await goPrivate(set, alice, old.name)).toMatch(/^INC-1 moves to a private channel\./u);
    await settled();
    const now = privateChannel(set);
    expect([saidByBot(old), old.files, announced(set)]).toEqual([[], [], [emptied]]);
    expect(facts(now).Status).toBe('CLOSED');
    expect(postmortems(now)).toHaveLength(1);
    expect(now.members.toSorted()).toEqual(['alice', 'bob', 'incident_bot']);

    await type(alice, 'reopen It is back', now.name);
    await settled();
    expect(facts(now).Status).toBe('INVESTIGATING');
    expect([saidByBot(old), announced(set)]).toEqual([[], [emptied]]);
    expect(putAside(set)).toEqual([]);
  });

  story('becomes private even if it was cancelled and has no postmortem', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, opens, settled } = set;
    const old = await set.declare();
    await opens(alice, () => alice.command(command, 'cancel', { in: old.name }));
    await alice.submit({ Reason: 'Not ours to handle' });
    await settled();

    expect(await goPrivate(set, alice, old.name)).toMatch(/^INC-1 moves to a private channel\./u);
    await settled();
    expect([saidByBot(old), announced(set)]).toEqual([[], [emptied]]);
    const now = privateChannel(set);
    expect([facts(now).Status, now.files]).toEqual(['CANCELLED', []]);
    expect(putAside(set)).toEqual([]);
  });

  story("leaves its original's record if it was a duplicate", async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, settled, type } = set;
    const original = await set.declare();
    const other = await set.declare({ Title: 'Keys leaked' });
    await type(alice, 'note The keys are in the wiki', other.name);
    await type(alice, 'duplicate INC-1', other.name);
    await close(set, original);
    expect(postmortems(original).at(-1)?.content).toContain('The keys are in the wiki');

    await goPrivate(set, alice, other.name);
    set.clock.advance(200_000);
    await settled();
    expect(postmortems(original).map(({ content }) => content.includes('wiki'))).toEqual([false]);
    expect(JSON.stringify([original.messages, announced(set)])).not.toContain('INC-2');
    expect(JSON.stringify(headline(privateChannel(set)))).toContain('Duplicate of INC-1');
    expect(putAside(set)).toEqual([]);
  });
});

describe.concurrent('A finished incident in a channel that people created', () => {
  story('leaves that channel by command, along with everything posted for it there', async ({ scene }) => {
    const set = await scene();
    const { alice, opens, settled, workspace } = set;
    await opens(alice, () => alice.command(command, 'adopt', { in: 'random' }));
    await alice.submit({ Title: 'Keys leaked', Severity: 'P2' });
    await settled();
    const random = workspace.channel('random');
    await close(set, random);
    await goPrivate(set, alice, 'random');
    await settled();
    expect([saidByBot(random), random.files, announced(set)]).toEqual([[], [], [emptied]]);
    expect(postmortems(privateChannel(set))).toHaveLength(1);
    expect(putAside(set)).toEqual([]);
  });
});
