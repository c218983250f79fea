import { describe, expect } from 'vitest';
import { close, review } from '../support/close.ts';
import { botMessages, headline, postmortems } from '../support/find-messages.ts';
import { recovered } from '../support/recover.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

describe.concurrent('A postmortem', () => {
  story(
    "is a draft until the close, and without a number it's about this channel's incident",
    async ({ scene }) => {
      const set = await scene();
      const channel = await set.declare();

      const answer = await set.type(set.alice, 'postmortem', channel.name);
      expect(answer).toContain('Draft postmortem. The file is posted when you close the incident');
      expect(answer).toContain('**Duration:** Not recorded');
      expect(channel.files).toEqual([]);
    },
  );

  story(
    'shows the date at both ends and at each change of day if the incident lasted over a day',
    async ({ scene }) => {
      const set = await scene();
      const channel = await set.declare({ Commander: 'alice' });
      set.clock.advance(day + 30 * minute);
      await set.settled();
      await set.type(set.alice, 'note Still going', channel.name);
      const content = await close(set, channel);

      expect(content).toContain(
        '**Date:** 2026-11-21 14:00 - 2026-11-22 14:30 UTC\n**Duration:** 24 hours 30 minutes',
      );
      expect(content).toContain(
        '\n- 2026-11-22 14:30 - Reminder: update due\n- 14:30 - Note by alice: Still going\n',
      );
    },
  );

  story('is posted again after the incident was reopened and closed again', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await close(set, channel, { Summary: 'Over, we thought' });
    set.clock.advance(2 * minute);
    await set.type(set.alice, 'reopen It came back', channel.name);
    set.clock.advance(3 * minute);
    const second = await close(set, channel, { Summary: 'Now it is over' });

    expect(postmortems(channel).map(({ name }) => name)).toEqual([
      'postmortem-INC-1.md',
      'postmortem-INC-1.md',
    ]);
    expect(second).toContain('Now it is over');
    expect(second).toContain('Reopened by alice. Why: It came back');
    expect(botMessages(channel, 'Postmortem of').map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Postmortem of INC-1: Conversations not loading\n\*Latest:\* <.*\|version 2>$/u),
      'Postmortem of INC-1, version 2: Conversations not loading. Changed: Date, Duration, Summary, Timeline, Impact, Degraded Periods.\n*Review:* no owner yet, due 2026-11-27',
    ]);
  });

  story('is posted once, as of the last close, if Slack accepted no file until then', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    const mend = set.workspace.faults.add({
      method: 'files.getUploadURLExternal',
      times: 9_999,
      answer: { status: 503 },
    });
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Close'));
    await set.alice.submit({ Summary: 'Over, we thought' });
    await set.workspace.idle();
    await set.alice.command(command, 'reopen It came back', { in: channel.name });
    await set.workspace.idle();
    await set.opens(set.alice, () => set.alice.command(command, 'close', { in: channel.name }));
    await set.alice.submit({ Summary: 'Now it is over' });
    await set.workspace.idle();
    mend();
    await recovered(set);

    expect(postmortems(channel).map(({ content }) => /### Summary\n(.*)/u.exec(content)?.[1])).toEqual([
      'Now it is over',
    ]);
  });

  story('is pre-filled with the text from the first close', async ({ scene }) => {
    const set = await scene();
    const { alice } = set;
    const channel = await set.declare();
    await close(set, channel, review);
    await set.type(alice, 'reopen It came back', channel.name);
    await set.opens(alice, () => alice.command(command, 'close', { in: channel.name }));

    expect(Object.fromEntries(alice.modal?.fields.map(({ label, value }) => [label, value]) ?? [])).toEqual(
      review,
    );
  });
});
