import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/domain/triage/diagnose.ts';
import type { PastCheck } from '../../../../src/domain/triage/observation.ts';
import { pastCheck } from '../../../../src/domain/triage/past-check.ts';
import { answer, broken, incident, noon, observed, page } from '../support/observations.ts';

const minute = 60_000;
const at = (minutesAgo: number) => noon - minutesAgo * minute;
const outage = (minutesAgo: number) =>
  pastCheck({ at: at(minutesAgo), leaf: 'failing_unposted', owner: 'intercom' });
const fine = (minutesAgo: number) => pastCheck({ at: at(minutesAgo), leaf: 'healthy', owner: 'nobody' });
const leafAfter = (...history: PastCheck[]) => diagnose(observed(), history).leaf;

describe('A check to remember', () => {
  test.each([
    ['failing_unposted', 'intercom', true],
    ['own_quota', 'ours', true],
    ['unreachable_unclear', 'unknown', true],
    ['healthy', 'nobody', false],
    ['recovered', 'nobody', false],
    ['service_unchecked', 'unknown', false],
    ['region_mismatch', 'ours', false],
    ['a_verdict_of_an_older_version', 'intercom', true],
    ['a_verdict_of_an_older_version', 'unknown', false],
  ] as const)('%s by %s: failed %j', (leaf, owner, failed) => {
    expect(pastCheck({ at: 1, leaf, owner })).toEqual({ at: 1, leaf, owner, failed });
  });
});

describe('With everything healthy, the diagnosis', () => {
  test('without a history is healthy, with high confidence', () => {
    expect(diagnose(observed())).toMatchObject({ leaf: 'healthy', confidence: 'high' });
    expect(diagnose(observed(), [])).toMatchObject({ leaf: 'healthy', confidence: 'high' });
  });

  test('after a failure that has recovered says when it last failed', () => {
    const { leaf, owner, severity, cause } = diagnose(observed(), [outage(10), outage(4), fine(2)]);
    expect({ leaf, owner, severity }).toEqual({ leaf: 'recovered', owner: 'nobody', severity: null });
    expect(cause).toContain('last failure at 11:56 UTC');
  });

  test('after failures with good checks in between says how often it flaps', () => {
    const { leaf, cause } = diagnose(observed(), [outage(8), fine(6), outage(4), fine(2)]);
    expect(leaf).toBe('comes_and_goes');
    expect(cause).toContain('2 of the last 4 checks failed');
  });

  test.each(['comes_and_goes', 'comes_and_goes_ours', 'comes_and_goes_unclear'])(
    "doesn't count a check that found it working, but %s, as failed",
    (intermittent) => {
      const working = (minutesAgo: number) =>
        pastCheck({ at: at(minutesAgo), leaf: intermittent, owner: 'intercom' });
      const { leaf, cause } = diagnose(observed(), [outage(10), fine(8), outage(6), working(4), working(2)]);
      expect(leaf).toBe('comes_and_goes');
      expect(cause).toContain('2 of the last 5 checks failed, most recently at 11:54 UTC');
      const later = diagnose(observed(), [outage(8), working(6), working(4), fine(2)]);
      expect(later.cause).toContain('last failure at 11:52 UTC');
    },
  );

  test('is healthy again two hours after the last failure', () => {
    expect(leafAfter(outage(119))).toBe('recovered');
    expect(leafAfter(outage(121))).toBe('healthy');
  });

  test('uses the history in the observations if none is given', () => {
    expect(diagnose(observed({ history: [outage(4)] })).leaf).toBe('recovered');
  });
});

describe('A history of checks', () => {
  const long = [outage(8), fine(6), outage(4)];

  test('changes nothing about what fails now', () => {
    const failing = observed(broken(answer(503)));
    expect(diagnose(failing, long)).toEqual(diagnose(failing));
  });

  test("makes nothing healthy that isn't", () => {
    expect(diagnose(observed({ searches: [] }), [fine(2)]).leaf).toBe('cannot_tell');
    expect(diagnose(observed({ page: page(incident()) }), long).leaf).toBe('posted_but_answering');
  });
});
