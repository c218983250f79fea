import { describe, expect } from 'vitest';
import { close } from '../support/close.ts';
import { botMessages, headline, postmortems } from '../support/find-messages.ts';
import { events } from '../support/record.ts';
import { story } from '../support/story.ts';

const minute = 60_000;
const at = (time: string) => new Date(`2026-11-21T${time}:00Z`);

describe.concurrent.each(['socket', 'http'] as const)(
  'The times that figures count from, over %s',
  (transport) => {
    story('are corrected in one form; postmortem, timeline, and figures follow', async ({ scene }) => {
      const set = await scene({ transport });
      const channel = await set.declare();
      set.clock.advance(20 * minute);
      await set.opens(set.alice, () => set.alice.click(headline(channel), 'Close'));
      await set.alice.submit({});
      await set.settled();
      const form = () => set.opens(set.alice, () => set.type(set.alice, 'times', channel.name));
      await form();
      expect(JSON.stringify(set.alice.modal)).toContain('Nobody said, so the declaration is used.');
      await set.alice.submit({
        Started: at('13:40'),
        Detected: at('13:50'),
        Acknowledged: at('13:55'),
        Mitigated: at('14:05'),
        Resolved: at('14:10'),
      });
      await set.settled();

      expect(events(set, 'time_corrected').map(({ body }) => body.time)).toEqual([
        'detected',
        'acknowledged',
        'mitigated',
      ]);
      expect(botMessages(channel, 'corrected Mitigated')).toHaveLength(1);
      set.clock.advance(10 * minute);
      await set.settled();
      expect(postmortems(channel).at(-1)?.content).toContain(
        '**Date:** 2026-11-21 13:40 - 14:10 UTC\n**Duration:** 0 hours 30 minutes',
      );
      const timeline = await set.type(set.alice, 'timeline', channel.name);
      expect(timeline).toContain('Acknowledged: 13:55 UTC, set by alice (was: not known)');
      const figures = await set.type(set.alice, 'figures');
      expect(figures).toContain('Time to detect: median 10 min');
      expect(figures).toContain('Time to mitigate: median 25 min');
      expect(figures).toContain('Time to resolve: median 30 min');

      await form();
      expect(JSON.stringify(set.alice.modal)).toContain('When it really started. From a person.');
      await set.alice.submit({});
      await set.settled();
      expect(events(set, 'time_corrected')).toHaveLength(3);
    });

    story('are refused in an order that is impossible, on the field that is wrong', async ({ scene }) => {
      const set = await scene({ transport });
      const channel = await set.declare();
      set.clock.advance(20 * minute);
      await set.opens(set.alice, () => set.type(set.alice, 'times', channel.name));
      const refused = async (fields: Readonly<Record<string, Date>>) => {
        await set.alice.submit(fields);
        return JSON.stringify(set.alice.modal?.errors);
      };
      expect(await refused({ Mitigated: at('13:30') })).toContain(
        "Mitigated (13:30 UTC) can't be before Started (14:00 UTC). Nothing was changed. Correct one of them.",
      );
      expect(await refused({ Mitigated: at('14:40') })).toContain("Mitigated can't be in the future.");
      expect(await refused({ Mitigated: at('14:05'), Resolved: at('14:10') })).toContain(
        "INC-1 isn't resolved, so it has no such time yet.",
      );
      expect(events(set, 'time_corrected')).toEqual([]);
      const cancelled = await set.declare({ Title: 'Nothing is wrong' });
      await set.opens(set.alice, () => set.type(set.alice, 'cancel', cancelled.name));
      await set.alice.submit({ Reason: 'False alarm' });
      await set.settled();
      expect(await set.type(set.alice, 'times', cancelled.name)).toContain('is cancelled');
    });
  },
);

describe.concurrent('The times that figures count from', () => {
  story('are refused in an impossible order by every other way to correct one', async ({ scene }) => {
    const set = await scene();
    const { alice } = set;
    const channel = await set.declare({ Commander: 'alice' });
    set.clock.advance(60 * minute);
    await close(set, channel);
    await set.opens(alice, () => set.type(alice, 'times', channel.name));
    await alice.submit({ Started: at('13:00'), Detected: at('13:30'), Mitigated: at('14:30') });
    await set.settled();
    expect(await set.type(alice, 'started 13:45', channel.name)).toBe(
      "Detected (13:30 UTC) can't be before Started (13:45 UTC). Nothing was changed. To correct both, run `/intercom-incident times`.",
    );
    const [resolved] = events(set, 'resolved');
    await set.opens(alice, () => set.type(alice, `edit #${resolved?.seq}`, channel.name));
    expect(await alice.submit({ When: at('14:10') })).toEqual({
      errors: {
        When: "Resolved (14:10 UTC) can't be before Mitigated (14:30 UTC). Nothing was changed. To correct both, run `/intercom-incident times`.",
      },
    });
    await alice.submit({ When: at('14:30') });
    await set.settled();
    expect(await set.type(alice, 'started 13:30', channel.name)).toContain('INC-1 started');
    expect(await set.type(alice, 'figures')).toContain('Time to resolve: median 60 min');
  });
});
