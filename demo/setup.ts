import type { SimulatedIntercom } from '../packages/intercom-sandbox/start.ts';
import type { AppUnderTest } from '../packages/slack-sandbox/place/app.ts';
import type { SimulatedService } from '../packages/slack-sandbox/place/service.ts';
import type { Workspace } from '../packages/slack-sandbox/workspace.ts';

/** What the place is opened on: a workspace, an Intercom, the app between them, and what to tell whoever started it. */
export type DemoSetup = {
  readonly workspace: Workspace;
  readonly intercom: SimulatedIntercom;
  readonly app: AppUnderTest;
  /** What the panel can break besides Slack. */
  readonly services: readonly SimulatedService[];
  readonly hints: readonly string[];
  stop(): Promise<void>;
};
