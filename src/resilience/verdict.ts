/**
 * What a failed call allows.
 * - `limited`: a 429. It was not carried out; wait, then ask again.
 * - `unavailable`: 408, 5xx, or no usable answer. `carriedOut` says whether it may have taken effect all the same.
 * - `refused`: any other status. Asking again gives the same, so it is neither retried nor covered up.
 * - `other`: not about Intercom at all: a bug, or the caller's own abort.
 *
 * `waitMs` is the wait that the answer asked for, as it came: unclamped, perhaps negative; null when it asked for none.
 * `because` is a sentence part for people (`Intercom answered 503`), free of bodies and tokens.
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

/** Intercom could not answer now: it may later, and the last good value may stand in. */
export type Passing = Extract<Verdict, { kind: 'limited' | 'unavailable' }>;

/** Whether it is worth asking again later. */
export function isPassing(verdict: Verdict): verdict is Passing {
  return verdict.kind === 'limited' || verdict.kind === 'unavailable';
}

/** Reads what a call threw. `now` is UNIX ms. Replace it to teach `retry` and `StaleCache` another client. */
export type ReadFailure = (error: unknown, now: number) => Verdict;

/** Reads what a call returned: null when it is a good answer. `now` is UNIX ms. */
export type ReadAnswer = (answer: unknown, now: number) => Verdict | null;

/** The verdict on an HTTP status that is not a success. `waitMs` as its headers ask (`waitAsked`). */
export function verdictOfStatus(status: number, waitMs: number | null = null): Verdict {
  const because = `Intercom answered ${status}`;
  if (status === 429) return { kind: 'limited', status, waitMs, because: `${because}, too many requests` };
  if (status === 408 || status >= 500) {
    return { kind: 'unavailable', status, waitMs, carriedOut: 'maybe', because };
  }
  return { kind: 'refused', status, because };
}

/** The verdict when no usable answer came. `because` says how: `Intercom didn't respond (ECONNRESET)`. */
export function noAnswer(because: string, carriedOut: 'no' | 'maybe' = 'maybe'): Verdict {
  return { kind: 'unavailable', status: null, waitMs: null, carriedOut, because };
}

/** The verdict on a page, or half an answer, where JSON was due. */
export const notJson: Verdict = noAnswer('Intercom answered with something that is not JSON');

/** An error that knows its own verdict. Throw it from a call whose failure only you can judge. */
export class CallFailed extends Error {
  readonly verdict: Verdict;

  /** `cause` is what was thrown first, if anything was. */
  constructor(verdict: Verdict, cause?: unknown) {
    super(verdict.because, cause === undefined ? {} : { cause });
    this.name = 'CallFailed';
    this.verdict = verdict;
  }
}
