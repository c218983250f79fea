import { describe, expect, test } from 'vitest';
import { failingNow } from '../../../src/domain/watch/failing.ts';
import { checkedAgain, diagnosed, healthy, outage } from '../support/diagnoses.ts';
import { opened, reopened, resolved } from '../support/events.ts';
import { minute } from '../support/fixtures.ts';
import { incidentOf, type Past } from '../support/given.ts';

const found = (at: number, diagnosis = outage): Past => ({ event: diagnosed(diagnosis), at: minute(at) });
const again = (at: number, { leaf, owner } = outage): Past => ({
  event: checkedAgain({ leaf, owner }),
  at: minute(at),
});
const slow = { ...outage, leaf: 'intercom_slow', cause: 'Intercom answers slowly' };

describe('The current failure', () => {
  test('is what the latest run found, since the runs have been bad, whatever they were called', () => {
    const incident = incidentOf(opened(), found(0, healthy), found(4), again(6), found(8, slow));
    expect(failingNow(incident)).toEqual({
      cause: slow.cause,
      owner: 'intercom',
      since: minute(4),
      longer: false,
    });
  });

  test('may have begun before the earliest run kept', () => {
    const runs = Array.from({ length: 80 }, (_, i) => again(2 * i + 2));
    expect(failingNow(incidentOf(opened(), found(0), ...runs))).toMatchObject({
      since: minute(42),
      longer: true,
    });
  });

  test.each<[string, Past[]]>([
    ['before the first run', []],
    ['while the checks are well', [found(0), found(2, healthy)]],
    ['where nothing that is wrong has anything to do with us', [found(0, { ...outage, severity: 'P4' })]],
    [
      'where the last run cannot tell',
      [found(0), again(2, { ...outage, leaf: 'never_seen', owner: 'unknown' })],
    ],
    ['once it is resolved', [found(0), { event: resolved(), at: minute(3) }]],
    [
      'right after a reopening, before the checks have run again',
      [found(0), { event: resolved(), at: minute(3) }, { event: reopened(), at: minute(5) }],
    ],
  ])('is nothing %s', (_when, past) => {
    expect(failingNow(incidentOf(opened(), ...past))).toBeNull();
  });

  test('counts from the reopening', () => {
    const past = [found(0), { event: resolved(), at: minute(3) }, { event: reopened(), at: minute(5) }];
    expect(failingNow(incidentOf(opened(), ...past, again(6)))).toMatchObject({ since: minute(6) });
  });
});
