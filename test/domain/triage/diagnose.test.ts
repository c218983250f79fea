import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/domain/triage/diagnose.ts';
import { diagnosisSchema } from '../../../src/domain/triage/diagnosis.ts';
import { diagnosisLines } from '../../../src/domain/triage/format.ts';
import type { Observations } from '../../../src/domain/triage/observation.ts';
import { tree } from '../../../src/domain/triage/tree.ts';
import { overhear } from '../../support/overhear.ts';
import { cases } from './cases/cases.ts';
import { anyObservations } from './support/arbitrary.ts';
import {
  answer,
  broken,
  failure,
  incident,
  notRun,
  observed,
  page,
  refusal,
  refused,
  unreadPage,
} from './support/observations.ts';
import { everythingUnknown } from './support/world.ts';

describe('the verdict', () => {
  test.each(cases)('is $leaf: $because', ({ leaf, world }) => {
    expect(overhear(diagnose(world)).leaf).toBe(leaf);
  });

  test('for a 503 with nothing posted reads as the contract says', () => {
    expect(diagnosisLines(diagnose(observed(broken(refusal(503, 'service_unavailable')))))).toEqual([
      'Whose problem: Intercom',
      "Cause: Intercom's API returns 503; nothing is posted on its status page yet",
      'Do now: Serve cached data, retry with backoff, keep the request_ids',
      'Confidence: high',
      'Suggested severity: P1',
    ]);
  });

  test('names the posted incident that affects the API, not the first one', () => {
    const posted = page(incident('Inbox is slow'), incident('API errors'));
    expect(diagnose(observed({ ...broken(answer(502)), page: posted })).cause).toContain('“API errors”');
  });

  test('names the URL that a redirect points to', () => {
    const { cause } = diagnose(observed(refused(answer(302, { redirect: 'https://login.example.com/x' }))));
    expect(cause).toContain('https://login.example.com/x');
  });

  test('uses the region that /me names rather than the configured one', () => {
    const world = observed({
      identity: { kind: 'admin', region: 'au' },
      page: page(incident('REST API errors in Australia')),
    });
    expect(diagnose(world).leaf).toBe('posted_but_answering');
  });

  test('keeps a long posted title short and on one line', () => {
    const { cause } = diagnose(
      observed({ ...broken(answer(500)), page: page(incident(`API\n${'x'.repeat(400)}`)) }),
    );
    expect(cause.length).toBeLessThan(220);
    expect(cause).not.toContain('\n');
  });
});

describe("A diagnosis's confidence", () => {
  test('drops one step if an answer on the way is unknown', () => {
    expect(diagnose(observed(broken(answer(503)))).confidence).toBe('high');
    expect(diagnose(observed({ ...broken(answer(503)), page: unreadPage() })).confidence).toBe('medium');
  });

  test('is high for a token that Intercom calls revoked, even if the page is unreadable', () => {
    expect(
      diagnose(observed({ ...refused(refusal(401, 'token_revoked')), page: unreadPage() })).confidence,
    ).toBe('high');
  });

  test('is low if no check could be made', () => {
    expect(diagnose(everythingUnknown)).toMatchObject({
      leaf: 'cannot_tell',
      owner: 'unknown',
      confidence: 'low',
      severity: null,
    });
  });
});

describe('The report of the probes', () => {
  const reports = (world: Observations) =>
    Object.fromEntries(diagnose(world).probes.map((probe) => [probe.probe, probe]));

  test('calls all probes ok if everything is healthy', () => {
    expect(diagnose(observed()).probes.map(({ outcome }) => outcome)).toEqual(Array(8).fill('ok'));
  });

  test('calls an unauthenticated 401 alive', () => {
    expect(reports(observed()).api_edge).toMatchObject({
      outcome: 'ok',
      status: 401,
      summary: '401, the host is up',
    });
  });

  test('has a line for the rate limit, read from /me', () => {
    expect(reports(observed()).rate_limit).toMatchObject({
      summary: '1666 of 1667 left',
      rateLimit: { remaining: 1666 },
    });
  });

  test("says that a probe wasn't run, and why", () => {
    expect(reports(observed({ me: notRun, identity: null })).api_me).toMatchObject({
      outcome: 'not_run',
      summary: notRun.why,
    });
  });

  test('calls an unreadable page unknown, neither good nor bad', () => {
    const { status_page, status_incidents } = reports(observed({ page: unreadPage() }));
    expect([status_page?.outcome, status_incidents?.outcome]).toEqual(['unknown', 'unknown']);
  });

  test('says for each open incident whether it affects the API here', () => {
    expect(reports(observed({ page: page(incident()) })).status_incidents?.summary).toBe(
      '“Errors on the REST API” (investigating, major, affects the API)',
    );
  });

  test('shows the code and request_id of a failed request', () => {
    const me = { ...refusal(503, 'service_unavailable'), requestId: 'abc' };
    expect(reports(observed(broken(me))).api_me).toMatchObject({
      code: 'service_unavailable',
      requestId: 'abc',
      status: 503,
      ms: 120,
    });
  });
});

describe('Whatever is observed,', () => {
  test('a diagnosis fits its schema, and its trail starts at the root', () => {
    fc.assert(
      fc.property(anyObservations, (world) => {
        const diagnosis = diagnosisSchema.parse(diagnose(world));
        expect(diagnosis.trail[0]?.id).toBe(tree.root);
      }),
    );
  });

  test('"healthy" is based on known answers only', () => {
    fc.assert(
      fc.property(anyObservations, (world) => {
        const { owner, trail } = diagnose(world);
        expect(owner === 'nobody' && trail.some(({ answer: given }) => given === 'unknown')).toBe(false);
      }),
    );
  });

  test('a probe without an answer never turns another verdict into healthy or Intercom', () => {
    fc.assert(
      fc.property(anyObservations, (world) => {
        for (const blank of blanks) expectNoTurn(world, blank(world));
      }),
      { numRuns: 3_000 },
    );
  });

  test("an unreadable page hides no fault of ours, and adds none of Intercom's", () => {
    fc.assert(
      fc.property(anyObservations, (world) => {
        for (const blank of pageBlanks) {
          const before = diagnose(world).owner;
          const after = diagnose(blank(world)).owner;
          if (after === 'intercom') expect(before).toBe('intercom');
          if (after === 'nobody') expect(['nobody', 'intercom', 'unknown']).toContain(before);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test.each(cases)('a missing token never turns "$leaf" into healthy or Intercom', ({ world }) => {
    const { edge } = world;
    const without = {
      me: notRun,
      identity: null,
      again: world.again.map(() => ({ exchange: edge, identity: null })),
      searches: [],
    };
    expectNoTurn(world, { ...world, ...without });
  });

  test('a deadline is told apart from a refusal', () => {
    expect(diagnose(observed(broken(failure('headers', 'TIMEOUT')))).cause).toContain('times out');
  });
});

const blanks: ((world: Observations) => Observations)[] = [
  (world) => ({ ...world, edge: notRun, again: world.me.kind === 'not_run' ? [] : world.again }),
  (world) => ({ ...world, again: [] }),
  (world) => ({ ...world, searches: [] }),
  // Unset is another thing than unread: the bot says that it does not look at our service.
  (world) =>
    world.health.exchange.kind === 'not_run'
      ? world
      : { ...world, health: { ...world.health, reading: null } },
];

/** The page alone may be unread: what is well without it is healthy, but nothing else becomes so. */
const pageBlanks: ((world: Observations) => Observations)[] = [
  (world) => ({ ...world, page: unreadPage(notRun) }),
  (world) => ({ ...world, page: { ...world.page, indicator: null, open: null } }),
];

function expectNoTurn(known: Observations, less: Observations): void {
  const before = diagnose(known).owner;
  const after = diagnose(less).owner;
  if (after === 'nobody' || after === 'intercom') expect(after).toBe(before);
}
