import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/domain/triage/diagnose.ts';
import type { Observations } from '../../../../src/domain/triage/observation.ts';
import { overhear } from '../../../support/overhear.ts';
import {
  answer,
  broken,
  failure,
  health,
  incident,
  noon,
  observed,
  page,
  refusal,
  refused,
  searched,
  unsearchable,
  wellMe,
} from '../support/observations.ts';

const causeOf = (changed: Partial<Observations>) => overhear(diagnose(observed(changed))).cause;
const probeOf = (changed: Partial<Observations>, id: string) =>
  overhear(diagnose(observed(changed))).probes.find(({ probe }) => probe === id);
const day = 86_400_000;

describe('A diagnosis of a refusal names what is missing:', () => {
  test.each([
    [
      'in its data',
      { code: 'action_forbidden', message: 'No', permissions: ['manage_tags'] },
      'the permission manage_tags',
    ],
    [
      'in its message',
      {
        code: 'forbidden',
        message: 'You do not have the required scope (read_conversations) to access this',
      },
      'the permission read_conversations',
    ],
    [
      'in words between quotation marks',
      { code: 'forbidden', message: "The token needs the permission 'Read conversations'" },
      'the permission Read conversations',
    ],
    [
      'in no known way, so it is quoted',
      { code: 'forbidden', message: 'Not for you' },
      'a permission (“Not for you”)',
    ],
    ['not at all', { code: 'forbidden', message: null }, 'a permission:'],
  ])('%s', (_name, error, words) => {
    expect(causeOf(unsearchable(answer(403, { errors: [error] })))).toContain(`lacks ${words}`);
  });
});

describe('A diagnosis of a rate limit says when it ends:', () => {
  const limited = { limit: 1667, remaining: 0, resetAt: noon + 4_000 };

  test.each([
    ['by its reset', answer(429, { rateLimit: limited }), 'the window resets at 12:00:04 UTC'],
    ['by Retry-After', answer(429, { rateLimit: limited, retryAfterMs: 30_000 }), 'Retry-After: 30 s'],
    [
      'by Retry-After in minutes',
      answer(429, { rateLimit: limited, retryAfterMs: 600_000 }),
      'Retry-After: 10 min',
    ],
    [
      'when Intercom is overloaded',
      { ...refusal(429, 'too_many_requests'), retryAfterMs: 7_000 },
      'Retry-After: 7 s',
    ],
    [
      'when nobody says whose it is',
      { ...answer(429, { body: 'html' }), retryAfterMs: 7_000 },
      'Retry-After: 7 s',
    ],
  ])('%s', (_name, api, words) => {
    expect(causeOf(refused(api))).toContain(words);
  });

  test('also during an outage, beside what was observed', () => {
    const api = { ...refusal(503, 'service_unavailable'), retryAfterMs: 120_000 };
    expect(probeOf(broken(api), 'api_me')?.summary).toContain('Retry-After 2 min');
  });
});

describe("The rate limit's window", () => {
  const low = answer(200, { rateLimit: { limit: 167, remaining: 3, resetAt: noon + 6_000 } });

  test('is reported for each endpoint, and called low if it is', () => {
    expect(probeOf({ searches: searched(low, low) }, 'rate_limit')?.summary).toBe(
      '1666 of 1667 left on /me, only 3 of 167 left on /conversations/search until 12:00:06 UTC',
    );
  });

  test('that is nearly used up is reported even if the verdict is good', () => {
    expect(causeOf({ searches: searched(wellMe, low) })).toContain(
      'the rate limit is nearly used up: 3 of 167 left on /conversations/search',
    );
  });

  test("with room left isn't mentioned", () => {
    expect(causeOf({})).not.toContain('rate limit');
  });
});

describe('Our clock', () => {
  test.each([
    [4 * 60_000, "4 min behind Intercom's"],
    [-60_000, "60 s ahead of Intercom's"],
    [3 * 3_600_000, "3 h behind Intercom's"],
    [-365 * day, "365 days ahead of Intercom's"],
  ])('that is off by %i ms is reported', (skewMs, words) => {
    const me = { ...wellMe, skewMs };
    expect(probeOf({ me }, 'clock')).toMatchObject({ outcome: 'bad', summary: words });
  });

  test('is compared with the page if Intercom sends no time', () => {
    const off = { ...page(), status: answer(200, { skewMs: 120_000 }) };
    const changed = { ...broken(failure('tls', 'ECONNRESET')), page: off };
    expect(probeOf(changed, 'clock')?.summary).toBe("2 min behind the status page's");
  });

  test("that is off by less than a minute isn't mentioned", () => {
    expect(probeOf({ me: { ...wellMe, skewMs: 59_000 } }, 'clock')).toBeUndefined();
  });
});

describe('An expired or not yet valid certificate is reported as such:', () => {
  const certificate = {
    issuer: 'CA',
    names: ['api.intercom.io'],
    from: noon + 2 * day,
    until: noon - day,
    vouched: true,
  };

  test.each([
    ['CERT_HAS_EXPIRED', 'expired on 2026-11-20'],
    ['CERT_NOT_YET_VALID', 'not valid before 2026-11-23'],
  ])('%s', (code, words) => {
    expect(causeOf(broken(failure('tls', code, { certificate })))).toContain(words);
  });

  test('on our own health endpoint as well', () => {
    const exchange = failure('tls', 'CERT_HAS_EXPIRED', { certificate });
    expect(causeOf({ health: { exchange, reading: null } })).toContain('certificate expired on 2026-11-20');
  });
});

test('The proxies that a bad response came through are named', () => {
  const api = answer(403, { body: 'html', via: '1.1 proxy.corp (squid/5.7)' });
  expect(causeOf(refused(api))).toContain('through 1.1 proxy.corp (squid/5.7)');
  expect(probeOf(refused(api), 'api_me')?.summary).toContain('through 1.1 proxy.corp');
});

describe('Our own failing components are reported beside an Intercom outage:', () => {
  const own = health({ overall: 'degraded', intercom: 'unhealthy', failing: ['database', 'cache'] });

  test.each([
    ['not posted', {}],
    ['posted', { page: page(incident()) }],
    ['posted for something else', { page: page(incident('Fin AI Agent is not answering')) }],
  ])('%s', (_name, changed) => {
    const api = broken(refusal(503, 'service_unavailable'));
    expect(causeOf({ ...api, ...changed, health: own })).toContain(
      'our own service also reports database, cache',
    );
  });

  test("and aren't mentioned if all of them are healthy", () => {
    expect(causeOf(broken(answer(503)))).not.toContain('our own service');
  });
});

test("A refused API version is this bot's, so no release of the service is rolled back", () => {
  const { owner, severity, steps, cause } = diagnose(
    observed(refused(refusal(400, 'intercom_version_invalid'))),
  );
  expect({ owner, severity }).toEqual({ owner: 'ours', severity: 'P4' });
  expect(cause).toContain('this bot pins');
  expect(steps.map(({ id }) => id)).not.toContain('undo_release');
});
