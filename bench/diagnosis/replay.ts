import { type Case, type Verdict, verdict, type World } from './case.ts';

/** One moment of an incident: the time of day (UTC), the world then, the label, and why. */
export type Moment = { at: string; world: World; right: Verdict; because: string };

/** A past incident, moment by moment. Each check gets the history of the earlier ones. */
export type Replay = { name: string; day: string; moments: readonly Moment[] };

/** UNIX ms of a moment. */
export const timeOf = ({ day }: Replay, { at }: Moment): number => Date.parse(`${day}T${at}:00Z`);

/** A moment as a case; its history comes from the earlier results. */
export const caseOf = (replay: Replay, { at, ...moment }: Moment): Case => ({
  ...moment,
  name: `${replay.name}, ${at}`,
});

/** Several identical moments. */
export const during = (times: readonly string[], rest: Omit<Moment, 'at'>): Moment[] =>
  times.map((at) => ({ at, ...rest }));

/** Everything is healthy, and nothing was wrong before. */
export const well = (at: string, because: string): Moment => ({
  at,
  world: {},
  right: verdict('nobody', 'false alarm', null, 'watch'),
  because,
});

/** Everything is healthy, after something wasn't. */
export const recovered = (at: string, because: string, world: World = {}): Moment => ({
  at,
  world,
  right: verdict('nobody', 'recovery', null, 'watch'),
  because,
});
