import { describe, expect } from 'vitest';
import { Random } from '../../../bench/chaos/random.ts';
import { WrongClock } from '../support/faults/wrong-clock.ts';
import { ReminderTale } from '../support/items/reminder-tale.ts';
import { story } from '../support/story.ts';

/** How many things happen in a tale. Where `TALES` says how many seeds to try, they begin at `SEED`. */
const length = Number(process.env.LENGTH ?? 12);
const seeds = Array.from(
  { length: Number(process.env.TALES ?? 2) },
  (_, i) => Number(process.env.SEED ?? 1) + i,
);
const patience = length * 15_000;

describe.concurrent.each(seeds)('In random story %i with restarts and a clock that jumps,', (seed) => {
  story(
    "nobody gets a day's reminder twice, and no day is missed",
    { timeout: patience },
    async ({ scene }) => {
      let clock: WrongClock | null = null;
      const set = await scene({
        botClock(right) {
          clock ??= new WrongClock(right);
          return clock;
        },
      });
      if (!clock) return expect.fail('The bot has no clock of its own.');
      const tale = new ReminderTale(set, clock, new Random(seed));
      await tale.begins();
      for (let i = 0; i < length; i += 1) await tale.goesOn();
      await tale.waits(30);

      expect({ twice: tale.twice(), missed: tale.missed(), untrue: tale.untrue(), done: tale.done }).toEqual({
        twice: [],
        missed: [],
        untrue: [],
        done: tale.done,
      });
      expect(tale.watched).toBeGreaterThan(0);
    },
  );
});
