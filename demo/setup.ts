import type { SimulatedIntercom } from '../sandbox/intercom/start.ts';
import type { AppUnderTest } from '../sandbox/place/app.ts';
import type { Workspace } from '../sandbox/workspace.ts';

/** What the place is opened on: a workspace, an Intercom, the app between them, and what to tell whoever started it. */
export type DemoSetup = {
  readonly workspace: Workspace;
  readonly intercom: SimulatedIntercom;
  readonly app: AppUnderTest;
  readonly hints: readonly string[];
  stop(): Promise<void>;
};
