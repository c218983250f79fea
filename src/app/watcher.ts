import type { Diagnosis } from '../domain/triage/diagnosis.ts';
import { roundTime } from '../domain/watch/round-time.ts';
import { calmAfter, interrupted, watched } from '../domain/watch/watch.ts';
import type { Clock } from './clock.ts';
import type { CommandBus } from './command-bus.ts';
import { causeOf, failureKind, type Log } from './log.ts';

type Parts = {
  readonly commandBus: CommandBus;
  readonly clock: Clock;
  readonly log: Log;
  /** Runs the checks that are due at a time (UTC ms); null if they are skipped this time. */
  readonly triage: (due: number) => Promise<Diagnosis | null>;
};

/**
 * Checks Intercom every so many ms; problems seen while no incident is open become episodes. Each failure that prevents a check is
 * logged once, until a check runs again.
 */
export class Watcher {
  readonly #parts: Parts;
  readonly #everyMs: number;
  #running: Promise<void> = Promise.resolve();
  #cancel: () => void = () => {};
  #stopped = false;
  /** What checks have failed with since the last one that ran. */
  readonly #failures = new Set<string>();

  constructor(everyMs: number, parts: Parts) {
    this.#everyMs = everyMs;
    this.#parts = parts;
  }

  /** Checks now, and keeps checking. */
  start(): void {
    this.#running = this.#check(this.#parts.clock.now());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    await this.#running;
  }

  async #check(due: number): Promise<void> {
    const { clock, log } = this.#parts;
    const began = clock.now();
    try {
      await this.#look(due);
      this.#failures.clear();
    } catch (error) {
      const kind = failureKind(error);
      if (!this.#failures.has(kind))
        log.error(causeOf(error), 'A monitoring check failed to run; monitoring continues.');
      this.#failures.add(kind);
    }
    if (this.#stopped) return;
    // Counts from now if the clock was set back meanwhile.
    const next = roundTime(Math.min(began, clock.now()), this.#everyMs, this.#everyMs);
    this.#cancel = clock.schedule(next, () => {
      this.#running = this.#check(next);
    });
  }

  async #look(due: number): Promise<void> {
    const { commandBus, triage } = this.#parts;
    const diagnosis = await triage(due);
    if (!diagnosis || this.#stopped) return;
    await commandBus.watch(({ watch, recent, atWork }, at) => {
      const check = { diagnosis, at, calmMs: calmAfter(this.#everyMs) };
      return atWork === null ? watched(watch, recent, check) : interrupted(watch, recent, check, atWork);
    });
  }
}
