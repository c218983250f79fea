import { describe, expect } from 'vitest';
import { close } from '../support/close.ts';
import { botMessages, headline, lastEphemeral, postmortems } from '../support/find-messages.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;

describe.concurrent.each(['socket', 'http'] as const)('An action item over %s', (transport) => {
  story('is added by command, button, and shortcut, and listed in the channel', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, bob } = set;
    const channel = await set.declare();

    expect(await set.type(alice, 'todo Alert on 5xx @bob by tomorrow', channel.name)).toMatch(
      /^INC-1: action item added: Alert on 5xx \(<@U\w+>, due 2026-11-22\)\.$/,
    );
    expect(await set.type(alice, 'todo Replace polling by webhooks', channel.name)).toBe(
      'INC-1: action item added: Replace polling by webhooks (no owner yet, due 2026-11-28 by default).',
    );
    await set.opens(alice, () => alice.click(headline(channel), 'Add action item'));
    await alice.submit({ What: 'Runbook', 'Other owner': 'The vendor' });
    await set.settled();
    const message = alice.post(channel.name, 'The cache was cold');
    await set.opens(alice, () => alice.shortcut('Make an action item', message));
    await alice.submit({ Owner: bob.name });
    await set.settled();

    const listed = await set.type(alice, 'todos', channel.name);
    expect(listed).toContain('*Action items of INC-1*');
    expect(listed).toContain('☐ Runbook\nINC-1 · The vendor · due 2026-11-28');
    expect(listed).toMatch(/☐ The cache was cold\nINC-1 · <@U\w+> · due 2026-11-28 · <https:\S+\|message>/);
    expect(botMessages(channel, 'added an action item')).toHaveLength(4);
    expect(await set.type(alice, 'timeline', channel.name)).toContain('Action item by alice: Alert on 5xx');
  });

  story(
    'is done, reopened, edited, and dropped by button, and the posted postmortem follows',
    async ({ scene }) => {
      const set = await scene({ transport });
      const { alice, bob, clock, settled } = set;
      const channel = await set.declare();
      await set.type(alice, 'todo Alert on 5xx @me by 2026-12-01', channel.name);
      expect(
        await close(set, channel, { 'Action items': 'Alert on 5xx - alice - 2026-12-01\nWrite it up' }),
      ).toContain(
        '### Action Items\n- [ ] Alert on 5xx - alice - 2026-12-01\n- [ ] Write it up - no owner yet - no due date yet\n',
      );

      // After the close, and from another channel.
      await set.type(bob, 'todos');
      expect(lastEphemeral(bob).text).toContain('*Open action items, yours first*');
      await bob.click(lastEphemeral(bob), 'Done', { occurrence: 1 });
      await settled();
      expect(JSON.stringify(bob.ephemerals().at(-1))).toContain('INC-1: done: ');
      await set.type(alice, 'todos', channel.name);
      await alice.click(lastEphemeral(alice), 'Reopen', { occurrence: 1 });
      await settled();
      await alice.click(lastEphemeral(alice), 'Done', { occurrence: 1 });
      await settled();
      await set.opens(alice, () => alice.click(lastEphemeral(alice), 'Edit', { occurrence: 1 }));
      await alice.submit({ Owner: bob.name });
      await settled();
      await set.type(alice, 'todos', channel.name);
      await set.opens(alice, () => alice.click(lastEphemeral(alice), 'Drop', { occurrence: 1 }));
      await alice.submit({ Why: 'Done by the vendor' });
      await settled();
      clock.advance(10 * minute);
      await settled();

      const content = postmortems(channel).at(-1)?.content ?? '';
      expect(content).toMatch(/### Action Items\n- \[x\] .*\n- \[x\] .*\n/);
      expect(content).toContain('(dropped: Done by the vendor)');
      expect(botMessages(channel, 'marked an action item as done')).toHaveLength(2);
      expect(botMessages(channel, 'reopened an action item')).toHaveLength(1);
      expect(botMessages(channel, 'edited an action item')).toHaveLength(1);
      expect(botMessages(channel, 'dropped an action item')).toHaveLength(1);
    },
  );

  story('cannot be given to a guest, or added outside an incident channel', async ({ scene }) => {
    const set = await scene({ transport });
    const channel = await set.declare();
    expect(await set.type(set.alice, 'todo Alert @guest', channel.name)).toBe(
      'That person is a guest. Nothing was changed. Choose an active full member of this workspace as owner.',
    );
    expect(await set.type(set.alice, 'todo Alert')).toContain("This isn't an incident channel.");
    expect(await set.type(set.alice, 'todos')).toContain('There are none.');
  });

  story('is listed on pages if there are many', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, settled } = set;
    const channel = await set.declare();
    for (let i = 1; i <= 9; i += 1) await set.type(alice, `todo Item ${i}`, channel.name);
    expect(await set.type(alice, 'todos', channel.name)).not.toContain('Item 9');
    await alice.click(lastEphemeral(alice), 'Next');
    await settled();
    expect(JSON.stringify(lastEphemeral(alice).blocks)).toContain('Item 9');
    await alice.click(lastEphemeral(alice), 'Previous');
    await settled();
    expect(JSON.stringify(lastEphemeral(alice).blocks)).toContain('Item 1');
  });
});

describe.concurrent('The form for an action item', () => {
  story(
    'is filled in with the owner and the date that were typed without what is to be done',
    async ({ scene }) => {
      const set = await scene();
      const { alice } = set;
      const channel = await set.declare();
      await set.opens(alice, () => alice.command(command, 'todo @bob by tomorrow', { in: channel.name }));
      await alice.submit({ What: 'Alert on 5xx' });
      await set.settled();
      expect(await set.type(alice, 'todos', channel.name)).toContain(
        '☐ Alert on 5xx\nINC-1 · <@U000000BOB1> · due 2026-11-22',
      );
    },
  );
});

describe.concurrent('The date of an action item', () => {
  story(
    'that is over is refused wherever someone enters it, and one that was there can stay',
    async ({ scene }) => {
      const set = await scene();
      const { alice, clock, opens, settled, type } = set;
      const past = (day: string) =>
        `The due date ${day} is in the past. Nothing was changed. Choose today or a later day.`;
      const channel = await set.declare();
      expect(await type(alice, 'todo Alert on 5xx by 2025-12-01', channel.name)).toBe(past('2025-12-01'));
      await opens(alice, () => alice.click(headline(channel), 'Add action item'));
      expect(await alice.submit({ What: 'Alert on 5xx', Due: '2025-12-01' })).toMatchObject({
        errors: { Due: past('2025-12-01') },
      });
      await alice.submit({ Due: '2026-11-21' });
      await settled();

      clock.advance(48 * 60 * minute);
      await settled();
      await type(alice, 'todos', channel.name);
      await opens(alice, () => alice.click(lastEphemeral(alice), 'Edit'));
      expect(await alice.submit({ What: 'Alert on 502', Due: '2026-11-22' })).toMatchObject({
        errors: { Due: past('2026-11-22') },
      });
      expect(await alice.submit({ Due: '2026-11-21' })).toMatchObject({ closed: true });
      await settled();
      expect(await type(alice, 'todos', channel.name)).toContain(
        '☐ Alert on 502\nINC-1 · no owner yet · due 2026-11-21',
      );
      await opens(alice, () => alice.command(command, 'close', { in: channel.name }));
      expect(
        await alice.submit({ 'Action items': 'Alert on 502 - ? - 2026-11-21\nRunbook - ? - 2025-12-01' }),
      ).toMatchObject({ errors: { 'Action items': past('2025-12-01') } });
      await alice.submit({ 'Action items': 'Alert on 502 - ? - 2026-11-21' });
      await settled();
      expect(postmortems(channel).at(-1)?.content).toContain(
        '- [ ] Alert on 502 - no owner yet - 2026-11-21',
      );
    },
  );

  story('is read on the day that it is for whoever types it', async ({ scene }) => {
    // Tuesday in UTC, Monday evening for bob in New York.
    const set = await scene({ startAt: Date.parse('2026-11-24T01:00:00Z') });
    const { alice, bob } = set;
    const channel = await set.declare();
    bob.join(channel.name);
    const words = ['by today', 'by tuesday', 'due tomorrow', 'due: next monday'];
    const due = async (who: typeof bob) => {
      const read: (string | undefined)[] = [];
      for (const one of words)
        read.push(/due ([\d-]+)/.exec(await set.type(who, `todo Alert ${one}`, channel.name))?.[1]);
      return read;
    };
    expect(await due(bob)).toEqual(['2026-11-23', '2026-11-24', '2026-11-24', '2026-11-30']);
    expect(await due(alice)).toEqual(['2026-11-24', '2026-12-01', '2026-11-25', '2026-11-30']);
    await set.opens(bob, () => bob.command(command, 'close', { in: channel.name }));
    await bob.submit({ 'Action items': 'Warm the cache - Dan - due tomorrow' });
    await set.settled();
    expect(postmortems(channel).at(-1)?.content).toContain('- [ ] Warm the cache - Dan - 2026-11-24');
  });
});
