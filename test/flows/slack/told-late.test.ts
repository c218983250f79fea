import { describe, expect } from 'vitest';
import { delivered } from '../support/delivered.ts';
import { botMessages, headline } from '../support/find-messages.ts';
import { update } from '../support/promises.ts';
import { recovered } from '../support/recover.ts';
import { story } from '../support/story.ts';
import { hour, minute, pass } from '../support/time.ts';
import { outage } from '../support/triage/cards.ts';

describe.concurrent('A change that Slack accepts hours late', () => {
  story('says when it happened, and which update is still promised', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'alice' });
    const mend = outage(set);
    await update(set, channel, { Status: 'IDENTIFIED', Impact: 'half of the agents' });
    await pass(set, 40 * minute);
    await update(set, channel, { Impact: 'all agents' });
    await pass(set, 2 * hour);
    mend();
    await recovered(set);

    const [first, second, ...more] = botMessages(channel, '*Update* by').map(({ text }) => text.split('\n'));
    expect(more).toEqual([]);
    expect(first?.[0]).toBe(':mega: *Update* by <@U00000ALICE>: IDENTIFIED');
    expect(first?.at(-1)).toMatch(/^_Posted late: this happened .*14:00 UTC>\._$/u);
    expect(second?.[0]).toMatch(
      /: IDENTIFIED {2}· {2}\*Next update:\* :alarm_clock: \*overdue since .*15:10 UTC>\*$/u,
    );
    expect(second?.at(-1)).toMatch(/^_Posted late: this happened .*14:40 UTC>\._$/u);
  });

  story('is shown in the channel only if no later update has replaced it', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'alice' });
    const mend = outage(set);
    await update(set, channel, { Impact: 'half of the agents' });
    await pass(set, minute);
    await update(set, channel, { Impact: 'all agents' });
    await set.type(set.alice, 'severity P2', channel.name);
    mend();
    await recovered(set);

    const shown = channel.messages.filter(({ text }) => text.includes('*Update* by'));
    expect(shown.map(({ text }) => text)).toEqual([expect.stringContaining('all agents')]);
    const updates = channel.thread(headline(channel).ts).filter(({ text }) => text.includes('*Update* by'));
    expect(updates).toHaveLength(2);
  });

  story("isn't shown in the channel once the incident is over", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'alice' });
    const bob = delivered(set, 'bob', channel);
    const mend = outage(set);
    await update(set, channel, { Impact: 'half of the agents' });
    await set.opens(bob, () => bob.click(headline(channel), 'Resolve'));
    await bob.submit({ 'What fixed it': 'A restart' });
    await set.settled();
    mend();
    await recovered(set);

    expect(channel.messages.filter(({ text }) => text.includes('*Update* by'))).toEqual([]);
    expect(botMessages(channel, '*Update* by').map(({ text }) => text.split('\n')[0])).toEqual([
      ':mega: *Update* by <@U00000ALICE>: INVESTIGATING',
    ]);
  });

  story("also says so in the announcement channel and in the original's channel", async ({ scene }) => {
    const set = await scene();
    const original = await set.declare({ Commander: 'alice' });
    const duplicate = await set.declare({ Title: 'Inbox is empty', Commander: 'alice' });
    const mend = outage(set);
    await set.type(set.alice, 'duplicate INC-1', duplicate.name);
    await set.opens(set.alice, () => set.alice.click(headline(original), 'Resolve'));
    await set.alice.submit({ 'What fixed it': 'A restart' });
    await set.settled();
    await pass(set, 2 * hour);
    mend();
    await recovered(set);

    const late = /\n_Posted late: this happened .*14:00 UTC>\._$/u;
    const news = set.workspace.channel('incidents').posts.filter(({ text }) => /INC-\d is/u.test(text));
    expect(news.map(({ text }) => text)).toEqual([expect.stringMatching(late), expect.stringMatching(late)]);
    expect(botMessages(original, 'as a duplicate of this incident').map(({ text }) => text)).toEqual([
      expect.stringMatching(late),
    ]);
  });
});
