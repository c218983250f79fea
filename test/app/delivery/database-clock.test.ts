import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DatabaseClock } from '../../../src/app/delivery/database-clock.ts';
import type { Millis } from '../../../src/domain/incident/ids.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { HandClock } from '../support/hand-clock.ts';

/** A host: its clock, which can be set, its timer, which can't, and the database's clock as seen from there. */
function hostOf() {
  const own = new HandClock(minute(0));
  const timer = new HandClock(0 as Millis);
  return { own, timer, clock: new DatabaseClock(own, timer) };
}

/** The database's time in an answer that took no time; `moment`: by the timer. */
const at = (moment: number, now: number) => ({ asked: moment, now, answered: moment });

/** What happens between two looks at the clock: time passes, the host's clock is set, or the database answers. */
const step = fc.oneof(
  fc.record({ passes: fc.integer({ min: 0, max: 600_000 }) }),
  fc.record({ setBy: fc.integer({ min: -86_400_000, max: 86_400_000 }) }),
  fc.record({ there: fc.integer({ min: 0, max: 900 }), back: fc.integer({ min: 0, max: 900 }) }),
);

describe("The database's clock", () => {
  test("is the host's own until the database has shown another", () => {
    const { own, clock } = hostOf();
    own.moveTo(minute(3));
    expect(clock.now()).toBe(minute(3));
    clock.schedule(minute(9), () => {});
    expect(own.scheduled).toEqual([minute(9)]);
  });

  test('is followed by a host whose clock is minutes off, either way', () => {
    const { timer, clock } = hostOf();
    clock.see({ asked: 0, now: minute(7) + 2, answered: 4 });
    expect(clock.now()).toBe(minute(7));
    timer.moveTo(60_000 as Millis);
    expect(clock.now()).toBe(minute(8));
    clock.see(at(60_000, minute(-4)));
    expect(clock.now()).toBe(minute(-4));
  });

  test('stays where it is as long as the answer could have come from it', () => {
    const { clock } = hostOf();
    clock.see(at(0, minute(5)));
    clock.see({ asked: 0, now: minute(5) + 80, answered: 100 });
    clock.see({ asked: 0, now: minute(5) + 20, answered: 100 });
    expect(clock.now()).toBe(minute(5));
  });

  test('decides when what is scheduled runs', () => {
    const { timer, clock } = hostOf();
    clock.see(at(0, minute(7)));
    clock.schedule(minute(9), () => {});
    expect(timer.scheduled).toEqual([120_000]);
  });

  test("is off by at most the round trip of the last answer, however the host's clock is set", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { own, timer, clock } = hostOf();
        const ahead = minute(500) + 0.5;
        const pass = (ms: number) => {
          own.moveTo((own.now() + ms) as Millis);
          timer.moveTo((timer.now() + ms) as Millis);
        };
        const answer = (there: number, back: number) => {
          const asked = timer.now();
          pass(there);
          const now = timer.now() + ahead;
          pass(back);
          clock.see({ asked, now, answered: timer.now() });
          return there + back;
        };
        let tripMs = answer(3, 9);
        for (const one of steps) {
          if ('passes' in one) pass(one.passes);
          else if ('setBy' in one) own.setBack(-one.setBy);
          else tripMs = answer(one.there, one.back);
          // The clock returns whole milliseconds.
          expect(Math.abs(clock.now() - (timer.now() + ahead))).toBeLessThanOrEqual(tripMs + 1);
        }
      }),
    );
  });
});
