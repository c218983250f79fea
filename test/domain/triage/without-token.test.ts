import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/domain/triage/diagnose.ts';
import { diagnosisLines } from '../../../src/domain/triage/format.ts';
import type { Observations } from '../../../src/domain/triage/observation.ts';
import { overhear } from '../../support/overhear.ts';
import { anyObservations } from './support/arbitrary.ts';
import { answer, failure, health, incident, notRun, observed, page } from './support/observations.ts';

const without = { me: notRun, identity: null, searches: [] } as const;
const verdict = (changed: Partial<Observations>) => overhear(diagnose(observed({ ...without, ...changed })));

describe('Without a token,', () => {
  test('one probe says why it was not made, and the others say only that they need a token', () => {
    const why = 'the token is not set';
    const { probes } = diagnose(observed({ ...without, me: { ...notRun, why } }));
    expect(probes.filter(({ summary }) => summary === why).map(({ probe }) => probe)).toEqual(['api_me']);
    expect(probes.filter(({ summary }) => summary === 'it needs a token').map(({ probe }) => probe)).toEqual([
      'api_search',
      'rate_limit',
    ]);
  });

  test('nobody can tell if everything observed looks well, and no severity is suggested', () => {
    const lines = overhear(diagnosisLines(verdict({})));
    expect(lines[0]).toBe('Whose problem: Cannot tell');
    expect(lines[4]).toBe('Suggested severity: not known yet');
  });

  test('a posted API outage is named, and still nobody can tell whether we are affected', () => {
    const { owner, cause } = verdict({ page: page(incident('Intercom is down')) });
    expect(owner).toBe('unknown');
    expect(cause).toContain('“Intercom is down”');
  });

  test.each<[string, Partial<Observations>]>([
    ['a host that answers 503', { edge: answer(503) }],
    ['a host that accepts connections and is silent', { edge: failure('headers', 'TIMEOUT') }],
    [
      'a posted outage that our service feels',
      { page: page(incident()), health: health({ overall: 'unhealthy', intercom: 'unhealthy' }) },
    ],
  ])("%s is said to be Intercom's", (_what, changed) => {
    expect(verdict(changed).owner).toBe('intercom');
  });

  test.each<[string, string, Partial<Observations>]>([
    [
      'that does not answer',
      'service_silent',
      { health: { exchange: failure('connect', 'ECONNREFUSED'), reading: null } },
    ],
    ['that is degraded', 'service_degraded', { health: health({ overall: 'degraded', failing: ['cache'] }) }],
    [
      'whose certificate is not trusted',
      'service_untrusted',
      { health: { exchange: failure('tls', 'CERT_HAS_EXPIRED'), reading: null } },
    ],
  ])('our own service %s is rated as with one', (_what, leaf, changed) => {
    expect(verdict(changed).leaf).toBe(leaf);
  });

  test('a fault that our own service reports about itself is ours', () => {
    expect(verdict({ health: health({ overall: 'unhealthy', failing: ['database'] }) }).owner).toBe('ours');
  });

  test("the verdict is never that it's nobody's problem", () => {
    fc.assert(
      fc.property(anyObservations, (world) => {
        const again = world.again.map(() => ({ exchange: world.edge, identity: null }));
        expect(diagnose({ ...world, ...without, again }).owner).not.toBe('nobody');
      }),
    );
  });
});
