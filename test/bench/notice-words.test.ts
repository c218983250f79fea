import { expect, test } from 'vitest';
import { isNoticeOf } from '../../bench/chaos/rules/notices.ts';
import { incidentIdSchema } from '../../src/domain/incident/ids.ts';
import type { Notice, NoticeEnd } from '../../src/domain/incident/notice.ts';
import { noticeMessage } from '../../src/slack/views/notices/standing-notices.ts';
import { opened } from '../domain/support/events.ts';
import { alice, byAlice, minute } from '../domain/support/fixtures.ts';
import { incidentOf } from '../domain/support/given.ts';

const at = minute(9);
const ends: Readonly<Record<NoticeEnd['how'], NoticeEnd>> = {
  taken: { seq: 5, how: 'taken', user: alice, by: byAlice, at },
  failing: { seq: 5, how: 'failing', at },
  calm: { seq: 5, how: 'calm', since: at, owner: 'intercom', cause: 'Intercom is down' },
  over: { seq: 5, how: 'over', by: byAlice, at },
  cancelled: { seq: 5, how: 'cancelled', by: byAlice, at },
  duplicate: { seq: 5, how: 'duplicate', original: incidentIdSchema.parse(3), by: byAlice, at },
  done: { seq: 5, how: 'done', at },
  unneeded: { seq: 5, how: 'unneeded', at },
};

const call = (end: NoticeEnd | null): Notice => ({
  kind: 'call',
  seq: 2,
  ts: null,
  target: null,
  lost: null,
  end,
});

/** What the bot says of a notice that ended so, or stands, and whether the chaos takes it for true. */
function statementsIn(end: NoticeEnd | null, so: NoticeEnd | null): boolean {
  const incident = { ...incidentOf(opened()), notices: new Map([[2, call(so)]]) };
  return isNoticeOf(incident, 2, noticeMessage(incident, call(end), { now: at, timeZone: 'UTC' }).text);
}

test.each(Object.values(ends))('the chaos run knows the words of a notice that ended: $how', (end) => {
  expect(statementsIn(end, end)).toBe(true);
  expect(statementsIn(null, end)).toBe(false);
  expect(statementsIn(end, null)).toBe(false);
});
