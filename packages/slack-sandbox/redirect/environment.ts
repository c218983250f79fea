import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Workspace } from '../workspace.ts';

const nodePreload = fileURLToPath(new URL('node.cjs', import.meta.url));
const pythonFolder = fileURLToPath(new URL('python', import.meta.url));

type Addressed = Pick<Workspace, 'apiUrl' | 'botToken' | 'appToken' | 'signingSecret'>;

/**
 * The environment that makes a program an app of this workspace: the addresses and tokens under their usual names, and
 * what redirects a program that calls slack.com to the sandbox (Node by a preload, Python by a `sitecustomize`).
 * `around` is the environment it's added to, whose NODE_OPTIONS and paths are kept.
 */
export function appEnvironment(
  { apiUrl, botToken, appToken, signingSecret }: Addressed,
  around: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const { NODE_OPTIONS = '', PYTHONPATH = '', NO_PROXY = '' } = around;
  return {
    SLACK_API_URL: apiUrl,
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_SANDBOX_URL: new URL(apiUrl).origin,
    NODE_OPTIONS: [NODE_OPTIONS, `--require ${quoted(nodePreload)}`].filter(Boolean).join(' '),
    PYTHONPATH: [pythonFolder, PYTHONPATH].filter(Boolean).join(delimiter),
    // A proxy would send requests for slack.com to the real one.
    NO_PROXY: [NO_PROXY, 'slack.com', '.slack.com', 'localhost', '127.0.0.1'].filter(Boolean).join(','),
  };
}

/* As NODE_OPTIONS reads a path with spaces. */
function quoted(path: string): string {
  return `"${path.replaceAll(/["\\]/gu, String.raw`\$&`)}"`;
}
