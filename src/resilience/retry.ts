import { within } from './deadline.ts';
import { discard, readAnswer } from './read-answer.ts';
import { readFailure } from './read-failure.ts';
import { longestMs, realTiming, type Timing } from './timing.ts';
import type { ReadAnswer, ReadFailure, Verdict } from './verdict.ts';
import { waitBefore } from './wait.ts';

/** What is told before each wait. `attempt` counts the calls made so far. */
export type Retrying = { attempt: number; waitMs: number; verdict: Verdict };

/** How to retry. Only `idempotent` must be said; times are in ms. */
export type RetryOptions = {
  /**
   * Whether making the call twice does no harm: true for reads, searches and upserts. When false, only what was
   * certainly not carried out is retried: a 429, and a request that never left.
   */
  idempotent: boolean;
  /** How often each kind is retried. Default: 429 twice; 408, 5xx and no answer once (Intercom: "retried once"). */
  retries?: { limited?: number; unavailable?: number };
  /** Default 1,000. */
  minWaitMs?: number;
  /** Default 60,000. */
  maxWaitMs?: number;
  /** For everything together, calls and waits. A wait that would end later is not begun. Default 20,000. */
  deadlineMs?: number;
  signal?: AbortSignal;
  /** For the log. */
  onRetry?: (retrying: Retrying) => void;
  readFailure?: ReadFailure;
  readAnswer?: ReadAnswer;
} & Partial<Timing>;

/**
 * Calls, and calls again where that may help and does no harm, after the wait that Intercom asked for. `call` gets a
 * signal that aborts at the deadline; one that ignores it is left behind. What it returns is under the deadline no more,
 * so read the body inside the call.
 *
 * Gives what the call returned. When no further try is allowed: what the last one threw, or the failed `Response` it
 * returned. Throws `CallFailed` when the deadline ended it, the signal's reason when `signal` aborted, and a
 * `RangeError` for options that make no sense.
 */
export async function retry<T>(call: (signal: AbortSignal) => Promise<T>, options: RetryOptions): Promise<T> {
  const plan = planOf(options);
  const ends = plan.now() + plan.deadlineMs;
  const left = { ...plan.retries };
  for (let attempt = 1; ; attempt += 1) {
    const tried = await tryOnce(call, ends - plan.now(), plan);
    const { verdict } = tried;
    if (verdict === null || !mayRetry(verdict, plan.idempotent)) return tried.settle();
    const waitMs = waitBefore(verdict, attempt, plan, plan.random);
    if (left[verdict.kind] <= 0 || plan.now() + waitMs >= ends) return tried.settle();
    left[verdict.kind] -= 1;
    tried.discard();
    plan.onRetry?.({ attempt, waitMs, verdict });
    await plan.sleep(waitMs, plan.signal);
  }
}

/** One call's end: what it allows, and how to hand it on or let it go. */
type Tried<T> = { verdict: Verdict | null; settle: () => T; discard: () => void };

async function tryOnce<T>(
  call: (signal: AbortSignal) => Promise<T>,
  ms: number,
  plan: Plan,
): Promise<Tried<T>> {
  try {
    const answer = await within({ ms, sleep: plan.sleep, signal: plan.signal }, call);
    const verdict = plan.readAnswer(answer, plan.now());
    return { verdict, settle: () => answer, discard: () => discard(answer) };
  } catch (error) {
    plan.signal?.throwIfAborted();
    const settle = () => {
      throw error;
    };
    return { verdict: plan.readFailure(error, plan.now()), settle, discard: () => {} };
  }
}

type Retryable = Extract<Verdict, { kind: 'limited' | 'unavailable' }>;

function mayRetry(verdict: Verdict, idempotent: boolean): verdict is Retryable {
  switch (verdict.kind) {
    case 'limited':
      return true;
    case 'unavailable':
      return idempotent || verdict.carriedOut === 'no';
    case 'refused':
    case 'other':
      return false;
  }
}

type Plan = ReturnType<typeof planOf>;

function planOf(options: RetryOptions) {
  const { retries, minWaitMs = 1_000, maxWaitMs = 60_000, deadlineMs = 20_000, signal, ...rest } = options;
  const { limited = 2, unavailable = 1 } = retries ?? {};
  insist(limited >= 0 && unavailable >= 0, 'retries must be 0 or more');
  insist(minWaitMs >= 0 && minWaitMs <= maxWaitMs, 'minWaitMs must be from 0 to maxWaitMs');
  insist(maxWaitMs <= longestMs, `maxWaitMs must be at most ${longestMs}`);
  insist(
    deadlineMs > 0 && deadlineMs <= longestMs,
    `deadlineMs must be more than 0 and at most ${longestMs}`,
  );
  const plan = { minWaitMs, maxWaitMs, deadlineMs, retries: { limited, unavailable }, signal };
  return { ...realTiming, readFailure, readAnswer, ...rest, ...plan };
}

function insist(holds: boolean, problem: string): void {
  if (!holds) throw new RangeError(problem);
}
