import { describe, expect } from 'vitest';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { WrongClock } from '../support/faults/wrong-clock.ts';
import { botMessages, headline, postmortems, reminders } from '../support/find-messages.ts';
import { eventRows, outbox } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;
const hour = 60 * minute;

/** The headline shows what was just done; the clock moves on as far as the bot's own pace needs. */
async function shows(set: Scene, channel: ChannelSnapshot, text: string): Promise<void> {
  for (let look = 0; look < 12 && !headline(channel).text.includes(text); look += 1) {
    set.clock.advance(5_000);
    await set.workspace.idle();
  }
  expect(headline(channel).text).toContain(text);
}

describe.concurrent.each([
  ['back', -hour],
  ['ahead', hour],
] as const)('A clock that jumps an hour %s', (_, ms) => {
  story('in the middle of an incident loses nothing and repeats nothing', async ({ scene }) => {
    let clock: WrongClock | null = null;
    const set = await scene({
      botClock(right) {
        clock = new WrongClock(right);
        return clock;
      },
    });
    const { bob, opens, workspace } = set;
    const channel = await set.declare();
    (clock as WrongClock | null)?.jump(ms);
    await bob.click(headline(channel), 'Take command');
    await shows(set, channel, 'Commander: <@U000000BOB1>');
    await opens(bob, () => bob.command(command, 'resolve', { in: channel.name }));
    await bob.submit({ 'What fixed it': 'It mended itself' });
    await shows(set, channel, 'RESOLVED');
    await opens(bob, () => bob.click(headline(channel), 'Close'));
    await bob.submit({ Summary: 'Short' });
    await shows(set, channel, 'CLOSED');
    await workspace.until(() => postmortems(channel)[0], 'the postmortem');
    await workspace.until(
      () => channel.posts.find(({ buttons }) => buttons.includes('Edit postmortem')),
      'the button to edit the postmortem',
    );
    await workspace.idle();

    const record = eventRows(set);
    expect(record.map(({ seq }) => seq)).toEqual(record.map((_row, index) => index + 1));
    expect(record.map(({ at }) => at)).toEqual(record.map(({ at }) => at).sort((a, b) => a - b));
    expect(botMessages(channel, '<@U000000BOB1> is now incident commander.')).toHaveLength(1);
    expect(reminders(channel).length).toBe(0);
    expect(outbox(set)).toEqual([]);
    const [file, ...more] = postmortems(channel);
    expect(more).toEqual([]);
    expect(file?.content).toMatch(/\*\*Duration:\*\* \d+ hours? \d+ minutes?/);
    expect(file?.content.indexOf('First alert')).toBeLessThan(file?.content.indexOf('Resolution:') ?? 0);
  });
});

describe.concurrent('A clock that was briefly a day ahead', () => {
  story('makes no reminder come early, at once or after a restart', async ({ scene }) => {
    let clock: WrongClock | null = null;
    const set = await scene({
      botClock(right) {
        clock ??= new WrongClock(right);
        return clock;
      },
    });
    const { alice, workspace } = set;
    const jump = (ms: number) => (clock as WrongClock | null)?.jump(ms);
    const first = await set.declare({ Title: 'First', Commander: 'alice' });
    jump(24 * hour);
    await alice.command(command, 'note The clock is wrong', { in: first.name });
    await workspace.idle();
    jump(-24 * hour);
    await set.settled();
    const second = await set.declare({ Title: 'Second' });
    await set.restart();
    await set.settled();
    expect(reminders(second)).toEqual([]);
    expect(botMessages(second, '*No commander yet.*')).toEqual([]);
    set.clock.advance(31 * minute);
    await set.settled();

    expect(reminders(second)).toHaveLength(1);
    expect(botMessages(second, '*No commander yet.*')).toHaveLength(1);
  });

  story(
    'still reminds at the usual interval after it was set back, also after a restart',
    async ({ scene }) => {
      let clock: WrongClock | null = null;
      const set = await scene({
        botClock(right) {
          clock ??= new WrongClock(right);
          return clock;
        },
      });
      const { bob, settled } = set;
      const jump = (ms: number) => (clock as WrongClock | null)?.jump(ms);
      const channel = await set.declare({ Commander: 'alice' });
      jump(24 * hour);
      set.clock.advance(6_000);
      await settled();
      const [early] = reminders(channel);
      jump(-24 * hour);
      set.clock.advance(6_000);
      await settled();
      await bob.click(headline(channel), 'Take command');
      await settled();
      await set.restart();
      set.clock.advance(25 * minute);
      await settled();
      expect(reminders(channel).map(({ ts }) => ts)).toEqual([early?.ts]);
      for (const _ of ['second', 'third']) {
        const [before] = reminders(channel);
        set.clock.advance(31 * minute);
        await settled();
        expect(reminders(channel)).toHaveLength(1);
        expect(reminders(channel)[0]?.ts).not.toBe(before?.ts);
      }
    },
  );
});
