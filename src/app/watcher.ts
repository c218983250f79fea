import type { Diagnosis } from '../domain/triage/diagnosis.ts';
import { roundTime } from '../domain/watch/round-time.ts';
import { calmAfter, interrupted, watched } from '../domain/watch/watch.ts';
import type { Clock } from './clock.ts';
import type { CommandBus } from './command-bus.ts';
import { causeOf, type Log } from './log.ts';

type Parts = {
  readonly commandBus: CommandBus;
  readonly clock: Clock;
  readonly log: Log;
  /** Runs the checks that are due at a time (UTC ms); null if they are skipped this time. */
  readonly triage: (due: number) => Promise<Diagnosis | null>;
};

/**
 * Checks Intercom every so many ms; problems seen while no incident is open become episodes. What keeps it from that is logged once.
 */
export class Watcher {
  readonly #parts: Parts;
  readonly #everyMs: number;
  #running: Promise<void> = Promise.resolve();
  #cancel: () => void = () => {};
  #stopped = false;
  /** What the last check failed with; null if it ran. */
  #failed: string | null = null;

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
      this.#failed = null;
    } catch (error) {
      const why = causeOf(error);
      const failed = `${why.cause} ${why.code}`;
      if (failed !== this.#failed) log.error(why, 'A monitoring check failed to run; monitoring continues.');
      this.#failed = failed;
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
