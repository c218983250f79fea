import { WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import { MovableClock } from '../../../packages/slack-sandbox/clock.ts';
import type { Person } from '../../../packages/slack-sandbox/slack/people/person.ts';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace, WorkspaceOptions } from '../../../packages/slack-sandbox/workspace.ts';
import { clientOf } from '../slack/support/client.ts';

type Args = Readonly<Record<string, unknown>>;

/** A workspace with its bot's real WebClient, and one method of it to be refused. */
export type Bench = {
  readonly workspace: Workspace;
  readonly method: string;
  /** The token that the method takes. */
  readonly token: string;
  readonly client: WebClient;
  readonly alice: Person;
  readonly bob: Person;
  /** Calls the method under test, whatever it answers; also with another token. */
  readonly ask: (args?: Args, token?: string) => Promise<void>;
};

/** Brings about one error: does what leads to it, the refused call last. */
export type Provocation = (bench: Bench) => Promise<void>;

/** A provocation, with the workspace it needs where that is not the usual one. */
export type Provoked = Provocation | { readonly options: WorkspaceOptions; readonly by: Provocation };

/** A channel that the bot is in. */
export const incidents = 'C0INCIDENTS';
/** A public channel that it is not in. */
export const random = 'C000RANDOM1';
/** No channel. */
export const nowhere = 'C0NOWHERE';

/** Starts a workspace for one method, on a clock that only tests move. Whoever starts it stops it. */
export async function startBench(method: string, options: WorkspaceOptions = {}): Promise<Bench> {
  const clock = new MovableClock(undefined, { still: true });
  const workspace = await startWorkspace({ clock, rateLimits: false, ...options });
  const bare = method === 'apps.connections.open' ? workspace.appToken : workspace.botToken;
  const client = clientOf(workspace);
  return {
    workspace,
    method,
    token: bare,
    client,
    alice: workspace.person('alice'),
    bob: workspace.person('bob'),
    async ask(args = {}, token = bare) {
      try {
        await clientOf(workspace, token).apiCall(method, args);
      } catch (error) {
        if (!(error instanceof WebAPIPlatformError || error instanceof WebAPIRateLimitedError)) throw error;
      }
    },
  };
}

/** A message of the bot in #incidents, by its ts. */
export async function ownMessage({ client }: Bench): Promise<string> {
  const { ts } = await client.chat.postMessage({ channel: incidents, text: 'posted' });
  return ts ?? '';
}

/** The direct message with alice, by its id. */
export async function directMessage({ client, alice }: Bench): Promise<string> {
  const { channel } = await client.conversations.open({ users: alice.id });
  return channel?.id ?? '';
}

/** A trigger id of something that alice, or another person, does now. */
export async function triggerOf({ workspace }: Bench, person: Person): Promise<string> {
  await person.command('/anything');
  return String(workspace.deliveries.at(-1)?.payload.trigger_id);
}
