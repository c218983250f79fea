import { describe, expect, test } from 'vitest';
import { catalogue, entryByCode, entryByStatus, usualStatus } from '../../../src/domain/explain/catalogue.ts';
import { explain } from '../../../src/domain/explain/explain.ts';
import { explanationLines } from '../../../src/domain/explain/format-explanation.ts';

describe('The error catalogue', () => {
  test('lists each key once', () => {
    expect(new Set(catalogue.map(({ key }) => key)).size).toBe(catalogue.length);
  });

  test('has every status that Intercom and its edge are known to return', () => {
    const statuses = [
      400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 415, 422, 429, 500, 502, 503, 504, 522,
    ];
    expect(statuses.filter((status) => entryByStatus(status)?.key !== `http_${status}`)).toEqual([]);
  });

  test.each(catalogue)('explains $key in whole sentences with a fix', ({ cause, fix, title }) => {
    for (const text of [cause, fix]) expect(text).toMatch(/^[A-Z`].{15,220}[.`]$/);
    expect(title.length).toBeGreaterThan(2);
  });

  test('recommends a retry only for load and server failures', () => {
    const retryable = catalogue.filter(({ retry }) => retry !== 'no').flatMap(({ http }) => http[0] ?? []);
    expect(retryable.every((status) => status === 408 || status === 429 || status >= 500)).toBe(true);
  });

  test('says to replace the token after adding a permission, and never to keep it', () => {
    const texts = catalogue.map(({ key, cause, fix }) => ({ key, text: `${cause} ${fix}` }));
    const keep = texts.filter(({ text }) => /not rotate|keep the token|rotating/i.test(text));
    expect(keep).toEqual([]);
    const added = texts.filter(({ text }) =>
      /\bAdd .{0,60}(?:permission|scope)|adding a permission/.test(text),
    );
    expect(added.length).toBeGreaterThan(3);
    expect(added.filter(({ text }) => !/regenerate/i.test(text))).toEqual([]);
  });

  test('states no minimum rate limit, because windows vary by app and endpoint', () => {
    const limits = catalogue.filter(({ cause, fix }) => /\b(?:83|100|166|167|1667)\b/.test(cause + fix));
    expect(limits).toEqual([]);
  });

  test('shows no token in its examples', () => {
    const examples = catalogue.flatMap(({ example }) => (example === null ? [] : [example.code]));
    expect(examples.filter((code) => /Bearer (?!\$\{?INTERCOM_ACCESS_TOKEN)/.test(code))).toEqual([]);
  });

  test("knows a code's usual status", () => {
    expect([usualStatus('rate_limit_exceeded'), usualStatus('job_closed'), usualStatus('brand_new')]).toEqual(
      [429, null, null],
    );
  });

  test("doesn't take a status entry for a code", () => {
    expect(entryByCode('http_503')).toBeNull();
  });
});

describe('An explanation in words', () => {
  test('starts with whose problem it is, then cause, fix, and retry, with the example in a code block', () => {
    const lines = explanationLines(explain('token_revoked'));
    expect(lines.slice(0, 5).map((line) => line.replace(/: .*/, ''))).toEqual([
      'Whose problem',
      '401 token_revoked',
      'Cause',
      'Fix',
      'Retry',
    ]);
    expect(lines[0]).toBe('Whose problem: Ours');
    expect(lines.filter((line) => line === '```')).toHaveLength(2);
  });

  test('says whose problem it is for every entry', () => {
    expect(explanationLines(explain('429 and 503')).filter((line) => line.startsWith('Whose'))).toEqual([
      'Whose problem: Ours',
      'Whose problem: Intercom',
    ]);
  });

  test('quotes what the pasted error says about itself', () => {
    const body = '{"errors":[{"code":"parameter_invalid","message":"email is not a valid email address"}]}';
    expect(explanationLines(explain(body))[2]).toBe('It says: "email is not a valid email address"');
  });

  test('ends with the pasted request_ids', () => {
    expect(explanationLines(explain('503 req_ab12')).at(-1)).toBe('request_id: req_ab12');
  });

  test('shows at most six entries, and counts the rest', () => {
    const codes = [
      'resource_conflict',
      'job_closed',
      'token_revoked',
      'not_found',
      'server_error',
      'retry_after',
      'merge_failed',
    ];
    expect(explanationLines(explain(codes.join(' ')))).toContain('… and 1 more');
  });

  test('says what can be asked if nothing is known', () => {
    expect(explanationLines(explain('rubbish'))).toHaveLength(1);
  });
});
