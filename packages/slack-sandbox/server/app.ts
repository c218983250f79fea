import type { CommandHint, Outside, SeenRecord, Shell } from './screen.ts';

/**
 * The app behind the workspace, as the page shows it: everything it tells of itself. Any Slack app can stand here;
 * what one cannot tell is empty.
 */
export type AppUnderTest = {
  readonly running: boolean;
  /** Ends and begins it; null where nobody can. Both reject with a sentence for people. */
  readonly control: { stop(): Promise<void>; start(): Promise<void> } | null;
  readonly commands: readonly CommandHint[];
  readonly shortcuts: Shell['shortcuts'];
  readonly tryFirst: Shell['tryFirst'];
  readonly commandMenus: Outside['commandMenus'];
  /** What it next owes, ms UTC on the sandbox's clock; null for nothing, or when it does not tell. */
  nextDue(): Promise<Outside['nextDue']>;
  /** Its records, newest first. */
  records(): Promise<readonly SeenRecord[]>;
};

/** No app, or one of which nothing is known and that somebody else starts. */
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
