import { describe, expect, test } from 'vitest';
import type { Millis } from '../../../src/domain/incident/ids.ts';
import { isRefusal } from '../../../src/domain/incident/refusal.ts';
import { dismissed, type Episode, opened } from '../../../src/domain/watch/episode.ts';
import { calmAfter, newWatch, watched } from '../../../src/domain/watch/watch.ts';
import { healthy } from '../support/diagnoses.ts';
import { alice, incident7, minute } from '../support/fixtures.ts';
import { foundAt } from '../support/verdicts.ts';
import { Watching } from '../support/watching.ts';

const p1 = foundAt('failing_posted');
const p2 = foundAt('api_slow');
const p3 = foundAt('search_slow');
const ours = foundAt('own_quota');
const elsewhere = foundAt('posted_other_region');
const unclear = foundAt('cannot_tell');

/** A watch after a check a minute, from minute 1 on. */
function checked(...found: (typeof p1)[]): Watching {
  const watching = new Watching();
  for (const [i, diagnosis] of found.entries()) watching.check(diagnosis, minute(i + 1));
  return watching;
}

const only = (episodes: readonly Episode[]): Episode => {
  const [one, ...more] = episodes;
  if (!one || more.length > 0) expect.fail(`not one episode but ${episodes.length}`);
  return one;
};

function dismiss(watching: Watching): void {
  const answered = dismissed(only(watching.waiting), alice);
  if (isRefusal(answered)) expect.fail(answered.refused);
  watching.keep(answered);
}

function open(watching: Watching): void {
  const answered = opened(only(watching.waiting), alice, incident7);
  if (isRefusal(answered)) expect.fail(answered.refused);
  watching.keep(answered);
}

describe('the watch', () => {
  test.each([
    ['one bad check', [p1, healthy]],
    ['bad checks with good ones between them', [p1, healthy, p1, healthy, p1]],
    ['two checks that cannot tell', [unclear, unclear, p1]],
    ['trouble that is posted for other regions only', [elsewhere, elsewhere, elsewhere]],
    ['what has no impact', [foundAt('region_mismatch'), foundAt('region_mismatch')]],
  ])('proposes nothing after %s', (_what, found) => {
    expect(checked(...found).episodes).toEqual([]);
  });

  test('proposes after two bad checks in a row, with the second verdict and the time of the first', () => {
    expect(only(checked(healthy, p2, p1).episodes)).toMatchObject({
      firstBadAt: minute(2),
      proposedAt: minute(3),
      diagnosis: { leaf: p1.leaf },
      worst: 'P1',
      worseThan: null,
      answer: null,
    });
  });

  test('proposes what is bad although it cannot be told whose it is', () => {
    expect(checked(foundAt('unreachable_unposted'), foundAt('unreachable_unposted')).waiting).toHaveLength(1);
  });

  test('takes a check that cannot tell for neither bad nor good', () => {
    expect(only(checked(p1, unclear, p1).waiting)).toMatchObject({
      firstBadAt: minute(1),
      unclearBetween: 1,
    });
    expect(only(checked(p1, unclear, unclear, p1).waiting).unclearBetween).toBe(2);
    expect(checked(p1, p1, unclear, unclear).waiting).toHaveLength(1);
  });

  test('does not count two bad checks together that many lie between which cannot tell', () => {
    const watching = checked(p1, unclear, unclear, unclear, p1);
    expect(watching.episodes).toEqual([]);
    watching.check(p1, minute(6));
    expect(only(watching.waiting)).toMatchObject({ firstBadAt: minute(5), unclearBetween: 0 });
  });

  test('says of an unanswered proposal that it recovered, and of an answered one nothing', () => {
    const unanswered = checked(p1, p1, healthy);
    expect(only(unanswered.episodes).answer).toEqual({ kind: 'recovered', at: minute(3) });
    const answered = checked(p1, p1);
    dismiss(answered);
    expect(answered.check(healthy, minute(3))).toEqual([]);
  });
});

describe('while an incident is open, the watch', () => {
  test('counts nothing: what is new after it begins with a check of its own', () => {
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

  test('ends a proposal that still waits, and names the incident', () => {
    const watching = checked(p1, p1);
    watching.check(p1, minute(3), incident7);
    expect(only(watching.episodes).answer).toEqual({ kind: 'overtaken', incident: incident7 });
  });
});

describe('after an incident, the watch', () => {
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
  ])('does not propose what goes on %s, for hours', (_how, next) => {
    const watching = atWork(p1, p1);
    goesOn(watching, next, 3);
    expect(watching.episodes).toEqual([]);
  });

  test('does not propose what was opened and resolved between two checks, and goes on', () => {
    const watching = checked(p1, p1);
    open(watching);
    goesOn(watching, p1, 30);
    expect(watching.waiting).toEqual([]);
  });

  test.each([
    ['got worse since, and says from what', p3, p1, 'P3'],
    ['is another trouble', p1, ours, null],
    ['names whose it is', foundAt('unreachable_unposted'), p1, null],
  ])('proposes what %s', (_what, before, next, worseThan) => {
    const watching = atWork(before, before);
    goesOn(watching, next, 3);
    expect(only(watching.waiting)).toMatchObject({ diagnosis: { leaf: next.leaf }, worseThan });
  });

  test('goes by what the incident had come to, not by its worst', () => {
    const watching = atWork(p1, p1, p3, p3);
    goesOn(watching, p1, 5);
    expect(only(watching.waiting).worseThan).toBe('P3');
  });

  test('does not take for handled what one check showed at the end', () => {
    const watching = atWork(ours, ours, p1);
    goesOn(watching, p1, 4);
    expect(only(watching.waiting).firstBadAt).toBe(minute(4));
  });

  test.each([
    ['was well when the incident ended', [p1, p1, healthy], []],
    ['was well once since', [p1, p1], [healthy]],
  ])('proposes what %s and is back', (_how, during, since) => {
    const watching = atWork(...during);
    for (const found of since) watching.check(found, minute(9));
    goesOn(watching, p1, 10);
    expect(only(watching.waiting).firstBadAt).toBe(minute(10));
  });

  test('proposes what was opened and resolved between two checks, was well, and is back', () => {
    const watching = checked(p1, p1);
    open(watching);
    watching.check(healthy, minute(8));
    goesOn(watching, p1, 10);
    expect(only(watching.waiting)).toMatchObject({ firstBadAt: minute(10), cameBackAt: null });
  });
});

describe('trouble that people have been told of', () => {
  test.each([
    ['the same', p2],
    ['milder', p3],
    ['on another leaf', foundAt('overloaded')],
  ])('and that goes on %s is not proposed again, waiting or dismissed', (_how, next) => {
    const watching = checked(p2, p2, next, next, next);
    const before = only(watching.episodes).id;
    dismiss(watching);
    for (let m = 6; m <= 200; m += 1) watching.check(next, minute(m));
    expect(only(watching.episodes).id).toBe(before);
  });

  test('is proposed in a new message when it gets worse, and the message before it loses its question', () => {
    const watching = checked(p3, p3, p1, p1);
    expect(watching.episodes).toMatchObject([
      { answer: { kind: 'replaced', episode: minute(3) } },
      { id: minute(3), firstBadAt: minute(3), worst: 'P1', worseThan: 'P3', answer: null },
    ]);
  });

  test('is proposed when it gets worse after it was dismissed, which stays as it was answered', () => {
    const watching = checked(p3, p3);
    dismiss(watching);
    watching.check(p1, minute(3));
    watching.check(p1, minute(4));
    expect(watching.episodes).toMatchObject([
      { answer: { kind: 'dismissed' } },
      { worst: 'P1', answer: null },
    ]);
  });

  test('is not called worse for one worse check', () => {
    expect(checked(p3, p3, p1, p3, p3, p3, p1, p3).episodes).toHaveLength(1);
  });

  test('swallows no other trouble, milder or not', () => {
    const watching = checked(p1, p1);
    dismiss(watching);
    watching.check(ours, minute(3));
    watching.check(ours, minute(4));
    expect(only(watching.waiting)).toMatchObject({ diagnosis: { leaf: ours.leaf }, worseThan: null });
  });

  test('swallows no trouble here for what is posted elsewhere', () => {
    const watching = checked(elsewhere, elsewhere, elsewhere, p1, p1);
    expect(only(watching.waiting).worst).toBe('P1');
  });
});

describe('trouble that comes and goes', () => {
  /** Bad for two checks and good for one, again and again. */
  const flap = (watching: Watching, from: number, to: number): number => {
    let told = 0;
    for (let m = from; m < to; m += 1) {
      const changed = watching.check(m % 3 === 2 ? healthy : p1, minute(m));
      told += changed.filter((one) => one.proposedAt === minute(m)).length;
    }
    return told;
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

  test('is told once in half an hour at most', () => {
    const watching = new Watching();
    expect(flap(watching, 0, 6 * 60)).toBeLessThanOrEqual(12);
    expect(flap(watching, 6 * 60, 12 * 60)).toBeGreaterThanOrEqual(10);
  });

  test('is not told again once it was dismissed, however long it goes on coming and going', () => {
    const watching = checked(p1, p1);
    dismiss(watching);
    expect(flap(watching, 3, 600)).toBe(0);
  });

  test.each([
    ['14 good checks in a row a minute apart', 1, 14, 0],
    ['16 good checks in a row a minute apart', 1, 16, 1],
    ['2 good checks in a row an hour apart', 60, 2, 0],
    ['3 good checks in a row an hour apart', 60, 3, 1],
  ])('after a dismissal and %s is asked again or not', (_what, apart, checks, asked) => {
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

  test('is not said to have been well when the checks only told of another trouble meanwhile', () => {
    const watching = checked(p2, p2, ours, ours);
    dismiss(watching);
    watching.check(p2, minute(5));
    watching.check(p2, minute(6));
    expect(only(watching.waiting)).toMatchObject({ firstBadAt: minute(5), cameBackAt: null });
  });

  test('between two parts is told once a part', () => {
    const watching = new Watching();
    for (let m = 0; m < 25; m += 1) watching.check(m % 4 < 2 ? p1 : ours, minute(m));
    expect(watching.episodes.map(({ worst }) => worst)).toEqual(['P1', 'P2']);
    expect(watching.waiting).toHaveLength(1);
  });
});

describe('time', () => {
  const hour = 60 * 60_000;

  test('between two checks may be as long as the checks are apart', () => {
    const seen = { diagnosis: p1, calmMs: calmAfter(hour) };
    const first = watched(newWatch, [], { ...seen, at: minute(0) });
    expect(watched(first.watch, [], { ...seen, at: minute(60) }).changed).toHaveLength(1);
  });

  test('without any check ends the outage: nothing of a bot that was off for days counts', () => {
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

  test('that is set back after a recovery does not keep what comes back from being told', () => {
    const watching = checked(p1, p1, healthy);
    watching.check(p1, minute(-180));
    watching.check(p1, minute(-179));
    expect(watching.episodes).toMatchObject([{ answer: { kind: 'recovered' } }, { answer: null }]);
  });
});
