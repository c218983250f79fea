import { describe, expect, test } from 'vitest';
import type { Millis } from '../../../src/domain/incident/ids.ts';
import { calmAfter, newWatch, watched } from '../../../src/domain/watch/watch.ts';
import { dismiss, only } from '../support/answers.ts';
import { healthy } from '../support/diagnoses.ts';
import { minute } from '../support/fixtures.ts';
import { foundAt } from '../support/verdicts.ts';
import { checked } from '../support/watching.ts';

const p1 = foundAt('failing_posted');
const p2 = foundAt('api_slow');
const ours = foundAt('own_quota');
const elsewhere = foundAt('posted_other_region');
const unclear = foundAt('cannot_tell');

describe('Monitoring', () => {
  test.each([
    ['one bad check', [p1, healthy]],
    ['bad checks with good ones between them', [p1, healthy, p1, healthy, p1]],
    ['two checks that cannot tell', [unclear, unclear, p1]],
    ['trouble that is posted for other regions only', [elsewhere, elsewhere, elsewhere]],
    ['what has no impact', [foundAt('region_mismatch'), foundAt('region_mismatch')]],
  ])('suggests nothing after %s', (_what, found) => {
    expect(checked(...found).episodes).toEqual([]);
  });

  test("suggests after two bad checks in a row, with the second verdict and the first one's time", () => {
    expect(only(checked(healthy, p2, p1).episodes)).toMatchObject({
      firstBadAt: minute(2),
      proposedAt: minute(3),
      diagnosis: { leaf: p1.leaf },
      worst: 'P1',
      worseThan: null,
      answer: null,
    });
  });

  test('suggests a problem even if nobody can tell whose it is', () => {
    expect(checked(foundAt('unreachable_unposted'), foundAt('unreachable_unposted')).waiting).toHaveLength(1);
  });

  test('treats a check that cannot tell as neither bad nor good', () => {
    expect(only(checked(p1, unclear, p1).waiting)).toMatchObject({
      firstBadAt: minute(1),
      unclearBetween: 1,
    });
    expect(only(checked(p1, unclear, unclear, p1).waiting).unclearBetween).toBe(2);
    expect(checked(p1, p1, unclear, unclear).waiting).toHaveLength(1);
  });

  test("doesn't combine two bad checks if many that cannot tell lie between them", () => {
    const watching = checked(p1, unclear, unclear, unclear, p1);
    expect(watching.episodes).toEqual([]);
    watching.check(p1, minute(6));
    expect(only(watching.waiting)).toMatchObject({ firstBadAt: minute(5), unclearBetween: 0 });
  });

  test('adds the recovery to an unanswered suggestion, and nothing to an answered one', () => {
    const unanswered = checked(p1, p1, healthy);
    expect(only(unanswered.episodes).answer).toEqual({ kind: 'recovered', at: minute(3) });
    const answered = checked(p1, p1);
    dismiss(answered);
    expect(answered.check(healthy, minute(3))).toEqual([]);
  });
});

describe('For monitoring, time', () => {
  const hour = 60 * 60_000;

  test('between two checks can be as long as their interval', () => {
    const verdict = { diagnosis: p1, calmMs: calmAfter(hour) };
    const first = watched(newWatch, [], { ...verdict, at: minute(0) });
    expect(watched(first.watch, [], { ...verdict, at: minute(60) }).changed).toHaveLength(1);
  });

  test('without any check ends the outage: nothing counts from before days of downtime', () => {
    const watching = checked(p1);
    watching.check(p1, minute(3 * 24 * 60));
    expect(watching.episodes).toEqual([]);
    watching.check(p1, minute(3 * 24 * 60 + 1));
    expect(only(watching.episodes).firstBadAt).toBe(minute(3 * 24 * 60));
  });

  test('that is set back moves a first bad check with it, and loses nothing', () => {
    const back = (m: number): Millis => minute(m - 180);
    const watching = checked(p1);
    watching.check(p1, back(2));
    const first = only(watching.waiting);
    expect(first).toMatchObject({ firstBadAt: back(2), proposedAt: back(2) });
    dismiss(watching);
    watching.check(ours, back(0));
    watching.check(ours, back(1));
    expect(only(watching.waiting).id).toBeGreaterThan(first.id);
  });

  test("that is set back after a recovery doesn't stop a recurrence from being reported", () => {
    const watching = checked(p1, p1, healthy);
    watching.check(p1, minute(-180));
    watching.check(p1, minute(-179));
    expect(watching.episodes).toMatchObject([{ answer: { kind: 'recovered' } }, { answer: null }]);
  });
});
