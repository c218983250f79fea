import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readStatuses } from '../../../../src/domain/explain/read/read-status.ts';

const status = fc.integer({ min: 400, max: 599 });

const printed: readonly ((n: number) => string)[] = [
  (n) => `${n}`,
  (n) => `${n}?`,
  (n) => `${n}s since 10:02`,
  (n) => `HTTP ${n}`,
  (n) => `HTTP/1.1 ${n}`,
  (n) => `HTTP/2 ${n} \ncontent-length: 404`,
  (n) => `< HTTP/1.1 ${n} Something`,
  (n) => `status: ${n}`,
  (n) => `"status":${n},"took":503`,
  (n) => `"status": "${n}"`,
  (n) => `status=${n} duration=404ms`,
  (n) => `statusCode: ${n},`,
  (n) => `'statusCode' => ${n}`,
  (n) => `status_code=${n}`,
  (n) => `http_code: '${n}'`,
  (n) => `http_status ${n}`,
  (n) => `:status => ${n}`,
  (n) => `[status code] ${n} [reason phrase]`,
  (n) => `response code: ${n}`,
  (n) => `code: ${n}`,
  (n) => `error ${n}`,
  (n) => `error: ${n}`,
  (n) => `Error ${n}:`,
  (n) => `returned error: ${n}`,
  (n) => `Request failed with status code ${n}`,
  (n) => `Response code ${n} (Nope)`,
  (n) => `the server responded with status ${n}`,
  (n) => `the server responded with a status of ${n} ()`,
  (n) => `Server returned HTTP response code: ${n} for URL: https://api.intercom.io/me`,
  (n) => `does not indicate success: ${n} (Unauthorized)`,
  (n) => `${n} Client Error: Nope for url: https://api.intercom.io/me`,
  (n) => `${n} Server Error: Nope for url`,
  (n) => `GET https://api.intercom.io/contacts/404 ${n}`,
  (n) => `GET /contacts/404 ${n} 503ms`,
  (n) => `GET /me -> ${n}`,
  (n) => `"GET /me HTTP/1.1" ${n} 404 "-" "curl/8.4.0"`,
  (n) => `<title>${n} Oops</title>`,
  (n) => `intercom returns ${n} for eu`,
  (n) => `we get a ${n} from intercom`,
  (n) => `getting ${n} on /contacts/503`,
  (n) => `why do we see ${n} again`,
  (n) => `<Response [${n}]>`,
  (n) => `IntercomError: ${n}`,
];

const counts: readonly ((n: number) => string)[] = [
  (n) => `${n} contacts in 12 ms`,
  (n) => `took ${n}ms`,
  (n) => `took ${n} ms`,
  (n) => `in ${n} seconds`,
  (n) => `after ${n}s`,
  (n) => `at foo.js:${n}:12`,
  (n) => `at foo.js:12:${n}`,
  (n) => `sync.rb:${n}:in 'call'`,
  (n) => `File "a.py", line ${n}, in main`,
  (n) => `ECONNREFUSED 34.1.2.3:${n}`,
  (n) => `port ${n}`,
  (n) => `localhost:${n}`,
  (n) => `id ${n}`,
  (n) => `id=${n}`,
  (n) => `"id": ${n}`,
  (n) => `contact_id: ${n}`,
  (n) => `pid ${n}`,
  (n) => `[${n}]: started`,
  (n) => `attempt ${n}`,
  (n) => `#${n}`,
  (n) => `INC-${n}`,
  (n) => `v1.${n}`,
  (n) => `${n}.5`,
  (n) => `1,${n}`,
  (n) => `${n},000`,
  (n) => `$${n}`,
  (n) => `${n}%`,
  (n) => `${n} KB`,
  (n) => `${n}k`,
  (n) => `10.0.${n}.1`,
  (n) => `10:02:03.${n}`,
  (n) => `10:02:03,${n} INFO`,
  (n) => `2026-11-27T10:02:03.${n}Z`,
  (n) => `${n} of 1000`,
  (n) => `12 of ${n}`,
  (n) => `batch of ${n}`,
  (n) => `content-length: ${n}`,
  (n) => `x-ratelimit-limit: ${n}`,
  (n) => `x-ratelimit-remaining: ${n}`,
  (n) => `limit=${n}`,
  (n) => `count: ${n}`,
  (n) => `"durationMs":${n}`,
  (n) => `p99 ${n}ms`,
  (n) => `${n} requests per minute`,
  (n) => `${n} req/s`,
  (n) => `timeout of ${n}ms`,
  (n) => `${n} milliseconds with 0 bytes received`,
  (n) => `+353 1 ${n} 1234`,
  (n) => `Exceeded rate limit of ${n} in 10_seconds`,
  (n) => `user ${n} writes`,
  (n) => `ticket ${n}`,
  (n) => `row ${n}`,
  (n) => `${n} customers are waiting`,
  (n) => `more than ${n} people`,
  (n) => `about ${n} messages`,
  (n) => `exit code ${n}`,
];

describe('A status is found as printed or said:', () => {
  test.each(printed.map((print) => [print(401), print] as const))('%s', (_shown, print) => {
    fc.assert(
      fc.property(status, (n) => {
        expect(readStatuses(print(n))[0]).toBe(n);
      }),
      { numRuns: 30 },
    );
  });
});

describe("A port, count, ID, duration, date, line, or amount isn't a status:", () => {
  test.each(counts.map((count) => [count(404), count] as const))('%s', (_shown, count) => {
    fc.assert(
      fc.property(status, (n) => {
        expect(readStatuses(count(n))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('whichever of them are together on a line about an error', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(status, fc.constantFrom(...counts)), { minLength: 1, maxLength: 6 }),
        (parts) => {
          const line = `intercom error; ${parts.map(([n, count]) => count(n)).join('; ')}`;
          expect(readStatuses(line)).toEqual([]);
          expect(readStatuses(`${line}; status=418`)).toEqual([418]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
