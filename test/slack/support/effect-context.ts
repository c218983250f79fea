import { WebClient } from '@slack/web-api';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { createLog } from '../../../src/app/log.ts';
import { userIdSchema } from '../../../src/domain/incident/ids.ts';
import type { EffectContext } from '../../../src/slack/effects/effect-context.ts';
import { oneAtATime } from '../../../src/slack/effects/one-at-a-time.ts';
import { clientOptions } from '../../../src/slack/transport/connect-slack.ts';
import type { Store } from '../../../src/store/store.ts';

/** What an effect needs, of a workspace and a store, where nobody is in any private channel. */
export function effectContextFor(slack: Workspace, store: Store): EffectContext {
  const client = new WebClient(slack.botToken, clientOptions({ apiUrl: slack.apiUrl }, createLog('silent')));
  return {
    client,
    backgroundClient: client,
    store,
    oneAtATime: oneAtATime(),
    clock: slack.clock,
    timeZone: 'UTC',
    announceChannel: null,
    roles: [],
    privateChannels: async () => new Set(),
    memberKindNow: async () => 'member',
    zoneOf: () => null,
    picture: async () => null,
    statusPage: 'https://www.finstatus.com',
    callLink: () => null,
    workspaceUrl: () => 'https://acme.slack.com/',
    postmortemCanvas: false,
    forgetDeleted: false,
    self: () => userIdSchema.parse(slack.botUserId),
  };
}
