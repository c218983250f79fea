import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/domain/triage/diagnose.ts';
import type { PostedIncident } from '../../../../src/domain/triage/observation.ts';
import { isWorse, signOf } from '../../../../src/domain/watch/verdict.ts';
import { anyObservations } from '../support/arbitrary.ts';
import { incident, page } from '../support/observations.ts';

const australian: readonly PostedIncident[] = [
  incident('Errors on the REST API in Australia'),
  incident('Errors on the REST API', { here: false }),
  incident('Delays in webhooks (AU)', { components: ['Webhooks'] }),
  incident('Intercom is down for customers in our Australian region', { components: [] }),
];

describe('An incident posted for other regions only', () => {
  test('makes nothing worse for monitoring, whatever else the checks see, and is never named as the problem', () => {
    fc.assert(
      fc.property(anyObservations, fc.constantFrom(...australian), (observations, posted) => {
        const there = { ...observations, region: 'us' as const, identity: null, again: [] };
        const nothing = diagnose({ ...there, page: page() });
        const other = diagnose({ ...there, page: page(posted) });
        expect(other.posted).toBeUndefined();
        if (signOf(nothing) !== 'bad') expect(signOf(other)).not.toBe('bad');
        else expect(isWorse(other.severity, nothing.severity)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});
