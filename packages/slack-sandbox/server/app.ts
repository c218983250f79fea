import type { CommandHint, Outside, SeenRecord, Shell } from './screen.ts';

/**
 * The app behind the workspace, as the page shows it: everything it reports about itself. Any Slack app can be used
 * here; what an app doesn't report is empty.
 */
export type AppUnderTest = {
  readonly running: boolean;
  /** Stops and starts it; null if nobody can. Both reject with a sentence for people. */
  readonly control: { stop(): Promise<void>; start(): Promise<void> } | null;
  readonly commands: readonly CommandHint[];
  readonly shortcuts: Shell['shortcuts'];
  readonly tryFirst: Shell['tryFirst'];
  readonly commandMenus: Outside['commandMenus'];
  /** The next work it has due, ms UTC on the sandbox's clock; null for nothing, or if it doesn't say. */
  nextDue(): Promise<Outside['nextDue']>;
  /** Its records, newest first. */
  records(): Promise<readonly SeenRecord[]>;
};

/** No app, or one that nothing is known about and that is started elsewhere. */
export const unknownApp: AppUnderTest = {
  running: false,
  control: null,
  commands: [],
  shortcuts: [],
  tryFirst: null,
  commandMenus: [],
  nextDue: async () => null,
  records: async () => [],
};
