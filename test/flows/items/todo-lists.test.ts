import { describe, expect } from 'vitest';
import { lastEphemeral } from '../support/find-messages.ts';
import { declarePrivately } from '../support/private/privately.ts';
import { story } from '../support/story.ts';

describe.concurrent('A list of action items', () => {
  story('is of one incident, of all, or of whoever asks, wherever they ask', async ({ scene }) => {
    const set = await scene();
    const { alice, bob, type } = set;
    const first = await set.declare({ Title: 'Inbox is slow' });
    const second = await set.declare({ Title: 'Emails are late' });
    await type(alice, 'todo Alert on 5xx @bob', first.name);
    await type(alice, 'todo Ask the vendor', first.name);
    await type(alice, 'todo Warm the cache @alice', second.name);
    const listed = async (list: string, where?: string) =>
      (await type(bob, list, where)).match(/^(?:☐ .*|\*.*\*)$/gm);

    const ofFirst = ['*Action items of INC-1*', '☐ Alert on 5xx', '☐ Ask the vendor'];
    bob.join(second.name);
    expect(await listed('todos inc-1')).toEqual(ofFirst);
    expect(await listed('todos INC-1', second.name)).toEqual(ofFirst);
    expect(await listed('todos all', second.name)).toEqual([
      '*Open action items, yours first*',
      '☐ Alert on 5xx',
      '☐ Ask the vendor',
      '☐ Warm the cache',
    ]);
    expect(await listed('todos mine', second.name)).toEqual(['*Your open action items*', '☐ Alert on 5xx']);
  });

  story('stays the same list when someone turns its page or uses a button of it', async ({ scene }) => {
    const set = await scene();
    const { alice, settled, type } = set;
    const channel = await set.declare();
    const other = await set.declare({ Title: 'Emails are late' });
    for (let i = 1; i <= 9; i += 1) await type(alice, `todo Item ${i} @me`, channel.name);
    for (const [list, title] of [
      ['INC-1', '*Action items of INC-1*'],
      ['mine', '*Your open action items*'],
      ['all', '*Open action items, yours first*'],
    ]) {
      await type(alice, `todos ${list}`, other.name);
      await alice.click(lastEphemeral(alice), 'Next');
      await settled();
      const next = JSON.stringify(lastEphemeral(alice).blocks);
      expect([next.includes(`${title}`), next.includes('Item 9')]).toEqual([true, true]);
      await alice.click(lastEphemeral(alice), 'Done');
      await settled();
      expect(lastEphemeral(alice).text).toContain(title);
      await type(alice, 'todos', channel.name);
      await alice.click(lastEphemeral(alice), 'Next');
      await settled();
      await alice.click(lastEphemeral(alice), 'Reopen');
      await settled();
    }
  });

  story('of a private incident is shown to nobody outside its channel', async ({ scene }) => {
    const set = await scene();
    const { alice, bob, settled, type } = set;
    const channel = await declarePrivately(set);
    const twelve = Array.from({ length: 12 }, (_, i) => `Rotate key ${i}`);
    for (const item of twelve) await type(alice, `todo ${item}`, channel.name);
    expect(await type(bob, 'todos INC-1')).toBe(await type(bob, 'todos INC-9').then(renamed));
    expect(await type(bob, 'todos all')).not.toContain('Rotate');

    alice.invite(channel.name, 'bob');
    await settled();
    expect(await type(bob, 'todos INC-1')).toContain('☐ Rotate key 1');
    const listed = lastEphemeral(bob);
    alice.remove(channel.name, 'bob');
    await bob.click(listed, 'Next');
    await settled();
    expect(JSON.stringify(bob.ephemerals().at(-1))).not.toContain('Rotate key 9');
  });

  story('that does not exist is refused with the lists that do', async ({ scene }) => {
    const set = await scene();
    expect(await set.type(set.alice, 'todos overdue')).toBe(
      '"overdue" isn\'t a list of action items. Run `/intercom-incident todos` with `all`, `mine`, or `INC-n`.',
    );
  });
});

/** What is said of an incident that doesn't exist, as it's said of the first. */
const renamed = (text: string): string => text.replaceAll('INC-9', 'INC-1');
