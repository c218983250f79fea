import { MovableClock } from './clock.ts';
import { installedBy } from './installed.ts';
import { readManifest } from './manifest.ts';
import { appEnvironment } from './redirect/environment.ts';
import { startWorkspace } from './start-workspace.ts';
import type { Workspace, WorkspaceOptions } from './workspace.ts';

/** How a sandbox for an app's tests starts; everything has a default. */
export type SandboxOptions = Pick<WorkspaceOptions, 'people' | 'rateLimits' | 'ackTimeout' | 'keep'> & {
  /** The port of the Web API, on 127.0.0.1; 0, the default, takes a free one. */
  readonly port?: number;
  /** The app's manifest, YAML or JSON; without it, every scope and event is granted. */
  readonly manifest?: string | URL;
  /**
   * Where the app listens in HTTP mode: one address for everything, or an origin at which each kind has the path from
   * the manifest. Without it, the app connects by Socket Mode. See also `deliverTo`.
   */
  readonly requestUrl?: string;
  /** What the clock shows at first, ms UTC; now by default. It runs by itself, unless it's `still`. */
  readonly startAt?: number;
  /** Whether the clock moves only by `clock.advance`; false by default. */
  readonly still?: boolean;
};

/** A Slack of its own for a test: people, faults, the clock, everything the app called and was sent, and `reset`. */
export type Sandbox = Omit<Workspace, 'state'> & {
  /** The environment to start an app's process with, so that it uses this sandbox without a change to its code. */
  readonly env: Readonly<Record<string, string>>;
};

/**
 * Starts a Slack workspace on 127.0.0.1 for any app's tests. Whoever starts it stops it. Rejects if the port is taken,
 * or with a sentence if the manifest can't be read.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { manifest, requestUrl, startAt, still = false, ...rest } = options;
  const installed = installedBy(manifest === undefined ? null : readManifest(manifest), requestUrl);
  const clock = new MovableClock(startAt, { still });
  const workspace = await startWorkspace({ ...installed, ...rest, clock });
  return Object.assign(workspace, { env: appEnvironment(workspace) });
}
