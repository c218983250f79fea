import type { EventOf, IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import type { Notice, NoticeEnd } from '../../../../src/domain/incident/notice.ts';
import type { Setback } from '../../../../src/domain/incident/setback.ts';
import { endMessage } from '../../../../src/slack/views/announcement.ts';
import { changeMessage } from '../../../../src/slack/views/change.ts';
import { meanwhileLines, meanwhileMessage } from '../../../../src/slack/views/forms/meanwhile.ts';
import * as notices from '../../../../src/slack/views/notices/notices.ts';
import { noticeMessage } from '../../../../src/slack/views/notices/standing-notices.ts';
import { postedLate } from '../../../../src/slack/views/posted-late.ts';
import { alice, at, bob, id, recorded, time } from '../incidents.ts';
import { type Extreme, on } from './extreme.ts';
import { everyEvent, longestIncident } from './longest.ts';
import { longText, type TextKind } from './texts.ts';

/** What Alice and Bob can do of the same kind while a form is open. */
const changedTwice: readonly IncidentEvent[] = [
  {
    type: 'severity_changed',
    from: 'P1',
    to: 'P2',
    why: null,
    nextUpdateAt: at('2026-11-21T15:00:00Z'),
    respondBy: at('2026-11-21T15:00:00Z'),
  },
  { type: 'commander_assigned', user: alice, previous: bob },
];

/** What Alice is told when she does what Bob has done just before, so many times. */
function bothDid(event: IncidentEvent, times = 1): Parameters<typeof meanwhileMessage> {
  const theirs = recorded(event, { by: { kind: 'person', user: bob } });
  const lines = meanwhileLines([recorded(event, { seq: 9 })], Array(times).fill(theirs), time);
  return [theirs.incident, lines];
}

/** An update of Alice's after one of Bob's that says the same facts otherwise. */
export function whileOpen(kind: TextKind): Parameters<typeof meanwhileMessage> {
  const words = { impact: longText(kind), cause: longText(kind), action: longText(kind) };
  const update: EventOf<'update_posted'> = {
    type: 'update_posted',
    status: 'MONITORING',
    changed: ['status', 'impact', 'cause', 'action'],
    ...words,
    nextUpdateAt: at('2026-11-21T14:30:00Z'),
  };
  return bothDid(update, 2);
}

const longestSetback = (kind: TextKind): Setback => ({
  effect: longText(kind, 20),
  why: longText(kind),
  todo: longText(kind),
});

/** Every notice, as it stands and as it ended. */
function everyNotice(kind: TextKind): Notice[] {
  const when = at('2026-11-21T14:30:00Z');
  const by = { kind: 'person', user: alice } as const;
  const ends: readonly NoticeEnd[] = [
    { how: 'taken', user: bob, by, at: when, seq: 9 },
    { how: 'failing', at: when, seq: 9 },
    { how: 'calm', since: when, owner: 'intercom', cause: longText(kind), seq: 9 },
    { how: 'over', by, at: when, seq: 9 },
    { how: 'cancelled', by, at: when, seq: 9 },
    { how: 'duplicate', original: id, by, at: when, seq: 9 },
    { how: 'done', at: when, seq: 9 },
    { how: 'unneeded', at: when, seq: 9 },
  ];
  const target = { severity: 'P1', within: { amount: 15, unit: 'm' } } as const;
  const lost = { user: bob, why: 'deactivated' } as const;
  const side = { owner: 'intercom', cause: longText(kind) } as const;
  const flapping = { since: when, changes: 11, between: Array.from({ length: 6 }, () => side) };
  return [null, ...ends].flatMap((end): Notice[] => [
    { seq: 3, ts: null, end, kind: 'call', target, lost: null },
    { seq: 3, ts: null, end, kind: 'call', target: null, lost },
    { seq: 3, ts: null, end, kind: 'offer' },
    { seq: 3, ts: null, end, kind: 'flapping', flapping },
    { seq: 3, ts: null, end, kind: 'setback', setback: longestSetback(kind), channel: null },
  ]);
}

/** The views of what is told in an incident's channel at their longest. */
export function noticeViews(kind: TextKind): Extreme[] {
  const due = at('2026-11-21T14:30:00Z');
  const hoursLater = { ...time, now: at('2026-11-21T17:00:00Z') };
  const byBot = { openedBy: { kind: 'bot' }, commander: null } as const;
  const incidents = [
    longestIncident(kind),
    longestIncident(kind, { commander: null }),
    longestIncident(kind, byBot),
  ];
  const standing = everyNotice(kind);
  const answered = [null, 'updated', 'snoozed', 'ended'] as const;
  const setback = longestSetback(kind);
  return [
    ...incidents.flatMap((incident) => [
      ...answered.flatMap((answer) =>
        on(
          notices.reminderMessage,
          `${answer}`,
          incident,
          { seq: 9, due, promised: due, times: 2, replaces: null, ts: null, answer },
          time,
        ),
      ),
      ...standing.flatMap((notice) =>
        [null, { since: due, runs: 3 }].flatMap((healthy) =>
          on(
            noticeMessage,
            `${notice.kind} ${notice.end?.how ?? 'stands'}`,
            { ...incident, healthy },
            notice,
            time,
          ),
        ),
      ),
    ]),
    ...everyEvent(kind).flatMap((event) => [
      ...on(changeMessage, event.type, longestIncident(kind), recorded(event), time),
      ...on(
        changeMessage,
        `${event.type} by the bot`,
        longestIncident(kind),
        recorded(event, { by: { kind: 'bot' } }),
        time,
      ),
    ]),
    ...on(postedLate, 'hours late', endMessage(longestIncident(kind)), due, hoursLater),
    ...on(notices.replacedReminder, 'once', { promised: due }, time),
    ...on(meanwhileMessage, 'long', ...whileOpen(kind)),
    ...changedTwice.flatMap((event) => on(meanwhileMessage, event.type, ...bothDid(event))),
    ...on(notices.setbackMessage, 'long', longestIncident(kind), setback),
  ];
}
