import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CommandBus } from '../../src/app/command-bus.ts';
import { done } from '../../src/app/worker/outcome.ts';
import { recordEffects } from '../../src/app/worker/record-effects.ts';
import { type Millis, millisSchema } from '../../src/domain/incident/ids.ts';
import { isOpen } from '../../src/domain/incident/status.ts';
import type { Store } from '../../src/store/store.ts';
import { byAlice, minute, policy } from '../domain/support/fixtures.ts';
import { changed, open } from '../store/support/orders.ts';
import { sqlite } from '../store/support/sqlite.ts';
import { HandClock } from './support/hand-clock.ts';
import { listeningLog } from './support/listening-log.ts';
import { crewOn } from './support/test-bot.ts';
import { waitUntilIdle } from './support/wait-until-idle.ts';

type Step = { readonly wait: number } | { readonly jump: number } | 'restart' | 'update';

const minutes = (most: number) => fc.integer({ min: 1, max: most }).map((n) => n * 60_000);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    minutes(20).map((wait): Step => ({ wait })),
    fc.tuple(minutes(1_500), fc.boolean()).map(([ms, back]): Step => ({ jump: back ? -ms : ms })),
    fc.constantFrom<Step>('restart', 'update'),
  ),
  { minLength: 1, maxLength: 14 },
);

/** A bot whose clock is set, and that is stopped and started again. `early` notes reminders before their time. */
async function bot(store: Store, clock: HandClock, early: Millis[]) {
  const { log } = listeningLog();
  const commandBus = new CommandBus({ store, clock, policy });
  const worker = crewOn(
    { store, clock, log, commandBus },
    {
      ...recordEffects(store),
      sync_reminder: async ({ incident: { reminder } }) => {
        if (reminder && reminder.due > clock.now()) early.push(reminder.due);
        return done();
      },
    },
  );
  await worker.start();
  await waitUntilIdle();
  return { commander: commandBus, worker };
}

/** Plays the steps on one incident; what came too early, and whether what is due in the end is there. */
async function played(plan: readonly Step[]): Promise<{ early: number; reminded: boolean }> {
  const bench = await sqlite.bench();
  const clock = new HandClock(minute(1_440 * 30));
  let store = bench.store;
  const early: Millis[] = [];
  let { commander: commandBus, worker } = await bot(store, clock, early);
  const opening = { target: 'new', command: open(), by: byAlice, inboxId: null } as const;
  const { id } = changed(await commandBus.execute(opening));
  await waitUntilIdle();
  for (const step of plan) {
    if (step === 'restart') {
      await worker.stop();
      store = await bench.restart();
      ({ commander: commandBus, worker } = await bot(store, clock, early));
    } else if (step === 'update') {
      const nothing = { impact: null, cause: null, action: null, nextUpdateAt: null };
      const command = { type: 'post_update', status: 'INVESTIGATING', ...nothing } as const;
      await commandBus.execute({ target: id, command, by: byAlice, inboxId: null });
    } else if ('wait' in step) clock.moveTo(millisSchema.parse(clock.now() + step.wait));
    else clock.setBack(-step.jump);
    await waitUntilIdle();
  }
  const found = await store.incident(id);
  if (found.kind !== 'found' || !isOpen(found.incident.status)) throw new Error('The incident is not open.');
  const promised: Millis = found.incident.nextUpdateAt ?? expect.fail('Nothing is promised.');
  clock.moveTo(millisSchema.parse(Math.max(clock.now() + 6_000, promised)));
  await waitUntilIdle();
  const reminded = (await store.events(id)).some(
    ({ event }) => event.type === 'reminded' && event.due === promised,
  );
  await worker.stop();
  await store.close();
  return { early: early.length, reminded };
}

describe('The reminder of an update, however the clock jumps and the bot restarts,', () => {
  test('comes when the update is due, and not before', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        expect(await played(plan)).toEqual({ early: 0, reminded: true });
      }),
      { numRuns: 60 },
    );
  });
});
