import { describe, expect } from 'vitest';
import { close } from '../support/close.ts';
import {
  announcements,
  botMessages,
  diagnoses,
  facts,
  headline,
  lastEphemeral,
  postmortems,
} from '../support/find-messages.ts';
import { directly } from '../support/private/privately.ts';
import { events } from '../support/record.ts';
import { story } from '../support/story.ts';
import { minute } from '../support/time.ts';

describe.concurrent('An incident whose channel was archived', () => {
  story(
    "records what people do, and tells the commander what couldn't be posted and what to do",
    async ({ scene }) => {
      const set = await scene();
      const { alice, bob, opens, settled, workspace } = set;
      const channel = await set.declare({ Commander: 'bob' });
      alice.archive(channel.name);
      await opens(bob, () => bob.click(headline(channel), 'Post update'));
      expect(await bob.submit({ Status: 'MONITORING' })).toEqual({ closed: true });
      await settled();

      expect(events(set, 'update_posted')).toHaveLength(1);
      expect(workspace.channel('incidents').posts[0]?.text).toContain('Status: MONITORING');
      const direct = workspace.channels.filter(({ kind }) => kind === 'im');
      expect(direct.map(({ members }) => members.includes('bob'))).toEqual([true]);
      const texts = direct.flatMap(({ posts }) => posts.map(({ text }) => text));
      expect(texts).toEqual(
        expect.arrayContaining([
          expect.stringMatching(
            /INC-1: couldn't post a change in the headline thread \(.*Unarchive the channel/u,
          ),
        ]),
      );
      expect(texts.filter((text) => text.includes("Slack's documentation"))).toEqual([]);
    },
  );

  story(
    'is caught up after its channel is unarchived, the bot is invited, and Try again is clicked',
    async ({ scene }) => {
      const set = await scene();
      const { alice, bob, opens, settled, workspace } = set;
      const channel = await set.declare({ Commander: 'bob' });
      alice.archive(channel.name);
      await opens(bob, () => bob.click(headline(channel), 'Post update'));
      await bob.submit({ Status: 'MONITORING' });
      await settled();
      alice.unarchive(channel.name);
      alice.invite(channel.name, 'incident_bot');
      const setback = workspace.channels
        .filter(({ kind }) => kind === 'im')
        .flatMap(({ posts }) => posts)
        .find(({ buttons }) => buttons.includes('Try again'));
      if (!setback) throw new Error('Bob was told nothing.');
      await bob.click(setback, 'Try again');
      await settled();

      expect(facts(channel).Status).toBe('MONITORING');
      expect(botMessages(channel, '*Update* by')).toHaveLength(1);
    },
  );

  story(
    'gets a new channel when reopened, with headline, people, topic, and the last diagnosis',
    async ({ scene }) => {
      const set = await scene();
      const { alice, bob, opens, settled, workspace } = set;
      await set.intercom.set({ api: 'unavailable' });
      const old = await set.declare({ Commander: 'bob' });
      await opens(alice, () => alice.click(headline(old), 'Close'));
      await alice.submit();
      await settled();
      alice.archive(old.name);
      await opens(bob, () => bob.click(headline(old), 'Reopen'));
      await bob.submit({ Why: 'It came back' });
      await settled();

      const channel = workspace.channel('inc-1-conversations-not-loading-2');
      expect(facts(channel)).toMatchObject({ Status: 'INVESTIGATING', Commander: '<@U000000BOB1>' });
      expect(channel.pins.map(({ ts }) => ts)).toEqual([headline(channel).ts]);
      expect(channel.members.toSorted()).toEqual(['alice', 'bob', 'incident_bot']);
      expect(channel.topic).toBe('[P1] INC-1: Conversations not loading');
      expect(diagnoses(channel)).toHaveLength(1);
      expect(botMessages(channel, '*Reopened* by <@U000000BOB1>\n*Why:* It came back')).toHaveLength(1);
      expect(announcements(set).map(({ text }) => text.includes(`<#${channel.id}>`))).toEqual([true]);
      expect(await set.type(bob, 'note Back at it', channel.name)).toBe('INC-1: note added to the timeline.');
    },
  );

  story('adds whoever reopened it to the new channel', async ({ scene }) => {
    const set = await scene();
    const { alice, carol, opens, settled, workspace } = set;
    const old = await set.declare();
    carol.join(old.name);
    await opens(alice, () => alice.click(headline(old), 'Close'));
    await alice.submit();
    await settled();
    alice.archive(old.name);
    await opens(carol, () => carol.click(headline(old), 'Reopen'));
    await carol.submit({ Why: 'It came back' });
    await settled();

    expect(workspace.channel('inc-1-conversations-not-loading-2').members).toContain('carol');
  });

  story('continues only in the new channel, while the old one still leads to it', async ({ scene }) => {
    const set = await scene();
    const { alice, opens, settled } = set;
    const old = await set.declare();
    await opens(alice, () => alice.click(headline(old), 'Resolve'));
    await alice.submit();
    await settled();
    alice.archive(old.name);
    await opens(alice, () => alice.click(headline(old), 'Reopen'));
    await alice.submit();
    await settled();
    await alice.click(headline(old), 'Reopen');
    await settled();

    expect(lastEphemeral(alice).text).toBe('INC-1 is already open. Nothing was changed.');
    expect(events(set, 'reopened')).toHaveLength(1);
  });
});

describe.concurrent('A closed incident whose channel was archived', () => {
  story(
    'goes on with its action items, and says once that the postmortem waits for the channel',
    async ({ scene }) => {
      const set = await scene();
      const { alice, bob, clock, settled, type } = set;
      const channel = await set.declare({ Commander: 'alice' });
      for (const what of ['Alert on 5xx', 'Write a runbook', 'Warm the cache'])
        await type(alice, `todo ${what} @bob`, channel.name);
      await close(set, channel);
      alice.archive(channel.name);
      const setbacks = () => directly(set, 'alice').filter(({ text }) => text.includes("couldn't post"));
      for (const _ of ['first', 'second', 'third']) {
        await type(bob, 'todos');
        await bob.click(lastEphemeral(bob), 'Done', { occurrence: 1 });
        await settled();
        clock.advance(20 * minute);
        await settled();
      }
      expect(setbacks().map(({ text }) => text)).toEqual([
        expect.stringMatching(
          /^:warning: INC-1: couldn't post the postmortem file \(.*Unarchive the channel/u,
        ),
      ]);
      expect(await type(bob, 'postmortem INC-1')).toContain('- [x] Warm the cache');

      alice.unarchive(channel.name);
      alice.invite(channel.name, 'incident_bot');
      const [setback] = setbacks();
      if (setback) await alice.click(setback, 'Try again');
      await settled();
      expect(postmortems(channel).at(-1)?.content).toContain('- [x] Warm the cache');
    },
  );
});
