import { setImmediate } from 'node:timers/promises';

/** Turns of the event loop after which nothing that is only waiting for its turn is left. */
const turns = 50;

/** Lets everything run that waits for nothing but its turn. No time passes. */
export async function waitUntilIdle(): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await setImmediate();
}

/** Something that a test holds back until it lets it go. */
export function gate(): { open: () => void; passed: Promise<void> } {
  let open = (): void => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}

/** Whether a promise has ended, after everything had its turn. */
export async function hasEnded(promise: Promise<unknown>): Promise<boolean> {
  let ended = false;
  const watch = promise.then(() => {
    ended = true;
  });
  await waitUntilIdle();
  if (ended) await watch;
  return ended;
}
