import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/domain/commands.ts';
import type { IncidentEvent } from '../../src/domain/events.ts';
import type { UserId } from '../../src/domain/ids.ts';
import { closed, opened, resolved } from './support/events.ts';
import { alice, bob, byBot } from './support/fixtures.ts';
import { given, incidentOf } from './support/given.ts';

const said = { effect: 'pin_headline', why: 'no permission to pin', todo: 'Add the scope pins:write.' };
const report: Command = { type: 'report_setback', ...said };
const setback: IncidentEvent = { type: 'setback', ...said };

describe('a setback', () => {
  test('is recorded with what a person can do', () => {
    given(opened()).when(report, { by: byBot }).thenRecords(setback);
  });

  test('is recorded after the close too: somebody must hear that the postmortem did not arrive', () => {
    given(opened(), resolved(), closed()).when(report, { by: byBot }).thenRecords(setback);
  });

  test('of the same effect for the same reason is told once', () => {
    given(opened(), setback).when(report, { by: byBot }).thenRecords();
  });

  test('for another reason is told again', () => {
    given(opened(), setback)
      .when({ ...report, why: 'the channel is archived' }, { by: byBot })
      .thenRecords({ ...setback, why: 'the channel is archived' });
  });

  test('for another person is told too, and of the same one once', () => {
    const forUser = (user: UserId) => ({ ...said, effect: 'invite', user });
    const first: IncidentEvent = { type: 'setback', ...forUser(alice) };
    given(opened(), first)
      .when({ type: 'report_setback', ...forUser(bob) }, { by: byBot })
      .thenRecords({ type: 'setback', ...forUser(bob) });
    given(opened(), first)
      .when({ type: 'report_setback', ...forUser(alice) }, { by: byBot })
      .thenRecords();
  });

  test('leaves the incident as it was', () => {
    const { setbacks, ...incident } = incidentOf(opened(), setback);
    const { setbacks: _, ...before } = incidentOf(opened());
    expect(incident).toEqual({ ...before, seq: 2 });
    expect(setbacks.keys()).toEqual(['pin_headline: no permission to pin']);
  });
});
