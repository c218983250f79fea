import { describe, expect } from 'vitest';
import { headline, postmortems } from '../support/find-messages.ts';
import { story } from '../support/story.ts';

const minute = 60_000;

describe.concurrent('At the end of an incident, the announcement channel', () => {
  story(
    'has the whole story in the announcement, and one new line that marks it unread',
    async ({ scene }) => {
      const set = await scene();
      const { alice, opens, settled } = set;
      await set.intercom.set({ api: 'unavailable' });
      const channel = await set.declare({ Impact: 'Nobody can answer', Commander: 'alice' });
      const announced = () => set.workspace.channel('incidents').posts;
      expect(announced().map(({ text }) => text)).toEqual([
        expect.stringContaining('\nWhose problem: Intercom\n'),
      ]);
      set.clock.advance(72 * minute);
      await settled();
      await opens(alice, () => alice.click(headline(channel), 'Resolve'));
      await alice.submit({ 'What fixed it': 'Failed over' });
      await settled();

      const [announcement, news, ...more] = announced();
      expect(more).toEqual([]);
      expect(news?.text).toBe(
        ':white_check_mark: *INC-1 is resolved:* Conversations not loading\nDuration: 1 hour 12 minutes\nWhat fixed it: Failed over',
      );
      expect(
        set.workspace
          .channel('incidents')
          .thread(announcement?.ts ?? '')
          .map(({ ts }) => ts),
      ).toContain(news?.ts);
      await opens(alice, () => alice.click(headline(channel), 'Close'));
      await alice.submit();
      await settled();

      expect(announced()).toHaveLength(2);
      const file = postmortems(channel)[0]?.id;
      expect(announced()[0]?.text).toMatch(
        /Impact: Nobody can answer\nWhose problem: Intercom\nCommander: <@U00000ALICE>\nDuration: 1 hour 12 minutes, from .*\nWhat fixed it: Failed over\nPostmortem: </u,
      );
      expect(announced()[0]?.text).toContain(`/${file}/postmortem-inc-1.md|postmortem-INC-1.md>`);
    },
  );

  story(
    'gets one line for each end, and none for an end that was undone before it could be posted',
    async ({ scene }) => {
      const set = await scene();
      const { alice, opens, settled } = set;
      const channel = await set.declare();
      const mend = set.workspace.faults.add({
        method: 'chat.postMessage',
        when: ({ text }) => String(text).includes('is resolved:'),
        times: 99,
        answer: { status: 503 },
      });
      await opens(alice, () => alice.click(headline(channel), 'Resolve'));
      await alice.submit();
      await set.workspace.until(() => headline(channel).text.includes('RESOLVED') || null, 'the end');
      await alice.command('/intercom-incident', 'reopen It came back', { in: channel.name });
      mend();
      await settled();
      const [, again, ...more] = set.workspace.channel('incidents').posts;
      expect(again?.text).toBe(
        ':rotating_light: *INC-1 is open again:* Conversations not loading\nWhy: It came back',
      );
      expect(more).toEqual([]);
      await opens(alice, () => alice.click(headline(channel), 'Resolve'));
      await alice.submit();
      await settled();

      expect(set.workspace.channel('incidents').posts).toHaveLength(3);
    },
  );
});
