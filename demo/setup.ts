import type { SimulatedIntercom } from '../packages/intercom-sandbox/start.ts';
import type { SandboxSetup } from '../packages/slack-sandbox/run-cli.ts';

/** What the sandbox is opened on with our bot: the Intercom beside the workspace too, for those who play with it. */
export type DemoSetup = SandboxSetup & { readonly intercom: SimulatedIntercom };
