import type { Scene } from './scene.ts';

export const minute = 60_000;
export const hour = 60 * minute;

/** Moves the clock by `ms` and waits for what became due. */
export async function pass(set: Scene, ms: number): Promise<void> {
  set.clock.advance(ms);
  await set.settled();
}

/** Lets so many minutes pass, each with what becomes due in it. */
export async function passMinutes(set: Scene, minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 1) await pass(set, minute);
}

/** Lets the checks of an incident that are due every two minutes run again so many times. */
export async function runs(set: Scene, times: number): Promise<void> {
  for (let run = 0; run < times; run += 1) await pass(set, 2 * minute);
}
