import { describe, expect } from 'vitest';
import { lastEphemeral } from '../support/find-messages.ts';
import { remindedOf, until } from '../support/items/reminded.ts';
import { declarePrivately, directly } from '../support/private/privately.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';

const refused =
  "That person isn't in this incident's private channel. Nothing was changed. Add them with /invite, then try again.";

describe.concurrent('The action items of a private incident', () => {
  story('can be given to members of its channel only', async ({ scene }) => {
    const set = await scene();
    const { alice, opens, settled, type } = set;
    const channel = await declarePrivately(set);
    expect(await type(alice, 'todo Rotate the keys @bob', channel.name)).toBe(refused);
    await opens(alice, () => alice.command(command, 'todo', { in: channel.name }));
    expect(await alice.submit({ What: 'Rotate the keys', Owner: 'bob' })).toMatchObject({
      errors: { Owner: refused },
    });
    await alice.submit({ Owner: 'alice' });
    await settled();
    await type(alice, 'todos', channel.name);
    await opens(alice, () => alice.click(lastEphemeral(alice), 'Edit'));
    expect(await alice.submit({ Owner: 'bob' })).toMatchObject({ errors: { Owner: refused } });
    await alice.dismiss();
    expect(directly(set, 'bob')).toEqual([]);

    alice.invite(channel.name, 'bob');
    expect(await type(alice, 'todo Tell the customers @bob', channel.name)).toContain('action item added');
  });

  story('can be edited without touching an owner who has left the channel', async ({ scene }) => {
    const set = await scene();
    const { alice, opens, settled, type } = set;
    const channel = await declarePrivately(set);
    alice.invite(channel.name, 'bob');
    await type(alice, 'todo Rotate the keys @bob', channel.name);
    alice.remove(channel.name, 'bob');
    await type(alice, 'todos', channel.name);
    await opens(alice, () => alice.click(lastEphemeral(alice), 'Edit'));
    expect(await alice.submit({ What: 'Rotate all keys' })).toMatchObject({ closed: true });
    await settled();
    expect(await type(alice, 'todos', channel.name)).toContain('Rotate all keys');
  });

  story("are the commander's to hear of where their owner has left the channel", async ({ scene }) => {
    const set = await scene();
    const { alice, type } = set;
    const channel = await declarePrivately(set);
    alice.invite(channel.name, 'bob');
    await type(alice, 'todo Rotate the keys @bob by 2026-11-24', channel.name);
    await until(set, '2026-11-23T23:00:00Z');
    expect([remindedOf(set, set.bob), remindedOf(set, alice)].map(({ length }) => length)).toEqual([1, 0]);
    alice.remove(channel.name, 'bob');
    await until(set, '2026-11-24T23:00:00Z');
    expect(remindedOf(set, set.bob)).toHaveLength(1);
    expect(remindedOf(set, alice).map(({ text }) => text)).toEqual([
      expect.stringContaining('*Due today*\n☐ Rotate the keys'),
    ]);
  });

  story('call nobody a stranger while Slack does not say who is in the channel', async ({ scene }) => {
    const set = await scene();
    const { alice, type, workspace } = set;
    const channel = await declarePrivately(set);
    alice.invite(channel.name, 'bob');
    const mend = workspace.faults.add({
      method: 'users.conversations',
      times: 99,
      answer: { error: 'internal_error' },
    });
    const unknown =
      "Slack didn't say whether that person is in this private channel. Nothing was changed. Try again in a minute.";
    expect(await type(alice, 'todo Rotate the keys @bob', channel.name)).toBe(unknown);
    expect(await type(alice, 'role scribe @bob', channel.name)).toBe(unknown);
    mend();
    expect(await type(alice, 'role scribe @bob', channel.name)).toContain('is now Scribe');
  });
});
