import { describe, expect, test } from 'vitest';
import { tallyOf } from '../../../../src/domain/figures/tally.ts';
import type { Command } from '../../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import type { Millis } from '../../../../src/domain/incident/ids.ts';
import { type TimeName, timesOf } from '../../../../src/domain/incident/times/times.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import { cancelled, closed, opened, reopened, resolved, updatePosted } from '../../support/events.ts';
import { byBob, minute } from '../../support/fixtures.ts';
import { given, incidentOf, type Past } from '../../support/given.ts';

const correct = (to: Partial<Record<TimeName, Millis>>): Command => ({ type: 'correct_times', to });
const corrected = (
  time: 'detected' | 'acknowledged' | 'mitigated',
  to: Millis,
  from: Millis | null = null,
): IncidentEvent => ({ type: 'time_corrected', time, from, to });
const at = (n: number, event: IncidentEvent): Past => ({ event, at: minute(n) });
const past: readonly Past[] = [
  opened({ commander: null }),
  at(5, updatePosted({ status: 'MONITORING' })),
  at(8, resolved()),
];

describe('the times that figures count from', () => {
  test('have a source, and the start has none where nobody said it', () => {
    expect(timesOf(incidentOf(...past))).toEqual({
      started: { at: minute(0), source: null },
      detected: { at: minute(0), source: 'person' },
      acknowledged: { at: null, source: null },
      mitigated: { at: minute(5), source: 'person' },
      resolved: { at: minute(8), source: 'person' },
    });
    const alert = { at: minute(-3), text: plainText('HTTP 503') };
    expect(timesOf(incidentOf(opened({ firstAlert: alert })))).toMatchObject({
      started: { at: minute(-3), source: 'alert' },
      detected: { source: 'probe' },
    });
  });

  test('have a start from whoever last said it: the first alert, or a person who moved that or entered another', () => {
    const alert = opened({ firstAlert: { at: minute(-3), text: plainText('HTTP 503') } });
    const moved = (of: number, when: Millis): IncidentEvent => ({ type: 'entry_edited', of, when });
    const sourceOf = (...past: Past[]) => timesOf(incidentOf(...past)).started;
    expect(sourceOf(alert, moved(1, minute(-5)))).toEqual({ at: minute(-5), source: 'alert' });
    expect(sourceOf(alert, moved(0, minute(-4)))).toEqual({ at: minute(-4), source: 'person' });
    expect(sourceOf(alert, moved(1, minute(-5)), moved(0, minute(-6))).source).toBe('person');
    const to = { type: 'start_corrected', from: minute(0), to: minute(-1) } as const;
    expect(sourceOf(opened(), to)).toEqual({ at: minute(-1), source: 'person' });
    expect(sourceOf(opened({ startedAt: minute(-1) })).source).toBe('person');
  });

  test('have no start after the declaration, whichever of the two was corrected last', () => {
    const startGiven = { type: 'start_corrected', from: minute(0), to: minute(-1) } as const;
    const moved = { type: 'entry_edited', of: 1, when: minute(-2) } as const;
    expect(incidentOf(opened(), startGiven, moved).startedAt).toBe(minute(-2));
    expect(incidentOf(at(-2, opened()), startGiven).startedAt).toBe(minute(-2));
  });

  test('are corrected together, also after the close, and only where they differ', () => {
    given(...past, at(9, closed()))
      .when(
        correct({
          started: minute(-10),
          detected: minute(-5),
          acknowledged: minute(1),
          mitigated: minute(3),
          resolved: minute(7),
        }),
      )
      .thenRecords(
        { type: 'start_corrected', from: minute(0), to: minute(-10) },
        corrected('detected', minute(-5), minute(0)),
        corrected('acknowledged', minute(1)),
        corrected('mitigated', minute(3), minute(5)),
        { type: 'entry_edited', of: 3, when: minute(7) },
      );
    given(...past)
      .when(correct({ mitigated: (minute(5) + 30_000) as Millis }))
      .thenRecords();
  });

  test.each<[string, Partial<Record<TimeName, Millis>>, RegExp, TimeName]>([
    [
      'mitigated before it started',
      { mitigated: minute(-1) },
      /^Mitigated \(13:59 UTC\) can't be before Started \(14:00 UTC\)/u,
      'mitigated',
    ],
    [
      'mitigated after it was resolved',
      { mitigated: minute(9) },
      /^Resolved .* before Mitigated/u,
      'mitigated',
    ],
    [
      'resolved before it was mitigated',
      { resolved: minute(3) },
      /^Resolved .* before Mitigated/u,
      'resolved',
    ],
    [
      'acknowledged before it was detected',
      { acknowledged: minute(-1) },
      /^Acknowledged .* before Detected/u,
      'acknowledged',
    ],
    ['detected after its declaration', { detected: minute(4) }, /was declared at 14:00 UTC, so/u, 'detected'],
    [
      'started after it was detected',
      { started: minute(-2), detected: minute(-5) },
      /^Detected .* before Started/u,
      'detected',
    ],
    [
      'started after its declaration',
      { started: minute(2) },
      /can't start after its declaration/u,
      'started',
    ],
    [
      'acknowledged in the future',
      { acknowledged: minute(30) },
      /^Acknowledged can't be in the future/u,
      'acknowledged',
    ],
  ])('cannot say that it was %s', (_, to, sentence, field) => {
    given(...past)
      .when(correct(to))
      .thenRefused(sentence, field);
  });

  test('have no resolution to correct before there is one, and none at all where it was no incident', () => {
    given(opened())
      .when(correct({ resolved: minute(5) }))
      .thenRefused(/INC-7 isn't resolved/u, 'resolved');
    given(opened(), cancelled())
      .when(correct({ acknowledged: minute(1) }))
      .thenRefused(/is cancelled/u);
  });

  test('move the resolution by the rules for its entry', () => {
    given(opened(), at(3, resolved()), at(6, reopened()), at(9, resolved()))
      .when(correct({ resolved: minute(5) }))
      .thenRefused(/can't come before entry #3/u, 'resolved');
    given(opened({ commander: null }), at(3, resolved()))
      .when(correct({ resolved: minute(2) }), { by: byBob })
      .thenRefused(/Only/u, 'resolved');
  });

  test('are those of the tally', () => {
    const incident = incidentOf(
      ...past,
      corrected('detected', minute(-5)),
      corrected('acknowledged', minute(2)),
      corrected('mitigated', minute(3)),
    );
    expect(tallyOf(incident)).toMatchObject({
      openedAt: minute(0),
      detectedAt: minute(-5),
      acknowledgedAt: minute(2),
      mitigatedAt: minute(3),
    });
  });
});
