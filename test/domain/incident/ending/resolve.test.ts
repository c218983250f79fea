import { describe, expect, test } from 'vitest';
import type { Command } from '../../../../src/domain/incident/commands.ts';
import type { IncidentEvent } from '../../../../src/domain/incident/events/events.ts';
import { plainText } from '../../../../src/domain/text/text.ts';
import { closed, opened, reopened, resolved } from '../../support/events.ts';
import { minute } from '../../support/fixtures.ts';
import { given, incidentOf } from '../../support/given.ts';

const resolve = (fix: string | null = null): Command => ({
  type: 'resolve',
  fix: fix === null ? null : plainText(fix),
});

describe('Resolving', () => {
  test('records what fixed it', () => {
    given(opened()).when(resolve('Rolled back')).thenRecords(resolved('Rolled back'));
  });

  test('is possible without saying what fixed it', () => {
    given(opened()).when(resolve()).thenRecords(resolved());
  });

  test('is refused on the field if the fix has more than 3,000 characters', () => {
    given(opened())
      .when(resolve('x'.repeat(3_001)))
      .thenRefused(/3001/, 'fix');
  });

  test.each<[string, IncidentEvent[]]>([
    ['resolved', [resolved()]],
    ['closed', [resolved(), closed()]],
  ])('an incident that is %s is refused with the way out', (status, past) => {
    given(opened(), ...past)
      .when(resolve())
      .thenRefused(new RegExp(`INC-7 is ${status}.*click Reopen`));
  });

  test('ends the promised updates', () => {
    expect(incidentOf(opened(), { event: resolved('Rolled back'), at: minute(50) })).toMatchObject({
      status: 'RESOLVED',
      resolvedAt: minute(50),
      nextUpdateAt: null,
      fix: 'Rolled back',
    });
  });

  test('again after a reopening starts counting again', () => {
    const past = [
      opened(),
      { event: resolved(), at: minute(50) },
      { event: reopened(), at: minute(60) },
      { event: resolved(), at: minute(90) },
    ];
    expect(incidentOf(...past)).toMatchObject({ status: 'RESOLVED', resolvedAt: minute(90) });
  });
});
