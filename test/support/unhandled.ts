import { setImmediate } from 'node:timers/promises';

/** Returns what fails while `work` runs, and in the turn after it, with nobody to handle it. */
export async function unhandledIn(work: () => Promise<unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  const find = (error: unknown): void => {
    found.push(error);
  };
  process.on('unhandledRejection', find);
  try {
    await work();
    await setImmediate();
    return found;
  } finally {
    process.off('unhandledRejection', find);
  }
}
