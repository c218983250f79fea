import { WebClient } from '@slack/web-api';
import { describe, expect } from 'vitest';
import {
  announcements,
  botMessages,
  diagnoses,
  diagnosis,
  facts,
  headline,
} from '../support/find-messages.ts';
import { events, putAside } from '../support/record.ts';
import type { Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { runs } from '../support/time.ts';
import { cards } from '../support/triage/cards.ts';

/** Deletes one of the bot's messages, as an administrator can. */
const remove = ({ workspace }: Scene, { channel, ts }: ReturnType<typeof headline>) =>
  new WebClient(workspace.botToken, { slackApiUrl: workspace.apiUrl }).chat.delete({ channel, ts });

describe.concurrent('Where Slack no longer allows an edit,', () => {
  story('headline, announcement, card, and verdict stand once, and say what is true', async ({ scene }) => {
    const set = await scene({ env: { TRIAGE_EVERY: 'P1=2m,P2=2m' } });
    const { bob, type, workspace } = set;
    const channel = await set.declare({ Commander: 'bob' });
    await runs(set, 2);
    workspace.faults.add({
      method: 'chat.update',
      times: 9_999,
      answer: { error: 'edit_window_closed' },
      when: ({ ts }) => workspace.channels.some(({ messages }) => messages.some((one) => one.ts === ts)),
    });
    await type(bob, 'severity P2', channel.name);
    await runs(set, 2);
    await type(bob, 'cause A cache', channel.name);

    expect(facts(channel)).toMatchObject({ title: expect.stringContaining('[P2]'), Cause: 'A cache' });
    expect(channel.pins.map(({ ts }) => ts)).toEqual([headline(channel).ts]);
    expect(announcements(set).map(({ text }) => text)).toEqual([expect.stringContaining('[P2] INCIDENT')]);
    expect(cards(channel)).toHaveLength(1);
    expect(diagnoses(channel)).toHaveLength(1);
    expect(botMessages(channel, "couldn't")).toEqual([]);
    expect(putAside(set)).toEqual([]);
  });

  story('and no deletion either, the new message stands beside the old one', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'bob' });
    const before = headline(channel).ts;
    for (const [method, error] of [
      ['chat.update', 'edit_window_closed'],
      ['chat.delete', 'cant_delete_message'],
    ] as const)
      set.workspace.faults.add({ method, times: 9_999, answer: { error } });
    await set.type(set.bob, 'severity P2', channel.name);

    const found = channel.messages.filter(({ text }) => /^\[P\d\] INCIDENT/.test(text));
    expect(found.map(({ ts, text }) => [ts === before, text.slice(0, 4)])).toEqual([
      [true, '[P1]'],
      [false, '[P2]'],
    ]);
    expect(putAside(set).filter((key) => key.startsWith('sync_headline'))).toEqual([]);
  });
});

describe.concurrent('A message of the bot that someone deleted', () => {
  story(
    "is posted and pinned again if it's the headline, and the change is still announced",
    async ({ scene }) => {
      const set = await scene();
      const { bob, opens, settled } = set;
      const channel = await set.declare({ Commander: 'bob' });
      await opens(bob, () => bob.click(headline(channel), 'Post update'));
      await remove(set, headline(channel));
      await bob.submit({ Status: 'MONITORING' });
      await settled();

      expect(facts(channel).Status).toBe('MONITORING');
      expect(channel.pins.map(({ ts }) => ts)).toEqual([headline(channel).ts]);
      expect(botMessages(channel, '*Update* by')).toHaveLength(1);
      expect(botMessages(channel, "couldn't")).toEqual([]);
      expect(putAside(set)).toEqual([]);
    },
  );

  story(
    'is posted once more with each run of the checks, and no more often, if the card of the checks never stays',
    async ({ scene }) => {
      const set = await scene({ env: { TRIAGE_EVERY: 'P1=2m' } });
      await set.declare();
      set.workspace.faults.add({
        method: 'chat.update',
        times: 9_999,
        answer: { error: 'message_not_found' },
        when: ({ text }) => String(text).startsWith('Checks now'),
      });
      await runs(set, 5);
      expect(events(set, 'checked')).toHaveLength(5);
      const posts = events(set, 'checks_posted').length;
      expect(posts).toBeGreaterThan(3);
      expect(posts).toBeLessThanOrEqual(6);
    },
  );

  story("gets no details posted any more if it's a diagnosis", async ({ scene }) => {
    const set = await scene();
    const { clock, settled, workspace } = set;
    const answered = workspace.faults.add({
      method: 'chat.postMessage',
      times: 100,
      answer: { status: 503 },
      when: ({ text }) => String(text).startsWith('Details of this diagnosis'),
    });
    const channel = await set.declare();
    await remove(set, diagnosis(channel));
    answered();
    clock.advance(60_000);
    await settled();

    expect(events(set, 'details_posted')).toEqual([]);
    expect(botMessages(channel, 'Details of this diagnosis')).toEqual([]);
    expect(putAside(set)).toEqual([]);
  });
});
