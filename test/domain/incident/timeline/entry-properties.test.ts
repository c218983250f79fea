import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../../../src/domain/evolve/evolve.ts';
import { isEntry } from '../../../../src/domain/incident/entry.ts';
import { isEntryEvent, type Recorded } from '../../../../src/domain/incident/events/events.ts';
import type { Incident } from '../../../../src/domain/incident/incident.ts';
import { chartData } from '../../../../src/domain/records/incident-chart.ts';
import { postmortem } from '../../../../src/domain/records/postmortem.ts';
import { timeline, wholeTimeline } from '../../../../src/domain/records/timeline.ts';
import { story } from '../../support/actions.ts';
import { withoutRecorded } from '../../support/entries.ts';
import { type Correction, corrected, correction, moved } from './support/corrections.ts';

const named = (user: string) => user;

/** The record as it would be had it been right from the start: moved and reworded where it was written. */
function rightFromTheStart({
  record,
  incident,
}: {
  record: readonly Recorded[];
  incident: Incident;
}): Recorded[] {
  return record
    .filter(({ event }) => !isEntryEvent(event))
    .map((one) => {
      const { text: words = null, when = null } = incident.entries.corrections.get(one.seq) ?? {};
      const { event } = one;
      if (event.type === 'note_added')
        return { ...one, event: { ...event, text: words?.value ?? event.text, when: when ?? event.when } };
      const at = when ?? one.at;
      return event.type === 'severity_changed' && words
        ? { ...one, at, event: { ...event, why: words.value || null } }
        : { ...one, at };
    });
}

/** These say how long something took from then on, or have their time from Slack: moved, they say it as they did. */
const ownTimes = new Set([
  'message_captured',
  'snoozed',
  'update_posted',
  'recovered',
  'start_corrected',
  'time_corrected',
]);
const reworded = new Set(['note_added', 'severity_changed']);

/** Whether all corrections are such that the test can make the same record by hand. */
const canBeMade = ({ record }: { record: readonly Recorded[] }): boolean =>
  record.every(({ event }) => {
    if (event.type !== 'entry_edited') return true;
    const about = record.find(({ seq }) => seq === event.of)?.event.type ?? '';
    return (
      (event.when === undefined || !ownTimes.has(about)) && (event.text === undefined || reworded.has(about))
    );
  });

describe('Any sequence of corrections', () => {
  const each = (
    check: (played: ReturnType<typeof corrected>) => void,
    corrections: fc.Arbitrary<Correction> = correction,
  ): void => {
    fc.assert(
      fc.property(story, fc.array(corrections, { maxLength: 12 }), (actions, made) => {
        check(corrected(actions, made));
      }),
      { numRuns: 200 },
    );
  };

  test('leaves earlier records and all numbers unchanged', () => {
    let looked = 0;
    each(({ before, record }) => {
      expect(record.slice(0, before.length)).toEqual(before);
      const numbers = (events: readonly Recorded[]) =>
        wholeTimeline(events, named).map(({ number }) => number);
      expect(numbers(record).toSorted((a, b) => a - b)).toEqual(numbers(before).toSorted((a, b) => a - b));
      looked += record.filter(({ event }) => isEntryEvent(event)).length;
    });
    expect(looked).toBeGreaterThan(100);
  });

  test('changes no status, and hides only what it was told to hide', () => {
    each(({ incident, record, before }) => {
      expect(incident.status).toBe(fold(before)?.status);
      const hidden = [...incident.entries.corrections].filter(([, { hidden: why }]) => why.length > 0);
      expect(timeline(record, named)).toHaveLength(wholeTimeline(record, named).length - hidden.length);
    });
  });

  test('leads to the same postmortem and chart as a record that was right from the start', () => {
    let looked = 0;
    each(
      (played) => {
        if (!canBeMade(played)) return;
        const hidden = [...played.incident.entries.corrections.values()].some(
          ({ hidden: why }) => why.length > 0,
        );
        if (hidden) return;
        const right = rightFromTheStart(played);
        const read = (record: readonly Recorded[]) => withoutRecorded(postmortem(record, named) ?? '');
        expect(read(played.record)).toBe(read(right));
        expect(chartData(played.record, played.incident.startedAt)).toEqual(
          chartData(right, played.incident.startedAt),
        );
        const { startedAt, resolvedAt, closedAt, acknowledgedAt } = played.incident;
        expect({ startedAt, resolvedAt, closedAt, acknowledgedAt }).toEqual({
          startedAt: fold(right)?.startedAt,
          resolvedAt: fold(right)?.resolvedAt,
          closedAt: fold(right)?.closedAt,
          acknowledgedAt: fold(right)?.acknowledgedAt,
        });
        looked += played.record.some(({ event }) => event.type === 'entry_edited') ? 1 : 0;
      },
      fc.oneof({ weight: 6, arbitrary: moved }, { weight: 1, arbitrary: correction }),
    );
    expect(looked).toBeGreaterThan(20);
  });

  test('corrects timeline lines: every entry is one, and nothing else is', () => {
    each(({ before, incident }) => {
      const lines = wholeTimeline(before, named).map(({ number }) => number);
      expect(new Set(lines)).toEqual(
        new Set(before.filter(({ event }) => isEntry(event)).map(({ seq }) => seq)),
      );
      expect(incident.entries.recorded.keys()).toEqual(lines.toSorted((a, b) => a - b));
    });
  });
});
