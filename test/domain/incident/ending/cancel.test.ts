import { describe, expect, test } from 'vitest';
import type { Command } from '../../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import { degradedPeriods } from '../../../../src/domain/records/degraded-periods.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import { cancelled, closed, opened, reopened, resolved, updatePosted } from '../../support/events.ts';
import { byBot, minute, start } from '../../support/fixtures.ts';
import { given, incidentOf } from '../../support/given.ts';

const cancel = (why: string | null = null): Extract<Command, { type: 'cancel' }> => ({
  type: 'cancel',
  reason: 'false_alarm',
  why: why === null ? null : plainText(why),
});

describe('Cancelling', () => {
  test.each<[string, IncidentEvent[]]>([
    ['being investigated', []],
    ['monitored', [updatePosted({ status: 'MONITORING' })]],
    ['resolved', [resolved()]],
  ])('an incident that is %s records the reason and the words', (_status, past) => {
    given(opened(), ...past)
      .when(cancel('A test alert'))
      .thenRecords(cancelled({ why: plainText('A test alert') }));
  });

  test('is refused on a closed incident, because it has its postmortem', () => {
    given(opened(), resolved(), closed())
      .when(cancel())
      .thenRefused(/INC-7 is closed and has its postmortem\. Nothing was changed\..*reopen` first/);
  });

  test('is refused on a cancelled incident, with what to do instead', () => {
    given(opened(), cancelled())
      .when(cancel())
      .thenRefused(/INC-7 is cancelled\. Nothing was changed.*click Reopen/);
  });

  test('is refused on the field if the reason has more than 3,000 characters', () => {
    given(opened())
      .when(cancel('x'.repeat(3_001)))
      .thenRefused(/3001/, 'why');
  });

  test('ends update deadlines and checks', () => {
    expect(incidentOf(opened(), { event: cancelled(), at: minute(20) })).toMatchObject({
      status: 'CANCELLED',
      nextUpdateAt: null,
      remindAt: null,
      nextCheckAt: null,
      resolvedAt: null,
      closedAt: null,
      cancellation: { at: minute(20), reason: 'false_alarm', why: null },
    });
  });

  test('is undone by a reopening, which sets new deadlines', () => {
    given(opened(), cancelled())
      .when({ type: 'reopen', why: null }, { at: minute(100) })
      .thenRecords(reopened({ nextUpdateAt: minute(130) }));
    expect(incidentOf(opened(), cancelled(), reopened())).toMatchObject({
      status: 'INVESTIGATING',
      cancellation: null,
      nextUpdateAt: minute(130),
    });
  });

  test("doesn't count the time while cancelled as degraded", () => {
    const periods = degradedPeriods(
      incidentOf(
        opened(),
        { event: cancelled(), at: minute(20) },
        { event: reopened(), at: minute(50) },
        { event: resolved(), at: minute(60) },
      ),
    );
    expect(periods).toEqual([
      { from: start, to: minute(20) },
      { from: minute(50), to: minute(60) },
    ]);
  });

  test('a resolved incident adds no degraded time', () => {
    const periods = degradedPeriods(
      incidentOf(opened(), { event: resolved(), at: minute(20) }, { event: cancelled(), at: minute(50) }),
    );
    expect(periods).toEqual([{ from: start, to: minute(20) }]);
  });
});

describe('A cancellation that is submitted again with other values', () => {
  const first = cancel('A test alert');
  const earlier = { submitted: first, seq: 2 };

  test('corrects the reason', () => {
    given(opened(), cancelled())
      .when({ ...first, reason: 'mistake' }, { earlier })
      .thenRecords({
        type: 'cancellation_corrected',
        reason: 'mistake',
        why: plainText('A test alert'),
      });
  });

  test('changes nothing that it left unchanged', () => {
    given(opened(), cancelled()).when(first, { earlier }).thenRecords();
  });

  test('is refused if the incident was reopened since', () => {
    given(opened(), cancelled(), reopened())
      .when({ ...first, reason: 'mistake' }, { earlier })
      .thenRefused(/INC-7 was reopened by .+ after this form was submitted\. Nothing was changed/);
  });

  test('shows the corrected reason', () => {
    const corrected: IncidentEvent = { ...cancelled({ reason: 'not_ours' }), type: 'cancellation_corrected' };
    expect(
      incidentOf(opened(), { event: cancelled(), at: minute(20) }, corrected).cancellation,
    ).toMatchObject({
      at: minute(20),
      reason: 'not_ours',
    });
  });
});

describe('The source of an incident', () => {
  const firstAlert = { at: start, text: plainText("Intercom's API returns 503") };

  test('is monitoring if it was declared from a suggestion', () => {
    expect(incidentOf(opened({ firstAlert })).noticedBy).toBe('watch');
  });

  test('is a person otherwise', () => {
    expect(incidentOf(opened()).noticedBy).toBe('person');
  });
});

test('a form of another incident that the bot cancelled names nobody', () => {
  given(opened(), { event: cancelled(), by: byBot })
    .when({ type: 'resolve', fix: plainText('Other words') }, { earlier: { submitted: null, seq: 1 } })
    .thenRefused(/INC-7 was cancelled after this form was submitted.*if it is an incident after all/);
});
