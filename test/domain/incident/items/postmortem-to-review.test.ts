import { describe, expect, test } from 'vitest';
import { documentEffects } from '../../../../src/domain/effects/document-effects.ts';
import type { Command } from '../../../../src/domain/incident/commands.ts';
import { postmortemItem } from '../../../../src/domain/incident/items/action-item.ts';
import { postmortem } from '../../../../src/domain/records/postmortem.ts';
import { workingDayAfter } from '../../../../src/domain/text/days.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import { closed, opened, reopened, resolved } from '../../support/events.ts';
import { alice, byAlice, emptyReview, incident7, minute, plainName, policy } from '../../support/fixtures.ts';
import { given, incidentOf, record } from '../../support/given.ts';
import { aliceOwns, bobOwns, day, itemAdded, line } from './support/items.ts';

const close: Extract<Command, { type: 'close' }> = { type: 'close', ...emptyReview };

const fiveDays = { policy: { ...policy, reviewWithin: { P1: 5, P2: 5 } } };

/** What a close on Friday, 20 November 2026, adds. */
const toReview = itemAdded({
  text: plainText('Review the postmortem'),
  owner: aliceOwns,
  due: { kind: 'day', day: day('2026-11-27') },
  atClose: true,
  about: 'postmortem',
});

describe('A postmortem', () => {
  test.each(['P1', 'P2'] as const)(
    'of a %s is to be reviewed by the commander within 5 working days',
    (severity) => {
      given(opened({ severity, commander: alice }), resolved())
        .when(close, fiveDays)
        .thenRecords(toReview, closed());
    },
  );

  test.each([
    ['of a P3', opened({ severity: 'P3', commander: alice })],
    ['of a drill', opened({ commander: alice, drill: { script: 'lunch-hour', startedAt: minute(0) } })],
  ])('%s needs no review', (_what, begun) => {
    given(begun, resolved()).when(close, fiveDays).thenRecords(closed());
  });

  test('is to be reviewed by whoever the incident falls to if there is no commander', () => {
    given(opened(), resolved())
      .when(close, fiveDays)
      .thenRecords({ ...toReview, owner: null }, closed());
  });

  test("has a review numbered after the close's action items", () => {
    given(opened({ commander: alice }), itemAdded(), resolved())
      .when({ ...close, untouched: ['actionItems'] }, fiveDays)
      .thenRecords({ ...toReview, item: 2 }, closed({ itemsApart: true }));
  });

  const reviewed = { type: 'action_item_done', item: 1, about: 'postmortem' } as const;
  const after = [opened({ commander: alice }), resolved(), toReview, closed()] as const;

  test('is reviewed once, by a command that everyone can give', () => {
    const complete = { type: 'complete_item', item: 1 } as const;
    given(...after)
      .when(complete)
      .thenRecords(reviewed);
    given(...after, reviewed)
      .when(complete)
      .thenRecords();
  });

  test('can be reviewed by someone else or on another day, and the review stays a review', () => {
    given(...after)
      .when({ type: 'edit_item', item: 1, line: line('', '<@U0BOB>', '2026-12-24') })
      .thenRecords({
        type: 'action_item_edited',
        item: 1,
        about: 'postmortem',
        owner: bobOwns,
        due: { kind: 'day', day: day('2026-12-24') },
      });
  });

  test('is to be reviewed again after a later close, by the current owner', () => {
    given(...after, reviewed, reopened(), resolved())
      .when(close, fiveDays)
      .thenRecords(
        { type: 'action_item_reopened', item: 1, due: toReview.due, atClose: true, about: 'postmortem' },
        closed({ itemsApart: true }),
      );
    given(...after, reopened(), resolved())
      .when(close, fiveDays)
      .thenRecords(
        { type: 'action_item_edited', item: 1, due: toReview.due, atClose: true, about: 'postmortem' },
        closed({ itemsApart: true }),
      );
    const again = {
      type: 'action_item_reopened',
      item: 1,
      due: { kind: 'day', day: day('2026-12-24') },
    } as const;
    expect(postmortemItem(incidentOf(...after, reviewed, again))).toMatchObject({
      owner: aliceOwns,
      due: again.due,
      state: { kind: 'open' },
    });
  });

  test("doesn't list its own review, and no review changes it", () => {
    expect(postmortemItem(incidentOf(...after))?.about).toBe('postmortem');
    expect(postmortem(record(after), plainName)).not.toContain('Review the postmortem');
    const owed = documentEffects(incidentOf(...after, reviewed), {
      incident: incident7,
      seq: 5,
      at: minute(5),
      by: byAlice,
      event: reviewed,
    });
    expect(owed).toEqual([]);
  });
});

test('Working days are counted across weekends, and from one', () => {
  const days = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map((from) =>
    workingDayAfter(day(from), 5),
  );
  expect(days).toEqual(['2026-11-27', '2026-11-27', '2026-11-27', '2026-11-30']);
  expect(workingDayAfter(day('2026-11-27'), 1)).toBe('2026-11-30');
});
