import { setImmediate } from 'node:timers/promises';

/** Returns what fails while `work` runs, and in the turn after it, with nobody to handle it: that ends a process. */
export async function unhandledIn(work: () => Promise<unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  const find = (error: unknown): void => {
    found.push(error);
  };
  process.on('unhandledRejection', find);
  await work();
  await setImmediate();
  process.off('unhandledRejection', find);
  return found;
}
