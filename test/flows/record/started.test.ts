import { describe, expect } from 'vitest';
import { announcements, botMessages, facts, headline, postmortems } from '../support/find-messages.ts';
import { picture } from '../support/picture.ts';
import { events } from '../support/record.ts';
import { story } from '../support/story.ts';

const minute = 60_000;
const at = (time: string) => new Date(`2026-11-21T${time}:00Z`);
const context = (channel: Parameters<typeof headline>[0]): string =>
  JSON.stringify(headline(channel).blocks.findLast(({ type }) => type === 'context'));

describe.concurrent.each(['socket', 'http'] as const)('The start of an incident, over %s,', (transport) => {
  story('is given at the declaration, and durations count from it', async ({ scene }) => {
    const set = await scene({ transport });
    const channel = await set.declare({ Started: at('13:20') });
    expect(facts(channel)['Next update']).toBe('14:30 UTC');
    expect(context(channel)).toMatch(/started <!date[^>]*13:20 UTC> · declared <!date[^>]*14:00 UTC>/u);

    set.clock.advance(10 * minute);
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Close'));
    await set.alice.submit({});
    await set.settled();
    const file = postmortems(channel)[0]?.content;
    expect(file).toContain('**Date:** 2026-11-21 13:20 - 14:10 UTC\n**Duration:** 0 hours 50 minutes');
    expect(file).toContain('- Duration of degraded service: 50m');
    expect(announcements(set)[0]?.text).toContain('Duration: 0 hours 50 minutes');
  });

  story('is corrected by `started`, even after the close', async ({ scene }) => {
    const set = await scene({ transport, env: { TIMEZONE: 'Europe/Berlin' } });
    const channel = await set.declare();
    const says = (text: string) => set.type(set.alice, text, channel.name);

    expect(await says('started -25m')).toMatch(/^INC-1 started <!date[^>]*14:35 GMT\+1>\.$/u);
    expect(await says('started 13:50')).toMatch(/^INC-1 started <!date[^>]*13:50 GMT\+1>\.$/u);
    expect(await says('started 2026-11-20 23:00')).toMatch(/2026-11-20 23:00 GMT\+1>\.$/u);
    expect(botMessages(channel, 'corrected the start')).toHaveLength(3);
    expect(facts(channel)['Next update']).toBe('15:30 GMT+1');

    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Close'));
    await set.alice.submit({});
    await set.settled();
    await says('started 14:40');
    set.clock.advance(10 * minute);
    await set.settled();
    const files = postmortems(channel).map(({ content }) => /\*\*Date:\*\* .*/u.exec(content)?.[0]);
    expect(files).toEqual([
      '**Date:** 2026-11-20 22:00 - 2026-11-21 14:00 UTC',
      '**Date:** 2026-11-21 13:40 - 14:00 UTC',
    ]);
    expect(announcements(set)[0]?.text).toContain('Duration: 0 hours 20 minutes');
    expect(await set.type(set.carol, 'timeline INC-1', 'random')).toContain(
      'Start: 13:40 UTC, set by alice (was: 2026-11-20 22:00 UTC)',
    );
    expect(await set.type(set.carol, 'timeline INC-1', 'random')).toContain(
      'Start: 2026-11-20 22:00 UTC, set by alice (was: 2026-11-21 12:50 UTC)',
    );
  });
});

describe.concurrent('The start of an incident', () => {
  story('that is impossible is refused in a sentence', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    const before = picture(set);
    const says = (text: string) => set.type(set.alice, text, channel.name);

    expect(await says('started')).toMatch(
      /^INC-1 started <!date[^>]*14:00 UTC>\. To correct that, run `\/intercom-incident started 09:10`, or give `-25m` or `2026-11-27 09:10`\.$/u,
    );
    expect(await says('started at lunch')).toBe(
      `"at lunch" isn't a time. Give a time (09:10), how long ago it was (-25m), or a date (2026-11-27 09:10).`,
    );
    expect(await says('started 2026-11-31 09:10')).toMatch(/^There was no 09:10 on 2026-11-31 in UTC\./u);
    expect(await says('started 2026-11-22 09:10')).toBe(
      "An incident can't start after its declaration, and 2026-11-22 09:10 UTC is later than 2026-11-21 14:00 UTC. Nothing was changed. Enter an earlier time.",
    );
    expect(await says('started 2025-11-22 09:10')).toBe(
      'That start, 2025-11-22 09:10 UTC, is more than 90 days before the declaration. Nothing was changed. Check the date.',
    );
    expect(await says('started -99999d')).toMatch(/^"-99999d" is too long ago\./u);
    expect(await says('started 14:00')).toBe('INC-1 already has that start: 14:00 UTC. Nothing was changed.');
    expect(picture(set)).toEqual(before);
  });

  story('that is in the future is refused on its field, and the form stays open', async ({ scene }) => {
    const set = await scene();
    await set.opens(set.alice, () => set.alice.command('/intercom-incident', 'open P1 Inbox is empty'));
    expect(await set.alice.submit({ Started: at('15:00') })).toEqual({
      errors: {
        Started:
          "An incident can't start after its declaration, and 15:00 UTC is later than 14:00 UTC. Nothing was changed. Enter an earlier time.",
      },
    });
    expect(await set.alice.submit({ Started: at('13:00') })).toEqual({ closed: true });
    await set.settled();
    expect(events(set, 'opened')[0]?.body).toMatchObject({ startedAt: at('13:00').getTime() });
  });
});
