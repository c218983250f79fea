import { field, method } from './field.ts';
import { noAnswer, type Verdict, verdictOfStatus } from './verdict.ts';
import { waitAsked } from './wait-asked.ts';

/**
 * Finds the failures that are returned and not thrown: a `Response` of fetch or of undici's `request()` with a status
 * from 400 up, and what intercom-client 7.0.3 returns for a web page with status 200 (measured:
 * `{ ok: false, error: { reason: 'non-json' } }`). Null for everything else. `now` is UNIX ms.
 */
export function readAnswer(answer: unknown, now: number): Verdict | null {
  const headers = field(answer, 'headers');
  const status = field(answer, 'statusCode') ?? field(answer, 'status');
  if (typeof status === 'number' && typeof headers === 'object' && headers !== null) {
    return status >= 400 ? verdictOfStatus(status, waitAsked(headers, now)) : null;
  }
  const unreadable = field(answer, 'ok') === false && field(field(answer, 'error'), 'reason') === 'non-json';
  return unreadable ? noAnswer('Intercom answered with something that is not JSON') : null;
}

/** Lets go of an answer that nobody will read: an unread body keeps its connection busy. */
export function discard(answer: unknown): void {
  const body = field(answer, 'body');
  const release = method(body, 'dump') ?? method(body, 'cancel');
  Promise.resolve(release?.()).catch(() => {});
}
