import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/domain/triage/diagnose.ts';
import { diagnosisSchema } from '../../../src/domain/triage/diagnosis.ts';
import { median } from '../../../src/domain/triage/sample.ts';
import {
  answer,
  asked,
  broken,
  failure,
  notRun,
  observed,
  refusal,
  refused,
  searched,
  wellMe,
} from './support/observations.ts';

const sample = (...changed: Parameters<typeof observed>) => diagnose(observed(...changed)).sample;

describe("A diagnosis's sample", () => {
  test('counts the six requests to the API, with none failed', () => {
    expect(sample()).toEqual({ ms: 120, failed: 0, total: 6 });
  });

  test('counts a dropped request, and takes the median time of the others', () => {
    const again = [asked(answer(200, { ms: 300 })), asked(failure('headers', 'ECONNRESET'))];
    expect(sample({ again })).toEqual({ ms: 210, failed: 1, total: 6 });
  });

  test('counts every refusal as a failure, except the expected 401', () => {
    expect(sample(refused(refusal(403, 'forbidden')))).toMatchObject({ failed: 5, total: 6 });
  });

  test('has no time if nothing responded', () => {
    expect(sample(broken(failure('connect', 'ECONNREFUSED')))).toEqual({ ms: null, failed: 6, total: 6 });
  });

  test('counts searches', () => {
    expect(sample({ searches: searched(wellMe, answer(503)) })).toMatchObject({ failed: 1, total: 6 });
  });

  test('without a token counts the unauthenticated requests instead', () => {
    expect(sample({ me: notRun })).toEqual({ ms: 120, failed: 0, total: 3 });
  });

  test('can be missing in records of older versions, and so can stages and further request_ids', () => {
    const { sample: _, probes, ...old } = diagnose(observed());
    const short = probes.map(({ stages: _stages, requestIds: _ids, ...probe }) => probe);
    expect(diagnosisSchema.safeParse({ ...old, probes: short }).success).toBe(true);
  });
});

test.each([
  [[], null],
  [[5], 5],
  [[9, 1, 5], 5],
  [[1, 2, 10, 20], 6],
])('The median of %j is %j', (values, middle) => {
  expect(median(values)).toBe(middle);
});
