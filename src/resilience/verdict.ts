/**
 * What a failed call allows.
 * - `limited`: a 429. The call wasn't carried out; wait, then call again.
 * - `unavailable`: 408, 5xx, or no usable response. `carriedOut` says whether it may have taken effect anyway.
 * - `refused`: any other status. Calling again gives the same result, so it's neither retried nor covered up.
 * - `other`: nothing to do with Intercom: a bug, or the caller's own abort.
 *
 * `waitMs` is the wait that the response asked for, as it came: unclamped, perhaps negative; null if it asked for none.
 * `because` is part of a sentence for people (`Intercom answered 503`), without bodies or tokens.
 */
export type Verdict =
  | { kind: 'limited'; status: number; waitMs: number | null; because: string }
  | {
      kind: 'unavailable';
      status: number | null;
      waitMs: number | null;
      carriedOut: 'no' | 'maybe';
      because: string;
    }
  | { kind: 'refused'; status: number; because: string }
  | { kind: 'other'; because: string };

/** Intercom couldn't respond now: it may later, and the last good value can stand in. */
export type Passing = Extract<Verdict, { kind: 'limited' | 'unavailable' }>;

/** Whether it's worth calling again later. */
export function isPassing(verdict: Verdict): verdict is Passing {
  return verdict.kind === 'limited' || verdict.kind === 'unavailable';
}

/** Reads what a call threw. `now` is UNIX ms. Replace it to teach `retry` and `StaleCache` another client. */
export type ReadFailure = (error: unknown, now: number) => Verdict;

/** Reads what a call returned: null if the response is good. `now` is UNIX ms. */
export type ReadAnswer = (answer: unknown, now: number) => Verdict | null;

/** The verdict on an HTTP status that isn't a success. `waitMs` is what its headers ask for (`waitAsked`). */
export function verdictOfStatus(status: number, waitMs: number | null = null): Verdict {
  const because = `Intercom answered ${status}`;
  if (status === 429) return { kind: 'limited', status, waitMs, because: `${because}, too many requests` };
  if (status === 408 || status >= 500) {
    return { kind: 'unavailable', status, waitMs, carriedOut: 'maybe', because };
  }
  return { kind: 'refused', status, because };
}

/** The verdict when no usable response came. `because` says how: `Intercom didn't respond (ECONNRESET)`. */
export function noAnswer(because: string, carriedOut: 'no' | 'maybe' = 'maybe'): Verdict {
  return { kind: 'unavailable', status: null, waitMs: null, carriedOut, because };
}

/** The verdict on a page, or on half a response, where JSON was expected. */
export const notJson: Verdict = noAnswer('Intercom answered with something that is not JSON');

/** An error that carries its own verdict. Throw it from a call whose failure only you can judge. */
export class CallFailed extends Error {
  readonly verdict: Verdict;

  /** `cause` is what was originally thrown, if anything was. */
  constructor(verdict: Verdict, cause?: unknown) {
    super(verdict.because, cause === undefined ? {} : { cause });
    this.name = 'CallFailed';
    this.verdict = verdict;
  }
}
