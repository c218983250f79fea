import type { Reach } from '../../../src/app/worker/attempt.ts';
import { type Outcome, retryLater } from '../../../src/app/worker/outcome.ts';
import { type Millis, millisSchema } from '../../../src/domain/incident/ids.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { owe, quietIncident } from '../../store/support/orders.ts';
import { announce } from './effects.ts';
import type { HandClock } from './hand-clock.ts';
import { startTestBot } from './test-bot.ts';
import { waitUntilIdle } from './wait-until-idle.ts';

/** A Slack that takes other calls, or takes none. */
export function slack(takes: boolean): { reach: Reach; set(now: boolean): void } {
  let taking = takes;
  return {
    reach: { taken: () => 0, tookSince: () => false, since: async () => taking },
    set: (now) => {
      taking = now;
    },
  };
}

/** Lets time pass, from one thing that is scheduled to the next. */
export async function until(clock: HandClock, end: Millis): Promise<void> {
  await waitUntilIdle();
  for (let next = clock.scheduled[0]; next !== undefined && next <= end; next = clock.scheduled[0]) {
    clock.moveTo(millisSchema.parse(Math.max(next, clock.now())));
    await waitUntilIdle();
  }
  clock.moveTo(end);
  await waitUntilIdle();
}

/** An announcement that goes on ending like this, with the times at which it was tried in minutes. */
export async function failing(outcome: (now: number) => Outcome, reach: Reach) {
  const tries: number[] = [];
  const made = await startTestBot(
    {
      announce: async () => {
        tries.push((made.clock.now() - minute(0)) / 60_000);
        return outcome(made.clock.now());
      },
    },
    { reach },
  );
  const id = await quietIncident(made.store);
  await owe(made.store, id, minute(0), announce);
  await made.worker.start();
  return { ...made, id, tries };
}

/** A refusal that passes by itself, after half a minute. */
export const refused = (now: number): Outcome => retryLater('Slack returned no', now + 30_000);
