import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/domain/incident/commands.ts';
import type { EventOf, IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import type { Diagnosis } from '../../../src/domain/triage/diagnosis.ts';
import { checkedAgain, diagnosed, healthy, outage } from '../support/diagnoses.ts';
import { closed, opened, reopened, resolved, severityChanged } from '../support/events.ts';
import { byBot, minute, ts } from '../support/fixtures.ts';
import { given, incidentOf, type Past } from '../support/given.ts';

const run = (diagnosis: Diagnosis, asked = false): Command => ({
  type: 'record_diagnosis',
  diagnosis,
  asked,
});
const order = { by: byBot, at: minute(10) };
const allWell = { leaf: healthy.leaf, owner: 'nobody', cause: healthy.cause } as const;
const well = (at: number): Past => ({
  event: checkedAgain(allWell),
  at: minute(at),
});
const found = (diagnosis: Diagnosis, more: Partial<EventOf<'diagnosed'>> = {}): EventOf<'diagnosed'> => ({
  ...diagnosed(diagnosis),
  nextCheckAt: minute(12),
  ...more,
});
const measured = (more: Partial<EventOf<'checked'>> = {}): EventOf<'checked'> =>
  checkedAgain({ sample: { ms: null, failed: 0, total: 0 }, nextCheckAt: minute(12), ...more });
const recovered = (since: number): IncidentEvent => ({ type: 'recovered', since: minute(since) });

/** The diagnosis, which is event 2, stands in the channel. */
const posted: IncidentEvent = { type: 'diagnosis_posted', of: 2, ts: ts('5.1') };

describe('A repeated run of the checks', () => {
  test('with the same verdict is one more measurement, and says when the next one is', () => {
    given(opened(), diagnosed()).when(run(outage), order).thenRecords(measured());
  });

  test('measures what the requests to the API observed', () => {
    const sample = { ms: 340, failed: 1, total: 6 };
    given(opened(), diagnosed())
      .when(run({ ...outage, sample }), order)
      .thenRecords(measured({ sample }));
  });

  test('with another verdict is a new diagnosis', () => {
    given(opened(), diagnosed()).when(run(healthy), order).thenRecords(found(healthy));
    given(opened(), diagnosed(), posted).when(run(healthy), order).thenRecords(found(healthy));
  });

  test('that is healthy in other words is one more measurement', () => {
    const again = { ...healthy, leaf: 'recovered' };
    given(opened(), diagnosed(), posted, diagnosed(again))
      .when(run(healthy), order)
      .thenRecords(measured(allWell));
  });

  test('that someone asked for is a new diagnosis, whatever the verdict', () => {
    given(opened(), diagnosed())
      .when(run(outage, true), order)
      .thenRecords(found(outage, { changed: false, asked: true }));
  });

  test("comes within the current severity's interval", () => {
    given(opened(), diagnosed(), severityChanged({ to: 'P3' }))
      .when(run(outage), order)
      .thenRecords(measured({ nextCheckAt: minute(24) }));
  });

  test('that ends after the incident is followed by none', () => {
    given(opened(), diagnosed(), resolved())
      .when(run(outage), order)
      .thenRecords(measured({ nextCheckAt: null }));
    given(opened(), diagnosed(), resolved(), closed()).when(run(outage), order).thenRecords();
  });

  test("of an earlier version took over the previous diagnosis's message", () => {
    const { diagnoses } = incidentOf(opened(), diagnosed(), posted, found(healthy, { inPlace: true }));
    expect([...diagnoses].map(([seq, entry]) => [seq, entry.ts])).toEqual([[4, '5.1']]);
  });

  test('is remembered, up to the latest 60', () => {
    const runs = Array.from({ length: 70 }, (_, i): Past => ({ event: checkedAgain(), at: minute(i) }));
    const { checks } = incidentOf(opened(), ...runs);
    expect(checks).toHaveLength(60);
    expect([checks[0]?.at, checks.at(-1)?.at]).toEqual([minute(10), minute(69)]);
  });
});

describe('A recovery', () => {
  const since4 = [opened(), diagnosed(), { event: diagnosed(healthy), at: minute(4) }, well(6)];

  test('is the third healthy run in a row after a problem, counted from the first', () => {
    given(...since4)
      .when(run(healthy), order)
      .thenRecords(measured(allWell), recovered(4));
  });

  test("isn't the second healthy run yet", () => {
    given(opened(), diagnosed(), { event: diagnosed(healthy), at: minute(4) })
      .when(run(healthy), order)
      .thenRecords(measured(allWell));
  });

  test('is reported once', () => {
    given(...since4, well(8), recovered(4))
      .when(run(healthy), order)
      .thenRecords(measured(allWell));
  });

  test.each([
    ['a problem', outage],
    ['one that cannot tell', { ...outage, owner: 'unknown' as const }],
  ])('starts over after %s', (_name, between) => {
    given(...since4, diagnosed(between), diagnosed(healthy))
      .when(run(healthy), order)
      .thenRecords(measured(allWell));
  });

  test('needs a problem that the checks had seen', () => {
    given(opened(), diagnosed(healthy), well(6)).when(run(healthy), order).thenRecords(measured(allWell));
  });

  test("of an incident that is over isn't reported", () => {
    given(...since4, resolved())
      .when(run(healthy), order)
      .thenRecords(measured({ ...allWell, nextCheckAt: null }));
  });

  test('of a reopened incident is reported again, after as many healthy runs as before', () => {
    const past = [...since4, well(8), recovered(4), resolved(), reopened(), well(8)];
    given(...past)
      .when(run(healthy), order)
      .thenRecords(measured(allWell));
    given(...past, well(9))
      .when(run(healthy), order)
      .thenRecords(measured(allWell), recovered(8));
    given(...past, diagnosed(), { event: diagnosed(healthy), at: minute(8) }, well(9))
      .when(run(healthy), order)
      .thenRecords(measured(allWell), recovered(8));
  });
});
