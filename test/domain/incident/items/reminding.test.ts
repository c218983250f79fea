import { describe, expect, test } from 'vitest';
import {
  type IncidentId,
  millisSchema,
  type UserId,
  userIdSchema,
} from '../../../../src/domain/incident/ids.ts';
import type { ActionItem } from '../../../../src/domain/incident/items/action-item.ts';
import { remindersOn, summarized } from '../../../../src/domain/incident/items/reminding.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import { opened } from '../../support/events.ts';
import { alice, bob, utc } from '../../support/fixtures.ts';
import { incidentOf } from '../../support/given.ts';
import { actionItem, day } from './support/items.ts';

const carol = userIdSchema.parse('U0CAROL');
const moment = utc('2026-12-01T09:00:00Z');
const led = incidentOf(opened({ commander: alice }));

type Asked = { user?: UserId; on?: string; weekly?: boolean; gone?: readonly UserId[] };

/** What a person is told of one action item, on December 1 unless the test says otherwise. */
const remindersFor = (
  item: Partial<ActionItem>,
  { user = bob, on = '2026-12-01', weekly = false, gone = [] }: Asked = {},
) =>
  remindersOn([{ incident: led, item: actionItem(item) }], {
    user,
    day: day(on),
    moment,
    now: moment + 60_000,
    weekly,
    canTell: (one) => !gone.includes(one),
  }).map(({ when, overdue, others }) => [when, overdue, others]);

describe("An action item's owner", () => {
  test.each([
    ['2026-11-29', []],
    ['2026-11-30', [['tomorrow', 0, false]]],
    ['2026-12-01', [['today', 0, false]]],
    ['2026-12-02', [['overdue', 1, false]]],
    ['2026-12-15', [['overdue', 14, false]]],
    ['2026-12-16', []],
  ] as const)('is reminded on %s of what is due on December 1: %j', (on, says) => {
    expect(remindersFor({}, { on })).toEqual(says);
  });

  test('is reminded weekly of what is long overdue or has no date', () => {
    expect(remindersFor({}, { on: '2026-12-16', weekly: true })).toEqual([['overdue', 15, false]]);
    const someday = { due: { kind: 'words', text: plainText('next quarter') } } as const;
    expect([remindersFor(someday), remindersFor(someday, { weekly: true })]).toEqual([
      [],
      [['undated', 0, false]],
    ]);
  });

  test.each<[string, Partial<ActionItem>]>([
    ['is done', { state: { kind: 'done', by: { kind: 'person', user: bob }, at: moment } }],
    ['was added after the hour of the reminder', { since: millisSchema.parse(moment + 1) }],
    ['was a line of text in an earlier version', { unheld: true }],
  ])('hears nothing of one that %s', (_what, item) => {
    expect(remindersFor(item)).toEqual([]);
  });

  test('is reminded of one that was added while the clock was ahead', () => {
    expect(remindersFor({ since: utc('2027-01-01T00:00:00Z') })).toEqual([['today', 0, false]]);
  });
});

describe('A commander', () => {
  test("is reminded of what has been overdue for more than 7 days as someone else's", () => {
    expect(remindersFor({}, { user: alice, on: '2026-12-08' })).toEqual([]);
    expect(remindersFor({}, { user: alice, on: '2026-12-09' })).toEqual([['overdue', 8, true]]);
  });

  test.each<[string, Partial<ActionItem>, UserId[]]>([
    ['nobody', { owner: null }, []],
    ['somebody in words', { owner: { kind: 'words', text: plainText('The vendor') } }, []],
    ['somebody who has left', {}, [bob]],
  ])('is told in the place of %s', (_who, item, gone) => {
    expect(remindersFor(item, { user: alice, gone })).toEqual([['today', 0, false]]);
    expect(remindersFor(item, { user: carol, gone })).toEqual([]);
  });

  test('who has left is replaced by whoever declared the incident', () => {
    const incident = incidentOf(opened({ commander: carol }));
    const asked = { user: alice, day: day('2026-12-01'), moment, now: moment, weekly: false };
    const pending = [{ incident, item: actionItem({ owner: null }) }];
    expect(remindersOn(pending, { ...asked, canTell: () => true })).toEqual([]);
    expect(remindersOn(pending, { ...asked, canTell: (one) => one !== carol })).toHaveLength(1);
  });
});

test('The weekly summary counts what was pending when the week began, and nothing of a private incident', () => {
  const closed = incidentOf(opened(), { type: 'made_private', how: 'converted' });
  const early = actionItem({ id: 1 });
  const late = actionItem({ id: 2, since: moment });
  const pending = [
    { incident: led, item: early },
    { incident: led, item: late },
    { incident: closed, item: early },
  ];
  const counted: [IncidentId, number][] = summarized(pending, moment, moment + 60_000).map(
    ({ incident, item }) => [incident.id, item.id],
  );
  expect(counted).toEqual([[led.id, 1]]);
});
