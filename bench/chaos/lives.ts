import { BotClock } from './bot/bot-clock.ts';
import type { BotProcess } from './bot/bot-process.ts';
import type { StallDetector } from './evidence/stall-detector.ts';
import type { Engine } from './faults/disturbances.ts';
import type { ChaosContext } from './faults/faults.ts';
import { type Life, planLife } from './faults/restarts.ts';
import { betweenLives, runLife } from './life.ts';
import type { Random } from './random.ts';
import { needlessLookups } from './rules/needless-lookups.ts';
import type { Violation } from './violation.ts';

type Given = {
  readonly kills: number;
  readonly bots: number;
  readonly on: Engine;
  readonly stallDetector: StallDetector;
  /** Starts a bot for a life, or (null) for the quiet period at the end. */
  readonly start: (context: ChaosContext, life: Life | null) => BotProcess;
  /** How far everything else has come, given how many lives went wrong. */
  readonly progress: (crashed: number) => string;
};

/** By how many lives each host is ahead of the one before, so that they don't fail the same way at once. */
const apart = 6;
/** Progress is reported once in so many lives. */
const logEvery = 50;

/** The bots of a run: on each host one life after another, until there were enough kills. */
export class Lives {
  readonly #context: ChaosContext;
  readonly #given: Given;
  readonly #running = new Set<BotProcess>();
  /** What each has logged, in order of its start. */
  readonly logs: { readonly pid: number; readonly lines: readonly string[] }[] = [];
  #started = 0;
  #crashed = 0;

  constructor(context: ChaosContext, given: Given) {
    this.#context = context;
    this.#given = given;
  }

  /** How often one of several bots took delivery over. */
  get takeovers(): number {
    return this.logs.flatMap(({ lines }) => lines).filter((line) => line.includes('This bot delivers'))
      .length;
  }

  /** Lives on one host, counted from 0. Returns what went wrong in them. */
  async onHost(random: Random, host: number): Promise<Violation[]> {
    const { journal, workspace, clock, database, log } = this.#context;
    const context = { ...this.#context, host: database.server ? new BotClock() : clock };
    const { stallDetector, kills, on } = this.#given;
    const violations: Violation[] = [];
    const killed = () => journal.counts.get('kill -9') ?? 0;
    for (let index = 0; killed() < kills; index += 1) {
      const part = random.fork(index);
      const life = planLife(part, index + host * apart, on);
      const before = workspace.calls.length;
      const look = await stallDetector.look();
      const bot = this.#start(context, life);
      const broken = await runLife(context, bot, life);
      this.#crashed += broken.length;
      violations.push(...broken);
      this.#running.delete(bot);
      // What one of several bots looks for, another one may have left in doubt.
      if (look?.unsure === false && !database.server)
        violations.push(...needlessLookups(journal, workspace.calls.slice(before)));
      betweenLives(context, life, part);
      this.#started += 1;
      if (this.#started % logEvery === 0)
        log(`${killed()} of ${kills} kills, ${this.#given.progress(this.#crashed)}`);
    }
    return violations;
  }

  /** What the bots logged because nothing in them handled it. */
  get unhandled(): Violation[] {
    const lines = this.logs.flatMap(({ lines }) => lines).filter((line) => line.includes('"Nobody handled'));
    return lines.map((look) => ({
      kind: 'broken',
      incident: 'the bot',
      what: 'left a failure in the background unhandled',
      look,
    }));
  }

  /** Starts those of the quiet period. */
  startAll(): readonly [BotProcess, ...BotProcess[]] {
    const start = () => this.#start(this.#context, null);
    return [start(), ...Array.from({ length: this.#given.bots - 1 }, start)];
  }

  async killAll(): Promise<void> {
    await Promise.all([...this.#running].map((bot) => bot.kill()));
  }

  #start(context: ChaosContext, life: Life | null): BotProcess {
    const bot = this.#given.start(context, life);
    this.#running.add(bot);
    this.logs.push(bot);
    return bot;
  }
}
