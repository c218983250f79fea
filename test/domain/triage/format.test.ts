import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/domain/triage/diagnose.ts';
import {
  diagnosisLines,
  ownerWord,
  probeLine,
  rateLimitWords,
  trailLine,
} from '../../../src/domain/triage/format.ts';
import { answer, broken, observed, refusal } from './support/observations.ts';
import { everythingUnknown } from './support/world.ts';

describe('A diagnosis in words', () => {
  test('names each owner as people read it', () => {
    expect((['intercom', 'ours', 'nobody', 'unknown'] as const).map(ownerWord)).toEqual([
      'Intercom',
      'Ours',
      "Nobody's",
      'Cannot tell',
    ]);
  });

  test('suggests no severity if everything is healthy', () => {
    expect(diagnosisLines(diagnose(observed())).at(-1)).toBe('Suggested severity: none');
  });

  test("says that the severity isn't known yet if nothing was observed", () => {
    expect(diagnosisLines(diagnose(everythingUnknown)).at(-1)).toBe('Suggested severity: not known yet');
  });

  test('has one line per probe, with each fact once', () => {
    const me = { ...refusal(503, 'service_unavailable'), requestId: '3f1c' };
    const [probe] = diagnose(observed(broken(me))).probes;
    expect(probe && probeLine(probe)).toBe('API /me: 503 service_unavailable · 120 ms · request_id 3f1c');
  });

  test('has one line per question, with its answer and reason', () => {
    const asked = diagnose(observed(broken(answer(503)))).trail.find(({ id }) => id === 'is_server_error');
    expect(asked && trailLine(asked)).toBe('Is it a server error (5xx or 408)? Yes: 503 after 120 ms');
  });

  test.each([
    [{ limit: 1667, remaining: 0, resetAt: null }, '0 of 1667 left'],
    [{ limit: null, remaining: 5, resetAt: null }, '5 left'],
    [{ limit: 1667, remaining: null, resetAt: null }, 'limit 1667'],
    [{ limit: null, remaining: null, resetAt: 1 }, ''],
  ])('says what is left of a rate limit of %j', (rateLimit, words) => {
    expect(rateLimitWords(rateLimit)).toBe(words);
  });
});
