import { NoTurn, Turns } from '../api/turns.ts';

/** How long work waits for other work on the same thing, and then before its next attempt, ms. */
export const waitsMs = 1_000;

/** No turn came in time: other work on the same thing is still under way. */
export class InUse extends Error {
  override readonly name = 'InUse';
  /** What it is, with its article. */
  readonly what: string;
  constructor(what: string, options: ErrorOptions) {
    super(`Other work on ${what} is still under way.`, options);
    this.what = what;
  }
}

/**
 * Runs work that reads something in Slack and then changes it by what it has read: one at a time, whichever incidents share
 * the thing, and in whatever lanes the work is. `what` it is, with its article, of the channel or message `where`. Throws
 * InUse if the turn doesn't come in time.
 */
export type OneAtATime = <Result>(
  what: string,
  where: string,
  work: () => Promise<Result>,
) => Promise<Result>;

/** Begins with nothing under way. */
export function oneAtATime(): OneAtATime {
  const turns = new Turns(waitsMs, 1);
  return async (what, where, work) => {
    try {
      return await turns.take(`${what} ${where}`, work);
    } catch (error) {
      throw error instanceof NoTurn ? new InUse(what, { cause: error }) : error;
    }
  };
}
