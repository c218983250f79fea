import { describe, expect, test } from 'vitest';
import { lengthOf } from '../../../src/domain/text/text.ts';
import type { Diagnosis, ProbeReport } from '../../../src/domain/triage/diagnosis.ts';
import { tree } from '../../../src/domain/triage/tree.ts';
import { proposedTitle } from '../../../src/domain/watch/proposed-title.ts';
import { overhear } from '../../support/overhear.ts';
import { probe } from '../support/diagnoses.ts';
import { foundAt } from '../support/verdicts.ts';

const failedProbe = (name: string, more: Partial<ProbeReport>): ProbeReport => ({
  ...probe(name, null),
  probe: name,
  ...more,
});
const found = (leaf: string, more: Partial<Diagnosis>): Diagnosis => ({ ...foundAt(leaf), ...more });
const posted = (title: string) => ({ posted: { id: 'A', title } });

describe("A suggested incident's title", () => {
  test.each([
    ['Intercom: API outage (503)', 'failing_unposted', { probes: [failedProbe('api_me', { status: 503 })] }],
    ['Intercom: API outage', 'silent_unposted', { probes: [failedProbe('api_me', { status: null })] }],
    [
      'Intercom: conversation search fails (500)',
      'endpoint_failing',
      {
        probes: [
          failedProbe('api_me', { status: 200, outcome: 'ok' }),
          failedProbe('api_search', { status: 500 }),
        ],
      },
    ],
    ['Intercom: slow API', 'api_slow', { probes: [failedProbe('api_me', { status: 200 })] }],
    ['Intercom: connection failure', 'unreachable_unposted', {}],
    [
      'Authentication failure on our side (401)',
      'token_rejected',
      { probes: [failedProbe('api_me', { status: 401 })] },
    ],
    ['DNS failure on our side', 'dns_dead', {}],
    ['Intercom: Elevated API errors (US)', 'failing_posted', posted('Elevated API errors (US)')],
    ['Intercom is down for all', 'failing_posted', posted('Intercom is down\nfor all')],
  ])('is %s', (title, leaf, more) => {
    expect(overhear(proposedTitle(found(leaf, more)))).toBe(title);
  });

  test('is short, and no sentence, for every leaf of the tree', () => {
    for (const leaf of Object.keys(tree.leaves)) {
      const title = proposedTitle(found(leaf, { probes: [failedProbe('api_me', { status: 503 })] }));
      expect(title).not.toMatch(/[;.{}]/);
      expect(lengthOf(title)).toBeLessThanOrEqual(60);
    }
  });

  test('is cut if Intercom posts a very long one', () => {
    expect(lengthOf(proposedTitle(found('failing_posted', posted('Errors '.repeat(40)))))).toBe(90);
  });
});
