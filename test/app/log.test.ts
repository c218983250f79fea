import { describe, expect, test } from 'vitest';
import { causeOf } from '../../src/app/log.ts';

describe('The cause of a failure in the log', () => {
  test('is its class, its code, and where it happened', () => {
    const error = Object.assign(new TypeError('xoxb-secret'), { code: 'ECONNRESET' });
    expect(causeOf(error)).toEqual({
      cause: 'TypeError',
      code: 'ECONNRESET',
      stack: expect.arrayContaining([expect.stringContaining('log.test.ts')]),
    });
  });

  test("never contains the error's words", () => {
    expect(JSON.stringify(causeOf(new Error('token xoxb-secret\nand more of it')))).not.toMatch(
      /secret|more of it/,
    );
  });

  test.each([[null], ['xoxb-secret'], [undefined], [{ token: 'xoxb-secret' }]])(
    'of %o is its type, not its content',
    (thrown) => {
      expect(causeOf(thrown)).toEqual({ cause: typeof thrown });
    },
  );
});
