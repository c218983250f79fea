import { describe, expect } from 'vitest';
import {
  botMessages,
  diagnosis,
  facts,
  headline,
  lastEphemeral,
  postmortems,
  reminders,
} from '../support/find-messages.ts';
import { requestIds } from '../support/record.ts';
import { story } from '../support/story.ts';
import { minute, pass } from '../support/time.ts';
import { close, declared, drillEnv as env, parts, reviews } from '../support/triage/drills.ts';

describe('The channel of a drill', () => {
  story('accepts no real declaration while the drill runs, and says where to make one', async ({ scene }) => {
    const set = await scene({ env });
    const channel = await declared(set, 'lunch-hour');

    expect(await set.type(set.alice, 'open P1 Chats hang', channel.name)).toBe(
      'INC-1 is a drill. Nothing was changed. For a real incident, run `/intercom-incident open` in another channel; for another drill, `/intercom-incident drill`.',
    );
    await set.opens(set.alice, () =>
      set.alice.command('/intercom-incident', 'open P1 Chats hang', { in: 'random' }),
    );
    expect(set.alice.modal?.title).toContain('Declare');
  });
});

describe('A drill', () => {
  story('is played from start to review, and nothing of it is seen outside', async ({ scene }) => {
    const set = await scene({ env: { ...env, WATCH_EVERY: '' } });
    const { bob, intercom, opens, settled, type, workspace } = set;
    const channel = await declared(set, 'friday-evening');
    await bob.click(headline(channel), 'Take command');
    await pass(set, 4 * minute);
    expect(diagnosis(channel).text).toContain('Our token was revoked (401 token_revoked)');
    await pass(set, 3 * minute);
    const [, log] = parts(channel);
    if (!log) throw new Error('The log was not told.');
    await bob.pin(log);
    await opens(bob, () => bob.command('/intercom-incident', 'update', { in: channel.name }));
    await bob.submit({ Status: 'IDENTIFIED', Cause: 'The token was rotated' });
    await settled();
    await pass(set, 32 * minute);
    expect(reminders(channel)[0]?.text).toContain('DRILL: *Update due');
    await close(set, bob, channel);

    expect(parts(channel)).toHaveLength(5);
    const [review, ...more] = reviews(channel);
    expect(more).toEqual([]);
    expect(review?.text.split('\n').filter((line) => !line.startsWith('_Good:'))).toEqual([
      'Review of DRILL INC-1: friday-evening',
      '*What it was*',
      'Whose problem: Ours (authentication failure, P1)',
      expect.stringContaining('Our token had been revoked'),
      expect.stringContaining('intercom-client 7.0.4 on 2026-04-30'),
      '*How it went:* 4 of 6 on target.',
      ':white_check_mark: *Time to declare:* 2 min after the first symptom.',
      ':white_check_mark: *Time to take command:* at declaration.',
      ':white_check_mark: *Time to the right cause:* the checks showed it after 6 min; an update said IDENTIFIED after 9 min: "The token was rotated".',
      ':white_check_mark: *Severity:* P1, which is right.',
      ':small_orange_diamond: *Updates on time:* 1 of 2; the update due 14:39 UTC was 2 min late.',
      ':small_orange_diamond: *request_ids collected:* 1 of the 2 shown.',
      expect.stringContaining('Debrief for ten minutes'),
    ]);
    expect(requestIds(set)).toContain('d2111000-0000-4000-9000-0000000e0008');

    expect(intercom.requests).toEqual([]);
    expect(workspace.channel('incidents').posts).toEqual([]);
    expect(workspace.channel('general').posts).toEqual([]);
    await type(bob, 'triage');
    expect(intercom.requests.length).toBeGreaterThan(0);
  });

  story("is marked as a drill wherever it's shown", async ({ scene }) => {
    const set = await scene({ env });
    const { alice, type } = set;
    const channel = await declared(set, 'quiet-night');
    await close(set, alice, channel);

    expect(channel.name).toBe('inc-1-drill-replies-do-not-go-out');
    expect(channel.topic).toBe('[P1] DRILL INC-1: Replies do not go out');
    expect(facts(channel).title).toBe('[P1] INCIDENT (DRILL): Intercom Integration');
    expect(diagnosis(channel).text).toMatch(
      /^Whose problem: .*\n(?:.*\n){4}\*DRILL: these checks are simulated\.\*/,
    );
    expect(postmortems(channel)[0]?.content).toMatch(/^## Incident: Intercom .* \(DRILL\)\n\*\*Date:\*\*/);
    expect(botMessages(channel, 'Postmortem of DRILL INC-1')).toHaveLength(1);
    for (const asked of ['list', 'status', 'timeline', 'support'])
      expect(await type(alice, asked, channel.name)).toContain('DRILL INC-1');
    expect(await type(alice, 'support', channel.name)).toContain("Don't send it to Intercom.");
  });

  story(
    'is revealed only to whoever starts it, and can be chosen at random or by name',
    async ({ scene }) => {
      const set = await scene();
      const { alice, bob, type, workspace } = set;
      const first = await type(alice, 'drill');
      const list = await type(alice, 'drill list');

      expect(first).toMatch(/^\*DRILL: [a-z-]+\.\* None of this is real/);
      expect(lastEphemeral(alice).buttons).toEqual([]);
      expect(list.split('\n').length).toBeGreaterThanOrEqual(7);
      expect(await type(alice, 'drill Lunch-Hour')).toContain('*DRILL: lunch-hour.*');
      expect(await type(alice, 'drill nothing')).toContain('There\'s no drill called "nothing".');
      expect(bob.ephemerals()).toEqual([]);
      expect(workspace.channels.filter(({ name }) => name.startsWith('inc-'))).toEqual([]);
    },
  );

  story('continues after a premature resolution, and ends with the close', async ({ scene }) => {
    const set = await scene({ env });
    const { alice, opens } = set;
    const channel = await declared(set, 'quiet-night', 1);
    await pass(set, 19 * minute);
    await opens(alice, () => alice.command('/intercom-incident', 'resolve', { in: channel.name }));
    await alice.submit();
    await pass(set, 8 * minute);
    expect(parts(channel).at(-1)?.text).toContain('503');
    await close(set, alice, channel);
    await pass(set, 30 * minute);

    expect(parts(channel)).toHaveLength(4);
  });

  story('is reviewed once, and again only if something has changed since', async ({ scene }) => {
    const set = await scene({ env });
    const { alice, type } = set;
    const channel = await declared(set, 'lunch-hour', 1, 'P2');
    await close(set, alice, channel);
    await type(alice, 'reopen the summary was wrong', channel.name);
    await close(set, alice, channel);
    expect(reviews(channel)).toHaveLength(1);
    await type(alice, 'reopen bob led it', channel.name);
    await type(alice, 'commander @bob', channel.name);
    await close(set, alice, channel);

    expect(reviews(channel)).toHaveLength(2);
    expect(reviews(channel)[1]?.text).not.toContain('nobody took command');
    expect(postmortems(channel)).toHaveLength(3);
  });

  story(
    "doesn't stop monitoring from suggesting a real incident, or people from declaring one",
    async ({ scene }) => {
      const set = await scene({ env: { ...env, WATCH_EVERY: '1m' } });
      const { alice, opens, workspace } = set;
      await declared(set, 'lunch-hour', 1);
      await set.intercom.set({ api: 'unavailable' });
      for (let check = 0; check < 3; check += 1) {
        const before = set.intercom.requests.length;
        set.clock.advance(minute);
        for (let look = 0; set.intercom.requests.length === before && look < 100; look += 1)
          await workspace.idle();
        await set.settled();
      }
      expect(workspace.channel('incidents').posts).toMatchObject([
        { text: expect.stringContaining('Two checks in a row found a problem') },
      ]);
      await opens(alice, () => alice.command('/intercom-incident', 'open', { in: 'general' }));

      expect(alice.modal?.title).toBe('Declare an incident');
      expect(alice.screen).not.toContain('INC-1');
    },
  );
});
