import { onTestFinished } from 'vitest';
import { CommandBus } from '../../../src/app/command-bus.ts';
import type { EffectTable, Handler, Reach } from '../../../src/app/worker/attempt.ts';
import { done } from '../../../src/app/worker/outcome.ts';
import { Worker } from '../../../src/app/worker/worker.ts';
import { effectSchema } from '../../../src/domain/effects/effects.ts';
import type { Store } from '../../../src/store/store.ts';
import { minute, policy } from '../../domain/support/fixtures.ts';
import { sqlite } from '../../store/support/sqlite.ts';
import { HandClock } from './hand-clock.ts';
import { listeningLog } from './listening-log.ts';

const nothing: Handler = async () => done();

/** A table in which every effect is done at once, but for the handlers of a test. */
function table(handlers: Partial<EffectTable>): EffectTable {
  const types = effectSchema.options.map(({ shape }) => shape.type.value);
  return { ...Object.fromEntries(types.map((type) => [type, nothing])), ...handlers } as EffectTable;
}

const withFaults = (store: Store, faults: Partial<Store>): Store =>
  new Proxy(store, {
    get(target, key) {
      const own: unknown = Reflect.get(faults, key);
      const real: unknown = Reflect.get(target, key);
      return own ?? (typeof real === 'function' ? real.bind(target) : real);
    },
  });

type Parts = Pick<
  ConstructorParameters<typeof Worker>[0],
  'store' | 'clock' | 'log' | 'commandBus' | 'reach'
>;

/** A worker on these parts, not yet started, that does every effect at once but for the handlers of a test. */
export function crewOn(parts: Parts, handlers: Partial<EffectTable>, term = 0): Worker {
  const worker = new Worker({ ...parts, term, effects: table(handlers) });
  parts.commandBus.onEffectsOwed = () => worker.nudge();
  return worker;
}

type Wanted = {
  readonly store?: Store;
  readonly faults?: (store: Store) => Partial<Store>;
  /** Whether Slack takes calls; it takes none without. */
  readonly reach?: Reach;
};

/**
 * A worker with a real store in a file, a real commander and a clock that stands at minute 0. Not yet started;
 * stopped when the test ends. `faults` are store functions of a test's own in front of the real ones.
 */
export async function startTestBot(
  handlers: Partial<EffectTable> = {},
  { store: given, faults, reach }: Wanted = {},
) {
  const real = given ?? (await sqlite.bench()).store;
  const store = faults ? withFaults(real, faults(real)) : real;
  const clock = new HandClock(minute(0));
  const { log, lines } = listeningLog();
  const commandBus = new CommandBus({ store, clock, policy });
  const worker = crewOn({ store, clock, log, commandBus, ...(reach && { reach }) }, handlers);
  onTestFinished(() => worker.stop());
  return { store, clock, commander: commandBus, worker, lines };
}
