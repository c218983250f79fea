import { describe, expect, test } from 'vitest';
import { originals } from '../../../../src/domain/decide/ending/decide-duplicate.ts';
import { originalOf } from '../../../../src/domain/incident/ending/cancellation.ts';
import { type IncidentId, incidentIdSchema } from '../../../../src/domain/incident/ids.ts';
import type { Incident } from '../../../../src/domain/incident/incident.ts';
import { cancelled, closed, markedDuplicate, opened, reopened, resolved } from '../../support/events.ts';
import { incident7, minute } from '../../support/fixtures.ts';
import { given, incidentOf } from '../../support/given.ts';
import { goesOn, goingOn } from '../../support/goes-on.ts';

const numbered = (n: number): IncidentId => incidentIdSchema.parse(n);
const of = (n: number) => ({ type: 'mark_duplicate', original: numbered(n) }) as const;
const duplicateOf = (id: number, original: number): Incident => ({
  ...incidentOf(opened(), markedDuplicate(original)),
  id: numbered(id),
});

describe('mark_duplicate', () => {
  test.each([
    ['open', goesOn],
    ['resolved', goingOn(resolved())],
  ])('ends an incident that is %s, which names its original', (_status, original) => {
    given(opened())
      .when(of(3), { originals: [original] })
      .thenRecords(markedDuplicate(3));
    expect(incidentOf(opened(), markedDuplicate(3))).toMatchObject({
      status: 'CANCELLED',
      cancellation: { kind: 'duplicate', original: 3 },
      nextUpdateAt: null,
    });
  });

  test('refuses the incident itself', () => {
    given(opened())
      .when(of(7), { originals: [incidentOf(opened())] })
      .thenRefused(/INC-7 is this incident\. Nothing was changed/);
  });

  test('refuses a number that nobody has declared', () => {
    given(opened())
      .when(of(99))
      .thenRefused(/There's no incident INC-99/);
  });

  test('refuses a duplicate as the original, and names the incident that continues', () => {
    given(opened())
      .when(of(4), { originals: [duplicateOf(4, 5), duplicateOf(5, 3), goesOn] })
      .thenRefused(/INC-4 is itself a duplicate\. Nothing was changed\. Run .* duplicate INC-3 instead\./);
  });

  test('refuses a duplicate of this incident, because neither would continue', () => {
    given(opened())
      .when(of(4), { originals: [duplicateOf(4, 5), duplicateOf(5, 7), incidentOf(opened())] })
      .thenRefused(/INC-4 is itself a duplicate of this incident.*reopen it first/);
  });

  test('refuses a closed original, because its postmortem is final', () => {
    given(opened())
      .when(of(3), { originals: [goingOn(resolved(), closed())] })
      .thenRefused(/INC-3 is closed and has its postmortem\. Nothing was changed\. Reopen INC-3 first/);
  });

  test('refuses a cancelled original', () => {
    given(opened())
      .when(of(3), { originals: [goingOn(cancelled())] })
      .thenRefused(/INC-3 was cancelled\. Nothing was changed/);
  });

  test.each([
    [
      'a drill',
      'of a real one',
      opened({ drill: { script: 'x', startedAt: minute(0) } }),
      goesOn,
      'INC-7 is a drill and INC-3 is real',
    ],
    [
      'a real one',
      'of a drill',
      opened(),
      { ...goesOn, drill: { script: 'x', startedAt: minute(0), partsTold: 0 } },
      'INC-3 is a drill and INC-7 is real',
    ],
  ])('%s %s is refused', (_one, _other, begins, original, sentence) => {
    given(begins)
      .when(of(3), { originals: [original] })
      .thenRefused(new RegExp(sentence));
  });

  test('refuses an incident that is already a duplicate, and names its original', () => {
    given(opened(), markedDuplicate(3))
      .when({ type: 'add_note', text: opened().title, when: null })
      .thenRefused(/INC-7 is a duplicate of INC-3\. Nothing was changed\. Continue there/);
  });

  test('refuses a closed incident, because its postmortem is final', () => {
    given(opened(), resolved(), closed())
      .when(of(3), { originals: [goesOn] })
      .thenRefused(/INC-7 is closed and has its postmortem/);
  });

  test('is undone by a reopening', () => {
    expect(originalOf(incidentOf(opened(), markedDuplicate(3), reopened()))).toBeNull();
  });
});

describe('The incident at the end of a chain of duplicates', () => {
  const find =
    (...all: readonly Incident[]) =>
    (id: IncidentId): Incident | null =>
      all.find((one) => one.id === id) ?? null;

  test('is the last of those that name one another', () => {
    const all = find(duplicateOf(4, 5), duplicateOf(5, 3), goesOn);
    expect(originals(numbered(4), all).map(({ id }) => id)).toEqual([4, 5, 3]);
  });

  test('is searched once around a circle, which no command creates', () => {
    const all = find(duplicateOf(4, 5), duplicateOf(5, 4));
    expect(originals(numbered(4), all).map(({ id }) => id)).toEqual([4, 5]);
  });

  test("is unknown if one in between can't be read", () => {
    expect(originals(numbered(4), find(duplicateOf(4, 5))).map(({ id }) => id)).toEqual([4]);
    expect(originals(incident7, find())).toEqual([]);
  });
});
