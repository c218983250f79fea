import { describe, expect, test } from 'vitest';
import { dismiss, only } from '../support/answers.ts';
import { healthy } from '../support/diagnoses.ts';
import { minute } from '../support/fixtures.ts';
import { foundAt } from '../support/verdicts.ts';
import { checked, Watching } from '../support/watching.ts';

const p1 = foundAt('failing_posted');
const p2 = foundAt('api_slow');
const p3 = foundAt('search_slow');
const ours = foundAt('own_quota');
const elsewhere = foundAt('posted_other_region');

describe('A problem that people were told about', () => {
  test.each([
    ['the same', p2],
    ['milder', p3],
    ['on another leaf', foundAt('overloaded')],
  ])("and that continues %s isn't suggested again, pending or dismissed", (_how, next) => {
    const watching = checked(p2, p2, next, next, next);
    const before = only(watching.episodes).id;
    dismiss(watching);
    for (let m = 6; m <= 200; m += 1) watching.check(next, minute(m));
    expect(only(watching.episodes).id).toBe(before);
  });

  test('is suggested in a new message if it gets worse, and the previous message loses its buttons', () => {
    const watching = checked(p3, p3, p1, p1);
    expect(watching.episodes).toMatchObject([
      { answer: { kind: 'replaced', episode: minute(3) } },
      { id: minute(3), firstBadAt: minute(3), worst: 'P1', worseThan: 'P3', answer: null },
    ]);
  });

  test('is suggested if it gets worse after it was dismissed, and the dismissal stays', () => {
    const watching = checked(p3, p3);
    dismiss(watching);
    watching.check(p1, minute(3));
    watching.check(p1, minute(4));
    expect(watching.episodes).toMatchObject([
      { answer: { kind: 'dismissed' } },
      { worst: 'P1', answer: null },
    ]);
  });

  test("isn't called worse after one worse check", () => {
    expect(checked(p3, p3, p1, p3, p3, p3, p1, p3).episodes).toHaveLength(1);
  });

  test('hides no other problem, milder or not', () => {
    const watching = checked(p1, p1);
    dismiss(watching);
    watching.check(ours, minute(3));
    watching.check(ours, minute(4));
    expect(only(watching.waiting)).toMatchObject({ diagnosis: { leaf: ours.leaf }, worseThan: null });
  });

  test('hides no problem here because of one posted elsewhere', () => {
    const watching = checked(elsewhere, elsewhere, elsewhere, p1, p1);
    expect(only(watching.waiting).worst).toBe('P1');
  });
});

describe('A problem that comes and goes', () => {
  /** Bad for two checks and good for one, again and again. */
  const flap = (watching: Watching, from: number, to: number): number => {
    let proposed = 0;
    for (let m = from; m < to; m += 1) {
      const changed = watching.check(m % 3 === 2 ? healthy : p1, minute(m));
      proposed += changed.filter((one) => one.proposedAt === minute(m)).length;
    }
    return proposed;
  };

  test('soon after a recovery is back in the same message', () => {
    const watching = checked(p1, p1, healthy, p2, p2);
    expect(only(watching.episodes)).toMatchObject({
      firstBadAt: minute(1),
      cameBackAt: minute(5),
      diagnosis: { leaf: p2.leaf },
      worst: 'P1',
      answer: null,
    });
  });

  test('is reported at most once in half an hour', () => {
    const watching = new Watching();
    expect(flap(watching, 0, 6 * 60)).toBeLessThanOrEqual(12);
    expect(flap(watching, 6 * 60, 12 * 60)).toBeGreaterThanOrEqual(10);
  });

  test("isn't reported again once dismissed, however long it comes and goes", () => {
    const watching = checked(p1, p1);
    dismiss(watching);
    expect(flap(watching, 3, 600)).toBe(0);
  });

  test.each([
    ['14 good checks in a row a minute apart', 1, 14, 0],
    ['16 good checks in a row a minute apart', 1, 16, 1],
    ['2 good checks in a row an hour apart', 60, 2, 0],
    ['3 good checks in a row an hour apart', 60, 3, 1],
  ])("is or isn't suggested again after a dismissal and %s", (_what, apart, checks, asked) => {
    const watching = new Watching(apart * 60_000);
    const found = [p1, p1, ...Array.from({ length: checks }, () => healthy), p1, p1];
    for (const [i, diagnosis] of found.entries()) {
      watching.check(diagnosis, minute(i * apart));
      if (i === 1) dismiss(watching);
    }
    expect(watching.waiting).toHaveLength(asked);
  });

  test('is over although one check in many is bad', () => {
    const watching = checked(p1, p1);
    dismiss(watching);
    for (let m = 3; m < 33; m += 1) watching.check(m % 10 === 0 ? p3 : healthy, minute(m));
    watching.check(p1, minute(33));
    watching.check(p1, minute(34));
    expect(only(watching.waiting).firstBadAt).toBe(minute(33));
  });

  test("isn't called healthy if the checks only saw another problem meanwhile", () => {
    const watching = checked(p2, p2, ours, ours);
    dismiss(watching);
    watching.check(p2, minute(5));
    watching.check(p2, minute(6));
    expect(only(watching.waiting)).toMatchObject({ firstBadAt: minute(5), cameBackAt: null });
  });

  test('between two components is reported once for each', () => {
    const watching = new Watching();
    for (let m = 0; m < 25; m += 1) watching.check(m % 4 < 2 ? p1 : ours, minute(m));
    expect(watching.episodes.map(({ worst }) => worst)).toEqual(['P1', 'P2']);
    expect(watching.waiting).toHaveLength(1);
  });
});
