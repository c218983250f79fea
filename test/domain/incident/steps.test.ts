import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/domain/incident/commands.ts';
import { latestDiagnosis } from '../../../src/domain/incident/diagnoses.ts';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { diagnosed, healthy, outage } from '../support/diagnoses.ts';
import { closed, opened, resolved } from '../support/events.ts';
import { byAlice, byBob, minute } from '../support/fixtures.ts';
import { given, incidentOf } from '../support/given.ts';

const tick = (step: string, done = true, of = 2): Command => ({ type: 'tick_step', of, step, done });
const ticked = (done = true): IncidentEvent => ({
  type: 'step_ticked',
  of: 2,
  step: 'serve_cache',
  title: 'Serve the stale cache',
  done,
});

describe('A mitigation step', () => {
  test('is ticked with the text it had', () => {
    given(opened(), diagnosed()).when(tick('serve_cache')).thenRecords(ticked());
  });

  test('that is ticked a second time changes nothing', () => {
    given(opened(), diagnosed(), ticked()).when(tick('serve_cache')).thenRecords();
  });

  test('can be unticked, once', () => {
    given(opened(), diagnosed(), ticked()).when(tick('serve_cache', false)).thenRecords(ticked(false));
    given(opened(), diagnosed()).when(tick('serve_cache', false)).thenRecords();
  });

  test.each([
    ['a step that is not on the list', tick('reboot')],
    ['a diagnosis that is not there', tick('serve_cache', true, 99)],
    ['a step of another diagnosis', tick('serve_cache', true, 3)],
  ])('of %s is refused, with how to get a fresh list', (_name, command) => {
    given(opened(), diagnosed(), diagnosed(healthy))
      .when(command)
      .thenRefused(/isn't part of this incident\. Run triage again/);
  });

  test('is refused on a closed incident', () => {
    given(opened(), diagnosed(), resolved(), closed())
      .when(tick('serve_cache'))
      .thenRefused(/closed/);
  });

  test('shows who ticked it and when', () => {
    const past = [opened(), diagnosed(), { event: ticked(), at: minute(9), by: byBob }];
    expect(incidentOf(...past).diagnoses.get(2)?.ticks).toEqual(
      new Map([['serve_cache', { by: byBob, at: minute(9) }]]),
    );
  });

  test("shows nobody once it's unticked", () => {
    const past = [opened(), diagnosed(), { event: ticked(), by: byAlice }, ticked(false)];
    expect(incidentOf(...past).diagnoses.get(2)?.ticks.size).toBe(0);
  });
});

describe('A ticked step', () => {
  const step = (id: string) => ({ id, title: id, commands: [], otherwise: null });
  const first = { ...outage, steps: [step('keep'), step('drop')] };
  const tickOf = (id: string): IncidentEvent => ({
    type: 'step_ticked',
    of: 2,
    step: id,
    title: id,
    done: true,
  });

  test('is still ticked on the next diagnosis if that has the same step', () => {
    const incident = incidentOf(
      opened(),
      diagnosed(first),
      tickOf('keep'),
      tickOf('drop'),
      diagnosed({ ...outage, steps: [step('keep'), step('new')] }),
    );
    expect([...(latestDiagnosis(incident)?.ticks.keys() ?? [])]).toEqual(['keep']);
  });
});
