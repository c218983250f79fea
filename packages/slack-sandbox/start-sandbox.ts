import { MovableClock } from './clock.ts';
import { installedBy } from './installed.ts';
import { readManifest } from './manifest.ts';
import { appEnvironment } from './redirect/environment.ts';
import { startWorkspace, type Workspace, type WorkspaceOptions } from './workspace.ts';

/** How a sandbox for the tests of an app starts; everything has a default. */
export type SandboxOptions = Pick<WorkspaceOptions, 'people' | 'rateLimits' | 'ackTimeout' | 'keep'> & {
  /** The port of the Web API, on 127.0.0.1; 0, the default, takes a free one. */
  readonly port?: number;
  /** The app's manifest, YAML or JSON; without it every scope and event is granted. */
  readonly manifest?: string | URL;
  /**
   * Where the app listens in HTTP mode: one address for everything, or an origin at which each kind has the path that
   * the manifest names. Without it the app connects by Socket Mode. See also `deliverTo`.
   */
  readonly requestUrl?: string;
  /** What the clock shows at first, ms UTC; now. It goes on by itself, unless it is `still`. */
  readonly startAt?: number;
  /** Whether the clock moves by `clock.advance` only; false. */
  readonly still?: boolean;
};

/** A Slack of its own for a test: people, faults, the clock, everything the app called and was told, and `reset`. */
export type Sandbox = Omit<Workspace, 'world'> & {
  /** What an app's process is started with to be at home here, without a change to its code. */
  readonly env: Readonly<Record<string, string>>;
};

/**
 * Starts a Slack workspace on 127.0.0.1 for the tests of any app. Whoever starts it stops it.
 * Rejects when the port is taken, or with a sentence when the manifest cannot be read.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { manifest, requestUrl, startAt, still = false, ...rest } = options;
  const installed = installedBy(manifest === undefined ? null : readManifest(manifest), requestUrl);
  const clock = new MovableClock(startAt, { still });
  const workspace = await startWorkspace({ ...installed, ...rest, clock });
  return Object.assign(workspace, { env: appEnvironment(workspace) });
}
