import { describe, expect, test } from 'vitest';
import { severities } from '../../../src/domain/incident/severity.ts';
import { calmLeaves } from '../../../src/domain/triage/leaves/calm.ts';
import { tree } from '../../../src/domain/triage/tree.ts';
import { type CheckVerdict, isWorse, sameTrouble, signOf } from '../../../src/domain/watch/verdict.ts';

const verdict = (leaf: string): CheckVerdict => {
  const found = tree.leaves[leaf];
  if (!found) throw new Error(`There is no leaf ${leaf}.`);
  return { leaf, owner: found.owner, kind: found.kind, severity: found.severity };
};
const all = Object.keys(tree.leaves).map(verdict);
const signs = (sign: string) => all.filter((one) => signOf(one) === sign).map(({ leaf }) => leaf);

describe("A check's result for monitoring", () => {
  test('is a problem exactly if the leaf is rated P1 to P3', () => {
    const rated = all.filter(({ severity }) => severity !== null && severity !== 'P4');
    expect(signs('bad')).toEqual(rated.map(({ leaf }) => leaf));
    expect(signs('bad')).toEqual(
      expect.arrayContaining(['failing_posted', 'unreachable_unposted', 'own_quota']),
    );
  });

  test('is that all works if nothing is wrong, or only elsewhere or with a setting', () => {
    expect(signs('good')).toEqual(['maintenance_answering', 'region_mismatch', ...Object.keys(calmLeaves)]);
    expect(signs('good')).toContain('posted_other_region');
  });

  test('is nothing if too little was observed, or only this bot is refused', () => {
    expect(signs('unclear')).toEqual([
      'bot_token_refused',
      'bot_token_stripped',
      'bot_token_blocked',
      'bot_app_removed',
      'bot_version_refused',
      'service_unclear',
      'service_unchecked',
      'token_missing',
      'token_malformed',
      'cannot_tell',
    ]);
  });
});

describe('The same problem', () => {
  test.each([
    ['an outage before and after it is posted', 'failing_unposted', 'failing_posted'],
    ['an outage that comes and goes', 'failing_posted', 'intermittent'],
    ['an outage that is only slow by now', 'failing_posted', 'api_slow'],
    ['an outage that is seen less clearly', 'silent_unposted', 'unreachable_unposted'],
    ['a token that was revoked, and that is not known any more', 'token_revoked', 'token_not_found'],
    ['our egress, and our names', 'egress_dead', 'dns_dead'],
    ['our service, down or degraded', 'service_down', 'service_degraded'],
    ['our quota, and one that we share', 'own_quota', 'shared_quota'],
  ])('is %s', (_what, one, other) => {
    expect(sameTrouble(verdict(one), verdict(other))).toBe(true);
    expect(sameTrouble(verdict(other), verdict(one))).toBe(true);
  });

  test.each([
    ['an outage and our token', 'failing_posted', 'token_revoked'],
    ['an outage and our network', 'failing_posted', 'egress_dead'],
    ['an outage and our own service', 'failing_posted', 'service_down'],
    ['our token and our quota', 'token_revoked', 'own_quota'],
    ['our service and our requests', 'service_degraded', 'invalid_request'],
    ['a product of theirs and their API', 'posted_elsewhere', 'search_slow'],
  ])("isn't %s", (_what, one, other) => {
    expect(sameTrouble(verdict(one), verdict(other))).toBe(false);
    expect(sameTrouble(verdict(other), verdict(one))).toBe(false);
  });

  test('is recognized for every leaf that names a problem, each as itself', () => {
    for (const one of all) expect(sameTrouble(one, one)).toBe(true);
  });

  test('of an unknown leaf is that leaf only', () => {
    const unknown = { leaf: 'of_tomorrow', owner: 'intercom', kind: 'API outage', severity: 'P1' } as const;
    expect(sameTrouble(unknown, unknown)).toBe(true);
    for (const one of all) expect(sameTrouble(unknown, one)).toBe(false);
    expect(sameTrouble(unknown, { ...unknown, leaf: 'of_the_day_after' })).toBe(false);
  });
});

test('A severity is worse than every milder one and than none', () => {
  const ranked = [...severities, null];
  for (const [i, one] of ranked.entries())
    for (const [j, other] of ranked.entries()) expect(isWorse(one, other)).toBe(i < j);
});
