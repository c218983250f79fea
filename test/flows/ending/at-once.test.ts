import { describe, expect } from 'vitest';
import { facts } from '../support/find-messages.ts';
import { events, putAside } from '../support/record.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';

describe.concurrent('Two people who do at once', () => {
  story('cancel and close end it in one way, and the other form says why not', async ({ scene }) => {
    const set = await scene();
    const { alice, bob, opens } = set;
    const channel = await set.declare();
    bob.join(channel.name);
    await opens(alice, () => alice.command(command, 'cancel', { in: channel.name }));
    await opens(bob, () => bob.command(command, 'close', { in: channel.name }));
    const results = await Promise.all([
      alice.submit({ Reason: 'False alarm' }),
      bob.submit({ Summary: 'Over' }),
    ]);
    await set.settled();
    expect(results.filter((one) => 'closed' in one)).toHaveLength(1);
    expect(JSON.stringify(results)).toMatch(
      /(?:alice cancelled|bob closed) INC-1 at 14:00 UTC, while this form was open\. Nothing was changed\./u,
    );
    expect(events(set, 'cancelled').length + events(set, 'closed').length).toBe(1);
    expect(putAside(set)).toEqual([]);
  });

  story('duplicates of each other leave one of them open', async ({ scene }) => {
    const set = await scene();
    const { alice, bob } = set;
    const one = await set.declare();
    const other = await set.declare({ Title: 'Chats hang' });
    bob.join(other.name);
    await set.settled();
    const answers = await Promise.all([
      alice.command(command, 'duplicate INC-2', { in: one.name }),
      bob.command(command, 'duplicate INC-1', { in: other.name }),
    ]);
    await set.settled();
    expect(events(set, 'duplicate_marked')).toHaveLength(1);
    expect([facts(one).Status, facts(other).Status].toSorted()).toEqual(['CANCELLED', 'INVESTIGATING']);
    expect(answers.map((one) => (one.ok ? one.text : '')).join('\n')).toMatch(
      /is itself a duplicate of this incident\. Nothing was changed\. To keep INC-\d, reopen it first\./u,
    );
    expect(putAside(set)).toEqual([]);
  });

  story('an edit and a hiding of one entry leave it hidden, with both on record', async ({ scene }) => {
    const set = await scene();
    const { alice, bob, opens, type } = set;
    const channel = await set.declare({ Commander: 'bob' });
    await type(alice, 'note The cache is cold', channel.name);
    const seq = events(set, 'note_added')[0]?.seq;
    await opens(alice, () => alice.command(command, `edit #${seq}`, { in: channel.name }));
    await Promise.all([
      alice.submit({ Text: 'The cache is warm' }),
      bob.command(command, `hide #${seq} It is not so`, { in: channel.name }),
    ]);
    await set.settled();
    expect([events(set, 'entry_edited').length, events(set, 'entry_hidden').length]).toEqual([1, 1]);
    expect(await type(alice, 'timeline', channel.name)).not.toContain('The cache');
    expect(await type(alice, 'timeline all', channel.name)).toContain('The cache is warm');
    expect(putAside(set)).toEqual([]);
  });
});
