import { nextDue, outbox } from './record.ts';
import type { Scene } from './scene.ts';

/**
 * Moves the clock, five seconds at a time and later more, until nothing waits for another try. Fails when something
 * still does after a long time on the scene's time.
 */
export async function recovered(set: Scene): Promise<void> {
  for (let step = 0; step < 40; step += 1) {
    await set.settled();
    if (nextDue(set) === null) return;
    set.clock.advance(step < 20 ? 5_000 : 30_000);
  }
  throw new Error(`Still to be tried again: ${outbox(set).map(({ key, why }) => `${key} (${why})`)}`);
}
