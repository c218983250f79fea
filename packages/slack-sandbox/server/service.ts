import type { Switch } from './screen.ts';

/**
 * A simulated service that the app depends on besides Slack, so that people can break it in the panel. The sandbox
 * itself knows none: whoever opens the page passes them in.
 */
export type SimulatedService = {
  /** What people call it; a heading of the panel. */
  readonly name: string;
  /** Its parts, each in one of several named states, as they are now. */
  switches(): readonly Switch[];
  /** Puts a part into a state, both by their names in `switches`. Throws Refused if there is no such part or state. */
  set(part: string, state: string): Promise<void>;
};
