import type { Switch } from './screen.ts';

/**
 * A service that the app depends on besides Slack, simulated, so that people can break it in the panel. The sandbox
 * knows none itself: whoever opens the page hands them in.
 */
export type SimulatedService = {
  /** What people call it; a heading of the panel. */
  readonly name: string;
  /** Its parts, each in one of several named states, as they are now. */
  switches(): readonly Switch[];
  /** Puts a part into a state, both by their names in `switches`. Throws Refused when there is no such part or state. */
  set(part: string, state: string): Promise<void>;
};
