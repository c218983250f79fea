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

describe('marking as a duplicate', () => {
  test.each([
    ['open', goesOn],
    ['resolved', goingOn(resolved())],
  ])('of one that is %s ends the incident, which names it', (_status, original) => {
    given(opened())
      .when(of(3), { originals: [original] })
      .thenRecords(markedDuplicate(3));
    expect(incidentOf(opened(), markedDuplicate(3))).toMatchObject({
      status: 'CANCELLED',
      cancellation: { kind: 'duplicate', original: 3 },
      nextUpdateAt: null,
    });
  });

  test('of itself is refused', () => {
    given(opened())
      .when(of(7), { originals: [incidentOf(opened())] })
      .thenRefused(/INC-7 is this incident\. Nothing was changed/);
  });

  test('of a number that nobody has declared is refused', () => {
    given(opened())
      .when(of(99))
      .thenRefused(/There's no incident INC-99/);
  });

  test('of one that is itself a duplicate is refused with the one that goes on', () => {
    given(opened())
      .when(of(4), { originals: [duplicateOf(4, 5), duplicateOf(5, 3), goesOn] })
      .thenRefused(/INC-4 is itself a duplicate\. Nothing was changed\. Run .* duplicate INC-3 instead\./);
  });

  test('of one that is itself a duplicate of this one is refused, for neither would go on', () => {
    given(opened())
      .when(of(4), { originals: [duplicateOf(4, 5), duplicateOf(5, 7), incidentOf(opened())] })
      .thenRefused(/INC-4 is itself a duplicate of this incident.*reopen it first/);
  });

  test('of one that is closed is refused, for its postmortem stands there', () => {
    given(opened())
      .when(of(3), { originals: [goingOn(resolved(), closed())] })
      .thenRefused(/INC-3 is closed and has its postmortem\. Nothing was changed\. Reopen INC-3 first/);
  });

  test('of one that was cancelled is refused', () => {
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

  test('what is a duplicate already is refused with where it goes on', () => {
    given(opened(), markedDuplicate(3))
      .when({ type: 'add_note', text: opened().title, when: null })
      .thenRefused(/INC-7 is a duplicate of INC-3\. Nothing was changed\. Continue there/);
  });

  test('what is closed is refused, for its postmortem stands there', () => {
    given(opened(), resolved(), closed())
      .when(of(3), { originals: [goesOn] })
      .thenRefused(/INC-7 is closed and has its postmortem/);
  });

  test('is undone by a reopening', () => {
    expect(originalOf(incidentOf(opened(), markedDuplicate(3), reopened()))).toBeNull();
  });
});

describe('what an incident is a duplicate of in the end', () => {
  const find =
    (...all: readonly Incident[]) =>
    (id: IncidentId): Incident | null =>
      all.find((one) => one.id === id) ?? null;

  test('is the last of those that name one another', () => {
    const all = find(duplicateOf(4, 5), duplicateOf(5, 3), goesOn);
    expect(originals(numbered(4), all).map(({ id }) => id)).toEqual([4, 5, 3]);
  });

  test('is looked for once around a circle, which no command makes', () => {
    const all = find(duplicateOf(4, 5), duplicateOf(5, 4));
    expect(originals(numbered(4), all).map(({ id }) => id)).toEqual([4, 5]);
  });

  test('ends where one cannot be read', () => {
    expect(originals(numbered(4), find(duplicateOf(4, 5))).map(({ id }) => id)).toEqual([4]);
    expect(originals(incident7, find())).toEqual([]);
  });
});
