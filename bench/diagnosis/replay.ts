import { type Case, type Verdict, verdict, type World } from './case.ts';

/** One moment of an incident: the time of day (UTC), the world then, the label, and why. */
export type Moment = { at: string; world: World; right: Verdict; because: string };

/** An incident of the past, moment by moment. The history of the checks before goes into each. */
export type Replay = { name: string; day: string; moments: readonly Moment[] };

/** UNIX ms of a moment. */
export const timeOf = ({ day }: Replay, { at }: Moment): number => Date.parse(`${day}T${at}:00Z`);

/** A moment as a case; its history comes from what was said before. */
export const caseOf = (replay: Replay, { at, ...moment }: Moment): Case => ({
  ...moment,
  name: `${replay.name}, ${at}`,
});

/** Several moments alike. */
export const during = (times: readonly string[], rest: Omit<Moment, 'at'>): Moment[] =>
  times.map((at) => ({ at, ...rest }));

/** All is well, and nothing was wrong before. */
export const well = (at: string, because: string): Moment => ({
  at,
  world: {},
  right: verdict('nobody', 'false alarm', null, 'watch'),
  because,
});

/** All is well, after something was not. */
export const recovered = (at: string, because: string, world: World = {}): Moment => ({
  at,
  world,
  right: verdict('nobody', 'recovery', null, 'watch'),
  because,
});
