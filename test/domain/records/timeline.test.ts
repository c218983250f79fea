import { describe, expect, test } from 'vitest';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { timeline } from '../../../src/domain/records/timeline.ts';
import { plainText } from '../../../src/domain/text/text.ts';
import { overhear } from '../../support/overhear.ts';
import { diagnosed, healthy } from '../support/diagnoses.ts';
import {
  announced,
  channelReady,
  closed,
  headlinePosted,
  noteAdded,
  opened,
  reminded,
  reopened,
  resolved,
  severityChanged,
  updatePosted,
} from '../support/events.ts';
import { alice, bob, byAlice, byBot, minute, start, ts } from '../support/fixtures.ts';
import { type Past, record } from '../support/given.ts';

const names = new Map<string, string>([
  [alice, 'Alice'],
  [bob, 'Bob'],
]);
const lines = (...past: readonly Past[]) =>
  overhear(timeline(record(past), (user) => names.get(user) ?? user));
const words = (event: IncidentEvent, by = byAlice): string[] =>
  lines({ event, by, at: minute(5) }).map(({ text }) => text);

describe('A timeline line', () => {
  test.each<[IncidentEvent, string]>([
    [opened(), 'First alert: Conversations not loading (declared P1 by Alice)'],
    [{ type: 'recovered', since: minute(3) }, 'Recovered: checks healthy since 14:03 UTC'],
    [
      opened({ commander: bob, impact: plainText('No chats') }),
      'First alert: Conversations not loading (declared P1 by Alice, commander Bob). Impact: No chats',
    ],
    ...[bob, null].map((commander): [IncidentEvent, string] => [
      {
        type: 'declaration_corrected',
        title: plainText('Chats hang'),
        severity: 'P2',
        impact: null,
        commander,
        nextUpdateAt: minute(60),
        respondBy: minute(60),
      },
      `Declaration corrected by Alice: Chats hang (P2, ${commander ? 'commander Bob' : 'no commander'})`,
    ]),
    [updatePosted(), 'Update by Alice: IDENTIFIED. Next update: 14:40 UTC'],
    [
      updatePosted({
        impact: plainText('No chats'),
        cause: plainText('A deploy'),
        action: plainText('Rolling back'),
        nextUpdateAt: minute(24 * 60),
      }),
      'Update by Alice: IDENTIFIED. Impact: No chats. Cause: A deploy. Action: Rolling back. Next update: 2026-11-21 14:00 UTC',
    ],
    [
      updatePosted({ missed: minute(-7) }),
      'Update by Alice, 12 min late: IDENTIFIED. Next update: 14:40 UTC',
    ],
    [noteAdded('Cache\nis cold'), 'Note by Alice: Cache is cold'],
    [severityChanged(), 'Severity: P1 to P2 by Alice'],
    [severityChanged({ why: plainText('Half work') }), 'Severity: P1 to P2 by Alice. Why: Half work'],
    [{ type: 'commander_assigned', user: alice, previous: null }, 'Commander: Alice took command'],
    [{ type: 'commander_assigned', user: bob, previous: alice }, 'Commander: Bob, assigned by Alice'],
    [{ type: 'triage_requested' }, 'Triage started by Alice'],
    [
      { type: 'step_ticked', of: 2, step: 's', title: 'Serve the stale cache', done: true },
      'Mitigation: Serve the stale cache (Alice)',
    ],
    [
      { type: 'step_ticked', of: 2, step: 's', title: 'Serve the stale cache', done: false },
      'Mitigation undone: Serve the stale cache (Alice)',
    ],
    [{ type: 'snoozed', until: minute(20) }, 'Reminder snoozed by Alice for 15 min'],
    [resolved('Rolled back'), 'Resolution: Rolled back (Alice)'],
    [resolved(), 'Resolution: Not recorded (Alice)'],
    [closed(), 'Closed by Alice'],
    [reopened(), 'Reopened by Alice'],
    [reopened({ why: plainText('It is back') }), 'Reopened by Alice. Why: It is back'],
  ])('%#: $1', (event, text) => {
    expect(words(event)).toEqual([text]);
  });

  test.each<[IncidentEvent, string]>([
    [reminded(), 'Reminder: update due'],
    [{ type: 'response_overdue', due: minute(15) }, 'No commander within the response target'],
    [diagnosed(), "Triage: Intercom's API returns 503. Whose problem: Intercom (high confidence)"],
    [diagnosed(healthy), "Triage: Everything answers. Whose problem: Nobody's (high confidence)"],
    [{ type: 'triage_requested' }, 'Triage started by the bot'],
  ])('of the bot, %#: $1', (event, text) => {
    expect(words(event, byBot)).toEqual([text]);
  });

  test.each<[IncidentEvent]>([
    [channelReady()],
    [headlinePosted()],
    [announced()],
    [{ type: 'diagnosis_posted', of: 2, ts: ts('1.1') }],
    [{ type: 'reminder_posted', of: 2, ts: ts('1.1') }],
    [{ type: 'message_marked', ts: ts('1.1'), via: 'pin' }],
    [{ type: 'request_id_seen', requestId: 'req_1', source: 'triage', where: null }],
    [{ type: 'postmortem_posted', of: 2, file: null }],
    [{ type: 'setback', effect: 'invite', why: 'x', todo: 'y' }],
  ])('is not made for what only the bot cares about: %o', (event) => {
    expect(words(event, byBot)).toEqual([]);
  });

  test('is written only for a diagnosis that changes something', () => {
    expect(words(diagnosed(healthy, false), byBot)).toEqual([]);
  });

  test('for a marked message has its author and link', () => {
    const event: IncidentEvent = {
      type: 'message_captured',
      ts: ts('1795183200.000100'),
      author: bob,
      text: plainText('Cache is cold'),
      link: 'https://acme.slack.com/p1',
    };
    expect(lines(event)).toEqual([
      {
        number: 1,
        at: 1_795_183_200_000,
        learned: null,
        text: 'Bob: Cache is cold',
        link: 'https://acme.slack.com/p1',
        words: 'Cache is cold',
        hidden: [],
        from: null,
      },
    ]);
    expect(words({ ...event, author: null })).toEqual(['Message: Cache is cold']);
  });

  test('is cut at 700 characters', () => {
    const [text = ''] = words(noteAdded('🔥'.repeat(2_000)));
    expect([...text]).toHaveLength(700);
    expect(text).toMatch(/🔥…$/u);
  });
});

describe("The timeline's order", () => {
  const order = (...past: readonly Past[]) => lines(...past).map(({ text }) => text.split(':')[0]);

  test('follows the times, with notes at their own', () => {
    const past = [
      { event: opened(), at: minute(0) },
      { event: resolved(), at: minute(30) },
      { event: noteAdded('x', minute(10)), at: minute(40) },
    ];
    expect(order(...past)).toEqual(['First alert', 'Note by Alice', 'Resolution']);
  });

  test('puts a note from before the declaration first', () => {
    const past = [
      { event: opened(), at: minute(0) },
      { event: noteAdded('x', minute(-9)), at: minute(40) },
    ];
    expect(order(...past)).toEqual(['Note by Alice', 'First alert']);
  });

  test("puts a marked message at the message's time", () => {
    const sent = ts(`${start / 1000 + 300}.000200`);
    const event: IncidentEvent = {
      type: 'message_captured',
      ts: sent,
      author: bob,
      text: plainText('x'),
      link: null,
    };
    const past = [opened(), { event: resolved(), at: minute(30) }, { event, at: minute(40) }];
    expect(order(...past)).toEqual(['First alert', 'Bob', 'Resolution']);
  });

  test('follows the record within one millisecond', () => {
    expect(order(opened(), resolved(), closed())).toEqual(['First alert', 'Resolution', 'Closed by Alice']);
  });
});

test('An entry whose required text an earlier version let people remove shows its previous text', () => {
  const emptied: IncidentEvent = { type: 'entry_edited', of: 1, text: plainText('') };
  expect(lines(opened(), emptied).map(({ text }) => text)).toEqual([
    'First alert: Conversations not loading (declared P1 by Alice)',
  ]);
});
