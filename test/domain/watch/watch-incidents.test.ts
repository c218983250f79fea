import { describe, expect, test } from 'vitest';
import { only, open } from '../support/answers.ts';
import { healthy } from '../support/diagnoses.ts';
import { incident7, minute } from '../support/fixtures.ts';
import { foundAt } from '../support/verdicts.ts';
import { checked, Watching } from '../support/watching.ts';

const p1 = foundAt('failing_posted');
const p2 = foundAt('api_slow');
const p3 = foundAt('search_slow');
const ours = foundAt('own_quota');

describe('While an incident is open, monitoring', () => {
  test('counts nothing: what is new afterwards begins with its own check', () => {
    const watching = new Watching();
    for (let m = 0; m <= 180; m += 1) watching.check(p2, minute(m), incident7);
    watching.check(p1, minute(181));
    expect(watching.episodes).toEqual([]);
    watching.check(p1, minute(182));
    expect(only(watching.episodes).firstBadAt).toBe(minute(181));
  });

  test('forgets a first bad check from before', () => {
    const watching = checked(p1);
    watching.check(healthy, minute(2), incident7);
    watching.check(p1, minute(3));
    expect(watching.episodes).toEqual([]);
  });

  test('ends a pending suggestion, and names the incident', () => {
    const watching = checked(p1, p1);
    watching.check(p1, minute(3), incident7);
    expect(only(watching.episodes).answer).toEqual({ kind: 'overtaken', incident: incident7 });
  });
});

describe('After an incident, monitoring', () => {
  const atWork = (...found: (typeof p1)[]): Watching => {
    const watching = new Watching();
    for (const [i, diagnosis] of found.entries()) watching.check(diagnosis, minute(i + 1), incident7);
    return watching;
  };
  const goesOn = (watching: Watching, found: typeof p1, from = 60, to = 360): void => {
    for (let m = from; m < to; m += 1) watching.check(found, minute(m));
  };

  test.each([
    ['the same', p1],
    ['milder', p3],
    ['less clear', foundAt('unreachable_unposted')],
  ])("doesn't suggest what continues %s, for hours", (_how, next) => {
    const watching = atWork(p1, p1);
    goesOn(watching, next, 3);
    expect(watching.episodes).toEqual([]);
  });

  test("doesn't suggest a continuing problem whose incident came and went between two checks", () => {
    const watching = checked(p1, p1);
    open(watching);
    goesOn(watching, p1, 30);
    expect(watching.waiting).toEqual([]);
  });

  test.each([
    ['got worse since, and says from what', p3, p1, 'P3'],
    ['is another trouble', p1, ours, null],
    ['names whose it is', foundAt('unreachable_unposted'), p1, null],
  ])('suggests what %s', (_what, before, next, worseThan) => {
    const watching = atWork(before, before);
    goesOn(watching, next, 3);
    expect(only(watching.waiting)).toMatchObject({ diagnosis: { leaf: next.leaf }, worseThan });
  });

  test("compares with the incident's last verdict, not its worst", () => {
    const watching = atWork(p1, p1, p3, p3);
    goesOn(watching, p1, 5);
    expect(only(watching.waiting).worseThan).toBe('P3');
  });

  test("doesn't treat what one check showed at the end as handled", () => {
    const watching = atWork(ours, ours, p1);
    goesOn(watching, p1, 4);
    expect(only(watching.waiting).firstBadAt).toBe(minute(4));
  });

  test.each([
    ['was well when the incident ended', [p1, p1, healthy], []],
    ['was well once since', [p1, p1], [healthy]],
  ])('suggests what %s and is back', (_how, during, since) => {
    const watching = atWork(...during);
    for (const found of since) watching.check(found, minute(9));
    goesOn(watching, p1, 10);
    expect(only(watching.waiting).firstBadAt).toBe(minute(10));
  });

  test('suggests a problem that was healthy and is back, though its incident came and went between two checks', () => {
    const watching = checked(p1, p1);
    open(watching);
    watching.check(healthy, minute(8));
    goesOn(watching, p1, 10);
    expect(only(watching.waiting)).toMatchObject({ firstBadAt: minute(10), cameBackAt: null });
  });
});
