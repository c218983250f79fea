import { LogLevel, WebAPIPlatformError, WebClient } from '@slack/web-api';
import { startWorkspace } from '../../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace, WorkspaceOptions } from '../../../../packages/slack-sandbox/workspace.ts';

/** A workspace with the real WebClient of its bot; no app listens. */
export type Connected = { readonly workspace: Workspace; readonly client: WebClient };

/** Starts a workspace and a WebClient that tries once and does not wait out rate limits. */
export async function connect(options: WorkspaceOptions = {}): Promise<Connected> {
  const workspace = await startWorkspace(options);
  return { workspace, client: clientOf(workspace) };
}

/** A WebClient with the bot's token, or another; it gives up after `timeout` ms. */
export function clientOf(workspace: Workspace, token = workspace.botToken, timeout = 5_000): WebClient {
  return new WebClient(token, {
    slackApiUrl: workspace.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout,
    logger: silent,
  });
}

const nothing = (): void => undefined;
/** A logger that says nothing: what these tests provoke is no news. */
export const silent = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};

/** The `error` that Slack answers to a call; throws when it succeeds. */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  return String((await refusalOf(call)).error);
}

/** The whole answer `{ok: false, …}` to a call; throws when it succeeds. */
export async function refusalOf(call: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await call;
  } catch (error) {
    if (error instanceof WebAPIPlatformError) return { ...error.data };
    throw error;
  }
  throw new Error('The call succeeded.');
}
