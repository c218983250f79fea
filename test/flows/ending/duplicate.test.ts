import { describe, expect } from 'vitest';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { announcements, botMessages, facts, headline, postmortems } from '../support/find-messages.ts';
import { events } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { declared } from '../support/triage/drills.ts';

const minute = 60_000;

/** The incident that goes on, and two minutes later another one of the same trouble, with a note and a request_id. */
async function twoOfOne(set: Scene): Promise<{ original: ChannelSnapshot; other: ChannelSnapshot }> {
  const original = await set.declare();
  set.clock.advance(2 * minute);
  const other = await set.declare({ Title: 'Chats hang', Commander: 'bob' });
  set.clock.advance(minute);
  set.bob.post(other.name, 'request_id: req_a1b2c3');
  await set.type(set.bob, 'note Only in the EU', other.name);
  await set.settled();
  return { original, other };
}

describe.concurrent.each(['socket', 'http'] as const)('A duplicate, over %s,', (transport) => {
  story("ends, points to the original, and appears in the original's record", async ({ scene }) => {
    const set = await scene({ transport });
    const { bob, clock, settled } = set;
    const { original, other } = await twoOfOne(set);
    clock.advance(minute);
    expect(await set.type(bob, 'duplicate INC-1', other.name)).toBe(
      'INC-2: marked as a duplicate of INC-1, which now shows its record. To undo that, click Reopen.',
    );
    await settled();

    expect(facts(other).Status).toBe('CANCELLED');
    expect(headline(other).buttons).toEqual(['Reopen', 'Add action item']);
    expect(set.workspace.read(headline(other))).toContain('*Cancelled:* Duplicate of INC-1');
    expect(other.topic).toBe('CANCELLED: [P1] INC-2: Chats hang');
    expect(botMessages(other, '*Marked as a duplicate of INC-1*').map(({ text }) => text)).toEqual([
      `:no_entry_sign: *Marked as a duplicate of INC-1* by <@U000000BOB1>. See <#${original.id}>.\nThis record is shown there too. To undo that, click Reopen.`,
    ]);
    expect(botMessages(original, 'as a duplicate of this incident').map(({ text }) => text)).toEqual([
      `:link: <@U000000BOB1> marked *INC-2* (<#${other.id}>) as a duplicate of this incident: Chats hang. Timeline, postmortem, and support packet now show its record too.`,
    ]);
    expect(
      original.messages.filter(({ text }) => text.includes('as a duplicate of this incident')),
    ).toHaveLength(1);
    expect(announcements(set).at(-1)?.text).toContain(`Reason: Duplicate of INC-1 in <#${original.id}>`);
    expect(await set.type(bob, 'list')).toContain('*INC-2* [P1] CANCELLED (duplicate of INC-1): Chats hang');

    const timeline = await set.type(set.alice, 'timeline', original.name);
    expect(timeline).toMatch(
      /INC-2 #1 [^#]*First alert: Chats hang .*INC-2 #\d+ [^#]*Note by bob: Only in the EU.*INC-2 #\d+ [^#]*Marked as a duplicate of INC-1 by bob/su,
    );
    expect(await set.type(set.alice, 'support', original.name)).toContain('- req_a1b2c3, 2026-11-21 14:03');
    await set.opens(set.alice, () => set.alice.command(command, 'close', { in: original.name }));
    await set.alice.submit();
    await settled();
    const [file] = postmortems(original);
    expect(file?.content).toContain('- 14:03 - INC-2: Note by bob: Only in the EU\n');
    expect(file?.content).toContain('req_a1b2c3');
    expect(file?.content).toMatch(/- Participants: .*bob/u);
  });

  story(
    "is an incident of its own again once reopened, and leaves the original's record",
    async ({ scene }) => {
      const set = await scene({ transport });
      const { bob } = set;
      const { original, other } = await twoOfOne(set);
      await set.type(bob, 'duplicate of inc 1', other.name);
      await set.settled();
      await set.type(bob, 'reopen Another cause', other.name);
      await set.settled();

      expect(facts(other).Status).toBe('INVESTIGATING');
      expect(botMessages(original, 'no longer a duplicate of this incident').map(({ text }) => text)).toEqual(
        [
          `:link: <@U000000BOB1> reopened *INC-2* (<#${other.id}>). It's no longer a duplicate of this incident, and its record is no longer shown here.`,
        ],
      );
      // What said that it was one stands corrected, in the thread and in the channel.
      const corrected =
        /^:link: <@U000000BOB1> marked \*INC-2\* \(<#\w+>\) as a duplicate of this incident: Chats hang\. <@U000000BOB1> reopened it \(<[^>]*>\), so its record is no longer shown here\.$/u;
      const [pointer, ...others] = botMessages(original, 'as a duplicate of this incident');
      expect(pointer?.text).toMatch(corrected);
      expect(others).toEqual([]);
      expect(botMessages(other, '*Marked as a duplicate of INC-1*').map(({ text }) => text)).toEqual([
        expect.stringMatching(
          /^:no_entry_sign: \*Marked as a duplicate of INC-1\* by <@U000000BOB1>\. <@U000000BOB1> reopened it \(<[^>]*>\), so its record is no longer shown there\.$/u,
        ),
      ]);
      expect(await set.type(set.alice, 'timeline', original.name)).not.toContain('INC-2');
      expect(await set.type(set.alice, 'support', original.name)).not.toContain('req_a1b2c3');
      expect(other.topic).toBe('[P1] INC-2: Chats hang');
    },
  );
});

describe.concurrent('Marking an incident as a duplicate', () => {
  story('is refused in a sentence if it makes no sense', async ({ scene }) => {
    const set = await scene();
    const { alice, bob } = set;
    const { original, other } = await twoOfOne(set);
    const third = await set.declare({ Title: 'Widgets are blank', Commander: 'bob' });
    await set.type(bob, 'duplicate INC-1', other.name);
    const before = events(set);
    const what: readonly (readonly [string, ChannelSnapshot, string])[] = [
      ['duplicate', third, 'Name the incident to keep: `/intercom-incident duplicate INC-n`.'],
      ['duplicate nonsense', third, 'There\'s no incident "nonsense".'],
      ['duplicate INC-99', third, "There's no incident INC-99."],
      ['duplicate INC-3', third, 'INC-3 is this incident. Nothing was changed.'],
      ['duplicate INC-2', third, 'Run /intercom-incident duplicate INC-1 instead.'],
      ['duplicate INC-2', original, 'INC-2 is itself a duplicate of this incident. Nothing was changed.'],
      ['note Found it', other, 'INC-2 is a duplicate of INC-1. Nothing was changed. Continue there, or'],
      ['duplicate INC-3', other, 'INC-2 is a duplicate of INC-1. Nothing was changed. Continue there, or'],
    ];
    for (const [text, channel, sentence] of what)
      expect(await set.type(alice, text, channel.name)).toContain(sentence);
    expect(await set.type(bob, 'duplicate INC-1')).toContain("This isn't an incident channel.");
    expect(events(set)).toEqual(before);
  });

  story(
    'is refused for a closed or cancelled original, and for a drill and a real incident',
    async ({ scene }) => {
      const set = await scene();
      const { alice } = set;
      const { original, other } = await twoOfOne(set);
      for (const [form, fields] of [
        ['close', {}],
        ['cancel', { Reason: 'False alarm' }],
      ] as const) {
        await set.opens(alice, () => alice.command(command, form, { in: original.name }));
        await alice.submit(fields);
        await set.settled();
        expect(await set.type(alice, 'duplicate INC-1', other.name)).toMatch(
          form === 'close'
            ? /INC-1 is closed and has its postmortem\. Nothing was changed\. Reopen INC-1 first/u
            : /INC-1 was cancelled\. Nothing was changed\./u,
        );
        await set.type(alice, 'reopen', original.name);
        await set.workspace.until(() => alice.modal, 'the form');
        await alice.submit();
        await set.settled();
      }
      const drill = await declared(set, 'lunch-hour', 1);
      expect(await set.type(alice, 'duplicate INC-1', drill.name)).toContain(
        'INC-3 is a drill and INC-1 is real. Nothing was changed.',
      );
    },
  );

  story('is for responders and the commander only if RESPONDERS is set', async ({ scene }) => {
    const set = await scene({ env: { RESPONDERS: 'S000ONCALL1' } });
    const { other } = await twoOfOne(set);
    expect(await set.type(set.alice, 'duplicate INC-1', other.name)).toMatch(
      /^Only the commander and responders can mark it as a duplicate\. Nothing was changed\./u,
    );
    expect(events(set, 'duplicate_marked')).toEqual([]);
  });

  story('ends the notices in its channel', async ({ scene }) => {
    const set = await scene();
    await set.declare();
    const other = await set.declare({ Title: 'Chats hang' });
    set.clock.advance(20 * minute);
    await set.settled();
    expect(botMessages(other, '*No commander yet.*')).toHaveLength(1);
    await set.type(set.alice, 'duplicate 1', other.name);
    await set.settled();
    const [notice] = botMessages(other, 'This is over: <@U00000ALICE> marked it as a duplicate of INC-1, ');
    expect(notice?.buttons).toEqual([]);
  });

  story('again after a reopening corrects only what was posted the first time', async ({ scene }) => {
    const set = await scene();
    const { bob } = set;
    const { original, other } = await twoOfOne(set);
    for (const text of ['duplicate INC-1', 'reopen Another cause', 'duplicate INC-1']) {
      await set.type(bob, text, other.name);
      await set.settled();
    }
    const posted = botMessages(original, 'as a duplicate of this incident').map(({ text }) => text);
    expect(posted).toEqual([
      expect.stringMatching(/so its record is no longer shown here\.$/u),
      expect.stringMatching(/now show its record too\.$/u),
    ]);
  });

  story('promises nothing about the original, and is corrected if that ends too', async ({ scene }) => {
    const set = await scene();
    const { alice, bob } = set;
    const { original, other } = await twoOfOne(set);
    await set.type(bob, 'duplicate INC-1', other.name);
    await set.settled();
    await set.opens(alice, () => alice.command(command, 'cancel', { in: original.name }));
    await alice.submit({ Reason: 'False alarm' });
    await set.settled();
    expect(other.messages.filter(({ text }) => /continues|goes on/u.test(text))).toEqual([]);

    await set.type(bob, 'reopen Another cause', other.name);
    await set.settled();
    expect(botMessages(original, 'as a duplicate of this incident').map(({ text }) => text)).toEqual([
      expect.stringMatching(/so its record is no longer shown here\.$/u),
    ]);
  });

  story('can be undone even if the earlier posts can no longer be edited', async ({ scene }) => {
    const set = await scene();
    const { bob } = set;
    const { original, other } = await twoOfOne(set);
    await set.type(bob, 'duplicate INC-1', other.name);
    await set.settled();
    const error = 'edit_window_closed';
    set.workspace.faults.add({ method: 'chat.update', answer: { error }, times: 100 });
    await set.type(bob, 'reopen Another cause', other.name);
    await set.settled();
    expect(botMessages(original, 'no longer a duplicate of this incident')).toHaveLength(1);
    expect(botMessages(other, '*Reopened* by')).toHaveLength(1);
  });

  story('makes a form that was open say who marked it', async ({ scene }) => {
    const set = await scene();
    const { alice, bob } = set;
    const { other } = await twoOfOne(set);
    await set.opens(alice, () => alice.command(command, 'resolve', { in: other.name }));
    await set.type(bob, 'duplicate INC-1', other.name);
    expect(await alice.submit()).toEqual({
      errors: {
        'What fixed it': expect.stringMatching(
          /^bob marked INC-2 as a duplicate at 14:03 UTC, while this form was open\. Nothing was changed\./u,
        ),
      },
    });
  });
});
