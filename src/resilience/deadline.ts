import { setMaxListeners } from 'node:events';
import type { Sleep } from './timing.ts';
import { CallFailed, noAnswer } from './verdict.ts';

/** How long to wait for a piece of work, and the signal that can cancel it. */
export type Limit = { ms: number; sleep: Sleep; signal?: AbortSignal | undefined };

/**
 * Runs `work` for at most `ms`, then rejects with a `CallFailed` (`unavailable`), whether or not the work heeds the
 * signal it was given: intercom-client, for one, waits forever on a body that stalls. Rejects with the signal's reason
 * when `signal` aborts. Once the work has ended, no timer or listener is left behind, and its signal never aborts.
 */
export async function within<T>(limit: Limit, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { ms, sleep, signal } = limit;
  signal?.throwIfAborted();
  if (ms <= 0) throw tooLate();
  // Many calls may share one signal. `AbortSignal.any` needs no listener, but leaks on a long-lived signal on Node 20.
  if (signal !== undefined) setMaxListeners(0, signal);
  const stop = new AbortController();
  const over = new AbortController();
  const ended = new Promise<never>((_, reject) => {
    const end = (reason: unknown) => {
      reject(reason);
      stop.abort(reason);
    };
    signal?.addEventListener('abort', () => end(signal.reason), { once: true, signal: over.signal });
    sleep(ms, over.signal).then(() => over.signal.aborted || end(tooLate()), end);
  });
  try {
    return await Promise.race([work(stop.signal), ended]);
  } finally {
    over.abort();
  }
}

function tooLate(): CallFailed {
  return new CallFailed(noAnswer('Intercom did not answer in time'));
}
