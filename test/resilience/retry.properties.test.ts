import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { retry } from '../../src/resilience/retry.ts';
import { CallFailed, type Verdict } from '../../src/resilience/verdict.ts';
import { start, VirtualTime } from './virtual-time.ts';

const waitMs = fc.option(fc.oneof(fc.integer({ min: -1e6, max: 1e6 }), fc.constant(Number.NaN)));
const carriedOut = fc.constantFrom('no' as const, 'maybe' as const);
const failure: fc.Arbitrary<Verdict> = fc.oneof(
  waitMs.map((wait) => ({ kind: 'limited' as const, status: 429, waitMs: wait, because: '429' })),
  fc.tuple(waitMs, carriedOut).map(([wait, out]) => ({
    kind: 'unavailable' as const,
    status: 503,
    waitMs: wait,
    carriedOut: out,
    because: '503',
  })),
  fc.constant({ kind: 'refused' as const, status: 404, because: '404' }),
  fc.constant({ kind: 'other' as const, because: 'a bug' }),
);

/** What a call does after `takes` ms: fail, or succeed (null). */
const behaviour = fc.record({ takes: fc.nat(8_000), verdict: fc.option(failure, { freq: 5 }) });
const options = fc.record({
  idempotent: fc.boolean(),
  retries: fc.record({ limited: fc.nat(4), unavailable: fc.nat(3) }),
  minWaitMs: fc.nat(2_000),
  maxWaitMs: fc.integer({ min: 2_000, max: 90_000 }),
  deadlineMs: fc.integer({ min: 1, max: 200_000 }),
});
const scenario = fc.record({
  options,
  script: fc.array(behaviour, { minLength: 1, maxLength: 10 }),
  random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

async function play({ options, script, random }: Scenario) {
  const time = new VirtualTime();
  const failures: Verdict[] = [];
  const waits: number[] = [];
  let calls = 0;
  const call = async (signal: AbortSignal) => {
    const { takes, verdict } = script[Math.min(calls, script.length - 1)] ?? { takes: 0, verdict: null };
    calls += 1;
    await time.sleep(takes, signal);
    if (verdict === null) return 'answer';
    failures.push(verdict);
    throw new CallFailed(verdict);
  };
  const outcome = await time.run(
    retry(call, {
      ...options,
      now: time.now,
      sleep: time.sleep,
      random: () => random,
      onRetry: (retrying) => waits.push(retrying.waitMs),
    }).catch((error: unknown) => error),
  );
  return { outcome, calls, waits, failures, took: time.now() - start, sleeping: time.sleeping };
}

type Played = Awaited<ReturnType<typeof play>>;

function always(holds: (played: Played, scenario: Scenario) => void): Promise<void> {
  return fc.assert(fc.asyncProperty(scenario, async (one) => holds(await play(one), one)));
}

describe('Whatever Intercom does, a retried call', () => {
  test('makes no more attempts than allowed', () =>
    always(({ calls }, { options }) => {
      expect(calls).toBeLessThanOrEqual(1 + options.retries.limited + options.retries.unavailable);
    }));

  test('waits within the clamp each time', () =>
    always(({ waits }, { options }) => {
      for (const wait of waits) {
        expect(wait).toBeGreaterThanOrEqual(options.minWaitMs);
        expect(wait).toBeLessThanOrEqual(options.maxWaitMs);
      }
    }));

  test('ends by the deadline', () =>
    always(({ took }, { options }) => {
      expect(took).toBeLessThanOrEqual(options.deadlineMs);
    }));

  test('repeats nothing that may have been carried out, unless that is harmless', () =>
    always(({ failures, calls }, { options }) => {
      if (options.idempotent) return;
      const repeated = failures.slice(0, calls - 1);
      for (const verdict of repeated) {
        expect(
          verdict.kind === 'limited' || (verdict.kind === 'unavailable' && verdict.carriedOut === 'no'),
        ).toBe(true);
      }
    }));

  test('ends on a refusal or a bug', () =>
    always(({ failures, calls }) => {
      for (const { kind } of failures.slice(0, calls - 1)) expect(['limited', 'unavailable']).toContain(kind);
    }));

  test('leaves no timer behind', () =>
    always(({ sleeping }) => {
      expect(sleeping).toBe(0);
    }));
});
