import { type Logger, pino } from 'pino';
import { adviceFor, lockedAdvice } from '../store/error-advice.ts';

/** Where the program's own events go. Never pass a token or what a person wrote. */
export type Log = Logger;

/** JSON lines on standard output, at `level` and above. */
export const createLog = (level: string): Log =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });

/** Whether a failed attempt gets a line: the 1st, 2nd, 4th, 8th …, so that what stays away for hours doesn't fill the log. */
export const isLogged = (attempt: number): boolean => Number.isInteger(Math.log2(attempt));

/** Logs once that another program has the database locked, with what to do, and once that work continues. */
export const logLock =
  (log: Log) =>
  (locked: boolean): void => {
    if (locked) log.warn(lockedAdvice, "The database is locked; the outbox waits until it's free.");
    else log.info('The database lock is gone; work continues.');
  };

/**
 * The cause of a failure for the log: its class and code, which never contain tokens, and its first stack frames; for
 * the store's failures, also what to do.
 */
export function causeOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { cause: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  const stack = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6);
  const advice = adviceFor(error);
  return {
    cause: error.name,
    ...(code && { code }),
    ...(advice && { trouble: advice.what, todo: advice.todo }),
    stack,
  };
}

/** Tells failures apart without their words: by class, code, and where they were thrown, as far as that isn't Node itself. */
export function failureKind(error: unknown): string {
  const { cause, code, stack } = causeOf(error);
  const frames = Array.isArray(stack)
    ? stack.filter((frame) => !String(frame).includes('node:internal'))
    : [];
  return [cause, code, ...frames.slice(0, 3)].join(' ');
}
