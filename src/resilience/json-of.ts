import { discard, readAnswer } from './read-answer.ts';
import { CallFailed, noAnswer } from './verdict.ts';

/** An answer of fetch, or of undici's `request()`. */
export type HttpAnswer =
  | { status: number; headers: object; json: () => Promise<unknown> }
  | { statusCode: number; headers: object; body: { json: () => Promise<unknown> } };

/**
 * The JSON that an answer holds, not yet validated. Throws `CallFailed` with the verdict when the answer is a failure,
 * or is not JSON whatever its status says (an error page, a captive portal). A body that breaks off throws what the
 * client throws. `now` is UNIX ms.
 */
export async function jsonOf(answer: HttpAnswer, now: () => number = Date.now): Promise<unknown> {
  const verdict = readAnswer(answer, now());
  if (verdict !== null) {
    discard(answer);
    throw new CallFailed(verdict);
  }
  try {
    return await ('json' in answer ? answer.json() : answer.body.json());
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CallFailed(noAnswer('Intercom answered with something that is not JSON'), error);
  }
}
