import { within } from './deadline.ts';
import type { RateLimit } from './rate-limit.ts';
import { discard, readAnswer } from './read-answer.ts';
import { readFailure } from './read-failure.ts';
import { longestMs, realTiming, type Timing } from './timing.ts';
import {
  CallFailed,
  isPassing,
  type Passing,
  type ReadAnswer,
  type ReadFailure,
  type Verdict,
} from './verdict.ts';
import { waitBefore } from './wait.ts';

/** What `onRetry` gets before each wait. `attempt` counts the calls made so far. */
export type Retrying = { attempt: number; waitMs: number; verdict: Verdict };

/** How to retry. Only `idempotent` is required; times are in ms. */
export type RetryOptions = {
  /**
   * Whether the call is safe to make twice: true for reads, searches, and upserts. If false, only what was certainly
   * not carried out is retried: a 429, and a request that never left.
   */
  idempotent: boolean;
  /**
   * How often each kind is retried. Default: a 429 twice; 408, 5xx, and no response once (Intercom: "retried once").
   */
  retries?: { limited?: number; unavailable?: number };
  /** Default 1,000. */
  minWaitMs?: number;
  /** Default 60,000. If Intercom asks for a longer wait, there is no retry. */
  maxWaitMs?: number;
  /** How long one call can take before it counts as unanswered. Default: what is left of `deadlineMs`. */
  timeoutMs?: number;
  /** For everything together, calls and waits. A wait that would end later isn't started. Default 20,000. */
  deadlineMs?: number;
  /** The limit that this call shares with the app's other calls: while it's reached, the call waits. */
  limit?: RateLimit;
  signal?: AbortSignal;
  /** For the log. */
  onRetry?: (retrying: Retrying) => void;
  readFailure?: ReadFailure;
  readAnswer?: ReadAnswer;
} & Partial<Timing>;

/**
 * Calls, and calls again where that can help and does no harm, after the wait that Intercom asked for. `call` gets a
 * signal that aborts at the deadline; a call that ignores it is left behind. The deadline no longer covers what the
 * call returns, so read the body inside the call.
 *
 * Returns what the call returned. If no further attempt is allowed: throws what the last one threw, or returns the
 * failed `Response` that it returned. Throws `CallFailed` if the deadline ended it, or if the shared limit is reached
 * for longer than the call can wait; the signal's reason if `signal` aborted; and a `RangeError` for options that make
 * no sense.
 */
export async function retry<T>(call: (signal: AbortSignal) => Promise<T>, options: RetryOptions): Promise<T> {
  const plan = planOf(options);
  const ends = plan.now() + plan.deadlineMs;
  const left = { ...plan.retries };
  for (let attempt = 0; ; ) {
    plan.signal?.throwIfAborted();
    const held = plan.limit?.reached(plan.now()) ?? null;
    if (held === null) attempt += 1;
    const tried = held === null ? await tryOnce(call, ends - plan.now(), plan) : unasked(held);
    const { verdict } = tried;
    if (verdict === null || !mayRetry(verdict, plan.idempotent)) return tried.settle();
    const waitMs = waitBefore(verdict, Math.max(attempt, 1), plan, plan.random);
    if (waitMs === null || plan.now() + waitMs >= ends) return tried.settle();
    if (held === null) {
      if (left[verdict.kind] <= 0) return tried.settle();
      left[verdict.kind] -= 1;
    }
    tried.discard();
    plan.onRetry?.({ attempt, waitMs, verdict });
    await plan.sleep(waitMs, plan.signal);
  }
}

/** How one call ended: what it allows, and how to pass it on or release it. */
type Tried<T> = { verdict: Verdict | null; settle: () => T; discard: () => void };

async function tryOnce<T>(
  call: (signal: AbortSignal) => Promise<T>,
  msLeft: number,
  plan: Plan,
): Promise<Tried<T>> {
  const { timeoutMs, sleep, signal } = plan;
  try {
    const answer = await within({ ms: Math.min(msLeft, timeoutMs), sleep, signal }, call);
    const verdict = noted(plan.readAnswer(answer, plan.now()), plan);
    return { verdict, settle: () => answer, discard: () => discard(answer) };
  } catch (error) {
    plan.signal?.throwIfAborted();
    return { verdict: noted(plan.readFailure(error, plan.now()), plan), ...throwing(error) };
  }
}

function noted<V extends Verdict | null>(verdict: V, { limit, now, minWaitMs }: Plan): V {
  if (verdict !== null) limit?.note(verdict, now(), minWaitMs);
  return verdict;
}

/** Stands in for a call that would be refused. */
function unasked(verdict: Passing): Tried<never> {
  return { verdict, ...throwing(new CallFailed(verdict)) };
}

function throwing(error: unknown): Pick<Tried<never>, 'settle' | 'discard'> {
  const settle = () => {
    throw error;
  };
  return { settle, discard: () => {} };
}

function mayRetry(verdict: Verdict, idempotent: boolean): verdict is Passing {
  if (!isPassing(verdict)) return false;
  return verdict.kind === 'limited' || idempotent || verdict.carriedOut === 'no';
}

type Plan = ReturnType<typeof planOf>;

function planOf(options: RetryOptions) {
  const { retries, minWaitMs = 1_000, maxWaitMs = 60_000, deadlineMs = 20_000 } = options;
  const { signal, limit, timeoutMs = deadlineMs } = options;
  const { limited = 2, unavailable = 1 } = retries ?? {};
  insist(limited >= 0 && unavailable >= 0, 'retries must be 0 or more');
  insist(minWaitMs >= 0 && minWaitMs <= maxWaitMs, 'minWaitMs must be from 0 to maxWaitMs');
  insist(maxWaitMs <= longestMs, `maxWaitMs must be at most ${longestMs}`);
  insist(
    deadlineMs > 0 && deadlineMs <= longestMs,
    `deadlineMs must be more than 0 and at most ${longestMs}`,
  );
  insist(timeoutMs > 0 && timeoutMs <= longestMs, `timeoutMs must be more than 0 and at most ${longestMs}`);
  const plan = {
    minWaitMs,
    maxWaitMs,
    timeoutMs,
    deadlineMs,
    retries: { limited, unavailable },
    signal,
    limit,
  };
  return { ...realTiming, readFailure, readAnswer, ...options, ...plan };
}

function insist(holds: boolean, problem: string): void {
  if (!holds) throw new RangeError(problem);
}
