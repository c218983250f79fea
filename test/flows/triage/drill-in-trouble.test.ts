import { describe, expect } from 'vitest';
import { diagnoses, lastEphemeral } from '../support/find-messages.ts';
import { events, rewrite } from '../support/record.ts';
import { story } from '../support/story.ts';
import { minute, pass } from '../support/time.ts';
import { close, declared, drillEnv as env, parts, reviews } from '../support/triage/drills.ts';

describe('A drill', () => {
  story('loses and repeats nothing if the bot is down for a while', async ({ scene }) => {
    const set = await scene({ env });
    const channel = await declared(set, 'friday-evening', 1);
    await pass(set, 5 * minute);
    expect(parts(channel)).toHaveLength(1);
    await set.bot.stop();
    set.clock.advance(12 * minute);
    await set.restart();
    await set.settled();

    const texts = parts(channel).map(({ text }) => text);
    expect(texts).toHaveLength(3);
    expect(new Set(texts).size).toBe(3);
    const verdicts = diagnoses(channel).map(({ text }) => text.split('\n')[1]);
    expect(new Set(verdicts).size).toBe(2);
    expect(verdicts).toHaveLength(2);
    expect(set.intercom.requests).toEqual([]);
  });

  story("posts each part of its story once even if Slack's response was lost", async ({ scene }) => {
    const set = await scene({ env });
    const channel = await declared(set, 'friday-evening', 1);
    set.workspace.faults.add({
      method: 'chat.postMessage',
      answer: 'reset_after',
      when: (args) => 'text' in args && String(args.text).startsWith('DRILL. '),
    });
    await pass(set, 5 * minute);
    await pass(set, minute);

    expect(parts(channel)).toHaveLength(1);
    expect(events(set, 'story_told')).toHaveLength(1);
  });

  story('whose time has passed can no longer be declared', async ({ scene }) => {
    const set = await scene();
    const { alice, clock, settled, type } = set;
    await type(alice, 'drill lunch-hour');
    const start = lastEphemeral(alice);
    clock.advance(121 * minute);
    await alice.click(start, 'Declare');
    await settled();

    expect(lastEphemeral(alice).text).toContain('That drill has expired');
  });

  story('from another version continues without a story, and checks nothing', async ({ scene }) => {
    const set = await scene({ env });
    const { alice, clock, type } = set;
    const channel = await declared(set, 'lunch-hour', 1);
    await set.bot.stop();
    rewrite(set, `UPDATE events SET body = replace(body, 'lunch-hour', 'gone') WHERE type = 'opened'`);
    await set.restart();
    clock.advance(15 * minute);
    await set.settled();
    await close(set, alice, channel);

    expect(parts(channel)).toEqual([]);
    expect(reviews(channel)).toEqual([]);
    expect(await type(alice, 'list')).toContain('DRILL INC-1');
    expect(set.intercom.requests).toEqual([]);
  });
});
