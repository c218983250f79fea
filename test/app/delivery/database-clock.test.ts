import { describe, expect, test } from 'vitest';
import { DatabaseClock } from '../../../src/app/delivery/database-clock.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { HandClock } from '../support/hand-clock.ts';

/** The clock of a host, and the database's as seen from there. */
function hostOf() {
  const own = new HandClock(minute(0));
  return { own, clock: new DatabaseClock(own) };
}

describe("The database's clock", () => {
  test("is the host's own until the database has shown another", () => {
    const { clock } = hostOf();
    expect(clock.now()).toBe(minute(0));
  });

  test('is followed by a host whose clock is minutes off, either way', () => {
    const { own, clock } = hostOf();
    clock.see({ asked: minute(0), now: minute(7) + 2, answered: minute(0) + 4 });
    expect(clock.now()).toBe(minute(7));
    own.moveTo(minute(1));
    expect(clock.now()).toBe(minute(8));
    clock.see({ asked: minute(1), now: minute(-4), answered: minute(1) });
    expect(clock.now()).toBe(minute(-4));
  });

  test('stays where it is as long as the answer could have come from it', () => {
    const { clock } = hostOf();
    clock.see({ asked: minute(0), now: minute(5), answered: minute(0) });
    clock.see({ asked: minute(0), now: minute(5) + 80, answered: minute(0) + 100 });
    clock.see({ asked: minute(0), now: minute(5) + 20, answered: minute(0) + 100 });
    expect(clock.now()).toBe(minute(5));
  });

  test('decides when what is scheduled runs', () => {
    const { own, clock } = hostOf();
    clock.see({ asked: minute(0), now: minute(7), answered: minute(0) });
    clock.schedule(minute(9), () => {});
    expect(own.scheduled).toEqual([minute(2)]);
  });
});
