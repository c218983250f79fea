import { describe, expect, test } from 'vitest';
import type { ItemCommand } from '../../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import { postmortem } from '../../../../src/domain/records/postmortem.ts';
import { timeline } from '../../../../src/domain/records/timeline.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import { closed, opened, reopened, resolved } from '../../support/events.ts';
import { byBob, minute, plainName, policy } from '../../support/fixtures.ts';
import { given, incidentOf, type Past, record } from '../../support/given.ts';
import { aliceOwns, bobOwns, day, itemAdded, line } from './support/items.ts';

const add = (...words: Parameters<typeof line>): ItemCommand => ({
  type: 'add_item',
  line: line(...words),
  link: null,
});

describe('An action item', () => {
  test.each([
    ['P1', '2026-11-27'],
    ['P2', '2026-12-04'],
    ['P3', '2026-12-20'],
    ['P4', '2026-12-20'],
  ] as const)('of a %s is due on %s by default', (severity, due) => {
    given(opened({ severity }))
      .when(add('Alert on 5xx'))
      .thenRecords(itemAdded({ owner: null, due: { kind: 'day', day: day(due), byDefault: true } }));
  });

  test('has its day counted in the configured zone', () => {
    given(opened())
      .when(add('Alert', null, 'tomorrow'), {
        at: minute(11 * 60),
        policy: { ...policy, timeZone: 'Pacific/Auckland' },
      })
      .thenRecords(
        itemAdded({ text: plainText('Alert'), owner: null, due: { kind: 'day', day: day('2026-11-22') } }),
      );
  });

  test.each([
    ['a person', '<@U0BOB|bob>', bobOwns],
    ['a user group', '<!subteam^S0SRE1|@sre>', { kind: 'group', group: 'S0SRE1', name: 'sre' }],
    ['a user group without a name', '<!subteam^S0SRE1>', { kind: 'group', group: 'S0SRE1', name: null }],
    ['somebody in words', 'The vendor', { kind: 'words', text: 'The vendor' }],
    ['what is no id', '<@bob>', { kind: 'words', text: '<@bob>' }],
  ])('is owned by %s', (_, written, owner) => {
    const due = { kind: 'words', text: plainText('after the freeze') } as const;
    given(opened())
      .when(add('Alert on 5xx', written, 'after the freeze'))
      .thenRecords({ ...itemAdded({ due }), owner } as IncidentEvent);
  });

  test("is numbered after the last one, and refused if it's empty, too long, or one too many", () => {
    given(opened(), itemAdded(), itemAdded({ item: 2 }))
      .when(add('Third', null, '2026-12-01'))
      .thenRecords(itemAdded({ item: 3, text: plainText('Third'), owner: null }));
    given(opened())
      .when(add(''))
      .thenRefused(/what is to be done/, 'what');
    given(opened())
      .when(add('x'.repeat(3_001)))
      .thenRefused(/3001/, 'what');
    given(opened())
      .when(add('Alert', 'x'.repeat(3_001)))
      .thenRefused(/^The owner is too long: 3001 characters, limit 3000\.$/, 'other_owner');
    given(opened())
      .when(add('Alert', null, 'x'.repeat(3_001)))
      .thenRefused(/^The due date is too long: 3001 characters, limit 3000\.$/, 'due');
    given(opened(), ...Array.from({ length: 200 }, (_, i) => itemAdded({ item: i + 1 })))
      .when(add('One more'))
      .thenRefused(/200 action items/, 'what');
  });

  test('is done, dropped for a reason, and reopened, once each, and nothing else changes it', () => {
    const done: IncidentEvent = { type: 'action_item_done', item: 1 };
    const complete: ItemCommand = { type: 'complete_item', item: 1 };
    given(opened(), itemAdded()).when(complete).thenRecords(done);
    given(opened(), itemAdded(), done).when(complete).thenRecords();
    given(opened(), itemAdded())
      .when({ type: 'drop_item', item: 1, why: plainText('Too old') })
      .thenRecords({ type: 'action_item_dropped', item: 1, why: plainText('Too old') });
    given(opened(), itemAdded(), done)
      .when({ type: 'reopen_item', item: 1 })
      .thenRecords({ type: 'action_item_reopened', item: 1 });
    given(opened(), itemAdded()).when({ type: 'reopen_item', item: 1 }).thenRecords();
    given(opened(), itemAdded())
      .when({ type: 'complete_item', item: 2 })
      .thenRefused(/no action item 2/);
  });

  test("is edited in the fields that a person changed, and others' changes meanwhile stay", () => {
    const edit = (over: Partial<Extract<ItemCommand, { type: 'edit_item' }>>): ItemCommand => ({
      type: 'edit_item',
      item: 1,
      line: line('Alert on 5xx', '<@U0ALICE>', '2026-12-09'),
      ...over,
    });
    given(opened(), itemAdded())
      .when(edit({ untouched: ['what', 'due'] }))
      .thenRecords({ type: 'action_item_edited', item: 1, owner: aliceOwns });
    given(opened(), itemAdded())
      .when(edit({ untouched: ['what', 'owner', 'due'] }))
      .thenRecords();
    given(opened(), itemAdded())
      .when(edit({ line: line('', null, null) }))
      .thenRefused(/what is to be done/, 'what');
  });

  test('is refused with a due date that is over for whoever writes it, and stays as it is', () => {
    const past =
      /^The due date 2025-12-01 is in the past\. Nothing was changed\. Choose today or a later day\.$/;
    given(opened())
      .when(add('Alert on 5xx', null, '2025-12-01'))
      .thenRefused(past, 'due');
    given(opened(), itemAdded())
      .when({ type: 'edit_item', item: 1, line: line('Alert on 5xx', '<@U0BOB>', '2025-12-01') })
      .thenRefused(past, 'due');
    // In the zone of the settings it's the 20th.
    const yesterday = add('Alert on 5xx', '<@U0BOB>', '2026-11-19');
    given(opened())
      .when(yesterday)
      .thenRefused(/^The due date 2026-11-19 is in the past/, 'due');
    given(opened())
      .when({ ...yesterday, today: day('2026-11-19') } as ItemCommand)
      .thenRecords(itemAdded({ due: { kind: 'day', day: day('2026-11-19') } }));
  });

  test('can be edited while it is overdue, as long as nobody names another day that is over', () => {
    const overdue = itemAdded({ due: { kind: 'day', day: day('2026-11-01') } });
    given(opened(), overdue)
      .when({ type: 'edit_item', item: 1, line: line('Alert on 502', '<@U0BOB>', '2026-11-01') })
      .thenRecords({ type: 'action_item_edited', item: 1, text: plainText('Alert on 502') });
    given(opened(), overdue)
      .when({ type: 'edit_item', item: 1, line: line('Alert on 5xx', '<@U0BOB>', '2026-11-02') })
      .thenRefused(/^The due date 2026-11-02 is in the past/, 'due');
  });

  test('is added once by a form that is submitted twice with different text', () => {
    given(opened(), itemAdded())
      .when(add('Alert on 502', '<@U0BOB>', '2026-12-01'), {
        earlier: { submitted: add('Alert on 5xx', '<@U0BOB>', '2026-12-01'), seq: 1 },
      })
      .thenRecords({ type: 'action_item_edited', item: 1, text: plainText('Alert on 502') });
  });

  test('is added once by a form that is submitted twice, even with text on several lines', () => {
    given(opened(), itemAdded())
      .when(add('Alert on 502', '<@U0BOB>', '2026-12-01'), {
        earlier: { submitted: add('Alert\non  5xx', '<@U0BOB>', '2026-12-01'), seq: 1 },
      })
      .thenRecords({ type: 'action_item_edited', item: 1, text: plainText('Alert on 502') });
  });
});

describe('What an incident shows about its action items', () => {
  const past = [
    opened(),
    { event: itemAdded({ link: 'https://acme.slack.com/p1' }), at: minute(3), by: byBob },
    itemAdded({
      item: 2,
      text: plainText('Runbook'),
      owner: null,
      due: { kind: 'day', day: day('2026-12-04'), byDefault: true },
    }),
    resolved(),
    itemAdded({ item: 3, text: plainText('From the form'), atClose: true }),
    closed({ itemsApart: true }),
    { type: 'action_item_done', item: 1 },
    { type: 'action_item_dropped', item: 3, why: plainText('Too old') },
  ] as const;

  test('is their current state, in the postmortem', () => {
    const text = postmortem(record(past), plainName) ?? '';
    expect(text.slice(text.indexOf('### Action Items'), text.indexOf('### People')).trim()).toBe(
      [
        '### Action Items',
        '- [x] Alert on 5xx - U0BOB - 2026-12-01 ([message](https://acme.slack.com/p1))',
        '- [ ] Runbook - no owner yet - no due date yet',
        '- [x] From the form - U0BOB - 2026-12-01 (dropped: Too old)',
      ].join('\n'),
    );
  });

  test('is one timeline line when one is added, while the close lists its own', () => {
    const lines = timeline(record(past), plainName).map(({ text }) => text);
    expect(lines.filter((text) => text.startsWith('Action item'))).toEqual([
      'Action item by U0ALICE: Runbook (no owner yet, due 2026-12-04)',
      'Action item by U0BOB: Alert on 5xx (U0BOB, due 2026-12-01)',
    ]);
  });
});

describe('The lines of a close from before there were action items', () => {
  const lines = [line('Alert', 'Bob', '2026-12-01'), line('Write it up')];
  const items = (...past: readonly Past[]) => [...incidentOf(...past).items.values()];
  const old = [opened(), resolved(), closed({ actionItems: lines })] as const;

  test('are action items without reminders', () => {
    expect(items(...old)).toMatchObject([
      {
        id: 1,
        text: 'Alert',
        owner: { kind: 'words', text: 'Bob' },
        due: { day: '2026-12-01' },
        unheld: true,
      },
      { id: 2, text: 'Write it up', owner: null, due: null, unheld: true },
    ]);
  });

  test('are like any other once someone edits them', () => {
    const [first, second] = items(...old, { type: 'action_item_edited', item: 2, owner: bobOwns });
    expect([first?.unheld, second?.unheld, second?.owner]).toEqual([true, false, bobOwns]);
  });

  test('are replaced by a later close of that time, and kept by a close of this version', () => {
    const corrected = { ...closed({ actionItems: [line('Other')] }), type: 'review_corrected' } as const;
    expect(items(...old, corrected).map(({ id, text }) => [id, text])).toEqual([[1, 'Other']]);
    expect(items(...old, { ...corrected, actionItems: [] })).toEqual([]);
    const again = [reopened(), resolved(), itemAdded({ item: 3 }), closed({ itemsApart: true })] as const;
    expect(items(...old, ...again).map(({ id }) => id)).toEqual([1, 2, 3]);
  });
});
