import type { SimulatedIntercom } from '../packages/intercom-sandbox/start.ts';
import type { SandboxSetup } from '../packages/slack-sandbox/run-cli.ts';

/** What the sandbox opens on with our bot, including the Intercom alongside the workspace, for those who use it. */
export type DemoSetup = SandboxSetup & { readonly intercom: SimulatedIntercom };
