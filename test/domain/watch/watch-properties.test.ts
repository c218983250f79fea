import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUnanswered } from '../../../src/domain/watch/episode.ts';
import { newsIn, signOf } from '../../../src/domain/watch/verdict.ts';
import { type Moment, moments, story } from '../support/watch-stories.ts';

/** Plays many random stories; returns how often `see` said that it had something to look at. */
function always(see: (moment: Moment) => boolean): number {
  let looked = 0;
  fc.assert(
    fc.property(story, (actions) => {
      for (const moment of moments(actions)) if (see(moment)) looked += 1;
    }),
    { numRuns: 500 },
  );
  return looked;
}

const made = ({ before, changed }: Moment) =>
  changed.filter(({ id }) => !before.some((one) => one.id === id));

describe('Whatever the checks see and people answer,', () => {
  test('at most one suggestion is pending', () => {
    const looked = always(({ after }) => {
      expect(after.filter(isUnanswered).length).toBeLessThanOrEqual(1);
      return after.some(isUnanswered);
    });
    expect(looked).toBeGreaterThan(0);
  });

  test('a suggestion needs two bad checks in a row since the last incident, and shows the latest verdict', () => {
    const looked = always((moment) => {
      const fresh = made(moment);
      for (const { diagnosis, firstBadAt, proposedAt, worst } of fresh) {
        expect(moment.found.slice(-2).map(signOf)).toEqual(['bad', 'bad']);
        expect(diagnosis.leaf).toBe(moment.found.at(-1)?.leaf);
        expect(worst).toBe(diagnosis.severity);
        expect(proposedAt).toBe(moment.at);
        expect(firstBadAt).toBeLessThanOrEqual(moment.at);
      }
      return fresh.length > 0;
    });
    expect(looked).toBeGreaterThan(0);
  });

  test('each episode has a number above all earlier ones', () => {
    const looked = always((moment) => {
      for (const { id } of made(moment)) for (const one of moment.before) expect(id).toBeGreaterThan(one.id);
      return made(moment).length > 0 && moment.before.length > 0;
    });
    expect(looked).toBeGreaterThan(0);
  });

  test('nobody is asked about something healthy, or while an incident is open', () => {
    const looked = always(({ atWork, found, after }) => {
      const well = atWork !== null || found.at(-1)?.owner === 'nobody';
      if (well) expect(after.filter(isUnanswered)).toEqual([]);
      return well;
    });
    expect(looked).toBeGreaterThan(0);
  });

  test('no problem is missed: twice in a row, people are asked, have answered, or had it in an incident', () => {
    const looked = always(({ atWork, found, undisturbed, after, handled }) => {
      const [first, second] = found.slice(-2);
      if (atWork !== null || undisturbed < 2 || !first) return false;
      if (second?.leaf !== first.leaf || signOf(second) !== 'bad') return false;
      const about = after.filter(
        ({ diagnosis, worst }) => newsIn(second, { ...diagnosis, severity: worst }) === null,
      );
      const isHandled = handled !== null && newsIn(second, handled) === null;
      const isAnswered = about.some(
        ({ answer }) => answer?.kind === 'dismissed' || answer?.kind === 'opened',
      );
      expect(after.some(isUnanswered) || isAnswered || isHandled).toBe(true);
      return true;
    });
    expect(looked).toBeGreaterThan(0);
  });

  test("no check changes a person's answer", () => {
    const looked = always(({ before, after }) => {
      const answered = before.filter(
        ({ answer }) => answer?.kind === 'opened' || answer?.kind === 'dismissed',
      );
      for (const one of answered) expect(after).toContainEqual(one);
      return answered.length > 0;
    });
    expect(looked).toBeGreaterThan(0);
  });
});

/** Checks after a calm has begun: good ones, with single bad ones between them, at most ten minutes apart. */
