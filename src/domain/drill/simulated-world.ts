import type { HealthReading, PostedIncident } from '../triage/observation.ts';

/** What the simulated API does, under the same names as in the sandbox's simulated Intercom. */
export type ApiWorld =
  | 'healthy'
  | 'slow'
  | 'hang'
  | 'search_hangs'
  | 'search_down'
  | 'search_unauthorized'
  | 'bad_gateway'
  | 'unavailable'
  | 'token_revoked'
  | 'rate_limited';

/** An incident on the simulated status page, in the drill's region. */
export type SimulatedIncident = Required<Pick<PostedIncident, 'title'>> & {
  readonly impact: 'minor' | 'major';
  readonly status: 'investigating' | 'identified' | 'monitoring';
  readonly component: string;
};

/** A state of the world, as probes can see it. */
export type World = {
  readonly api: ApiWorld;
  readonly posted: SimulatedIncident | null;
  /** What our own service reports about itself. */
  readonly service: HealthReading;
};

/** Our service when everything is healthy. */
export const wellService: HealthReading = { overall: 'healthy', intercom: 'healthy', failing: [] };

/** Our service when its requests to Intercom fail. */
export const cutOffService: HealthReading = { overall: 'unhealthy', intercom: 'unhealthy', failing: [] };

/** Everything is healthy except for the given changes. */
export const world = (changed: Partial<World> = {}): World => ({
  api: 'healthy',
  posted: null,
  service: wellService,
  ...changed,
});
