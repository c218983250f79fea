import { describe, expect, test } from 'vitest';
import type { Severity } from '../../src/domain/incident/severity.ts';
import { type CheckedIncidents, checkedIncidents } from './support/checked-incidents.ts';

const minute = 60_000;
const mixed: readonly Severity[] = ['P1', 'P2', 'P3', 'P1', 'P2', 'P4'];

/** Declares incidents until there are so many, 7 s apart, and waits until their checks have found their pace. */
async function declared(set: CheckedIncidents, count: number, severities: readonly Severity[]) {
  for (let n = (await set.checks()).length; n < count; n += 1) {
    await set.declare(severities[n % severities.length] ?? 'P1');
    set.wait(7_000);
  }
  await set.pass(4 * minute);
  set.asked();
}

/** How often the checks of some and of many incidents ask Intercom, over a time, as parts of what those of one do. */
async function ratios(severities: readonly Severity[], counts: readonly number[], ms: number) {
  const set = await checkedIncidents();
  const asked: number[] = [];
  for (const count of [1, ...counts]) {
    await declared(set, count, severities);
    await set.pass(ms);
    asked.push(set.asked());
  }
  const [one = 0, ...more] = asked;
  expect(one).toBeGreaterThan(0);
  return more.map((many) => many / one);
}

describe('The checks of open incidents call Intercom', () => {
  test('no more often in an hour for 36 or 100 incidents of all severities than for one', async () => {
    for (const ratio of await ratios(mixed, [36, 100], 60 * minute)) expect(ratio).toBeLessThanOrEqual(1.2);
  });

  test('no more often for 100 of the highest severity than for one', async () => {
    for (const ratio of await ratios(['P1'], [100], 12 * minute)) expect(ratio).toBeLessThanOrEqual(1.2);
  });

  test('once if all of them are overdue after an hour in which the bot was off', async () => {
    const set = await checkedIncidents();
    await declared(set, 36, mixed);
    const before = await set.checks();
    await set.sleep(60 * minute);

    expect(set.asked()).toBe(6);
    expect(await set.checks()).toEqual(before.map((some) => some + 1));
  });

  test('at the same pace after an hour of an Intercom outage', async () => {
    const set = await checkedIncidents();
    await declared(set, 12, mixed);
    await set.intercom.set({ api: 'unavailable' });
    await set.pass(60 * minute);
    const out = set.asked();
    await set.intercom.set({ api: 'healthy' });
    await set.pass(60 * minute);

    expect([out, set.asked()]).toEqual([30 * 6, 30 * 6]);
  });
});
