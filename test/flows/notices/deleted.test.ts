import { WebClient } from '@slack/web-api';
import { describe, expect } from 'vitest';
import { botMessages, diagnosis, facts, headline } from '../support/find-messages.ts';
import { events, putAside } from '../support/record.ts';
import type { Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { runs } from '../support/time.ts';

/** Deletes one of the bot's messages, as an administrator can. */
const remove = ({ workspace }: Scene, { channel, ts }: ReturnType<typeof headline>) =>
  new WebClient(workspace.botToken, { slackApiUrl: workspace.apiUrl }).chat.delete({ channel, ts });

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
