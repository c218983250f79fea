import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../src/domain/incident/events/events.ts';
import { closed, opened, resolved } from '../support/events.ts';
import { byBot } from '../support/fixtures.ts';
import { given, incidentOf } from '../support/given.ts';

const failed = { effect: 'pin_headline', why: 'no permission to pin', todo: 'Add the scope pins:write.' };
const report: Command = { type: 'report_setback', ...failed };
const setback: IncidentEvent = { type: 'setback', ...failed };

describe('A setback', () => {
  test('is recorded with what a person can do', () => {
    given(opened()).when(report, { by: byBot }).thenRecords(setback);
  });

  test("is recorded after the close too, because someone must learn that the postmortem didn't arrive", () => {
    given(opened(), resolved(), closed()).when(report, { by: byBot }).thenRecords(setback);
  });

  test('that happens again is recorded again, even if the record already has the same', () => {
    given(opened(), setback).when(report, { by: byBot }).thenRecords(setback);
  });

  test('leaves the incident as it was', () => {
    expect(incidentOf(opened(), setback)).toEqual({ ...incidentOf(opened()), seq: 2 });
  });
});
