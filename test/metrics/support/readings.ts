import type { Readings } from '../../../src/metrics/gauges.ts';

/** What a bot measures that has nothing to do. */
export const idleReadings: Readings = {
  stats: async () => ({ due: 0, oldestDueAt: null, dead: 0, reminders: 0, overdue: 0, open: {} }),
  writable: () => true,
  connected: () => true,
  deliversSince: () => 0,
  takeovers: () => 1,
  now: () => 0,
};
