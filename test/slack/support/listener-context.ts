import { WebClient } from '@slack/web-api';
import { Background } from '../../../src/app/background.ts';
import { systemClock } from '../../../src/app/clock.ts';
import { CommandBus } from '../../../src/app/command-bus.ts';
import { createLog } from '../../../src/app/log.ts';
import type { ResponsePolicy } from '../../../src/domain/decide/response-policy.ts';
import { userIdSchema } from '../../../src/domain/incident/ids.ts';
import { builtInRoles } from '../../../src/domain/incident/people/roles.ts';
import { dayIn } from '../../../src/domain/text/days.ts';
import { Responders } from '../../../src/slack/access/responders.ts';
import type { ListenerContext } from '../../../src/slack/listening/listener-context.ts';
import type { Store } from '../../../src/store/store.ts';
import { diagnosis } from './diagnoses.ts';

const span = { amount: 1, unit: 'h' } as const;
const spans = { P1: span, P2: span, P3: span, P4: span };
const policy: ResponsePolicy = {
  respondWithin: spans,
  updateEvery: spans,
  triageEvery: spans,
  timeZone: 'UTC',
};

/** What conversations work with, on a store: Slack isn't called, and everybody is admitted. */
export function listenerContextOn(store: Store): ListenerContext {
  const log = createLog('silent');
  return {
    store,
    commandBus: new CommandBus({ store, clock: systemClock, policy }),
    clock: systemClock,
    policy,
    log,
    background: new Background(log),
    client: new WebClient(),
    admit: async () => null,
    memberKind: async () => 'member',
    today: () => dayIn(systemClock.now(), 'UTC'),
    recheckRoles: () => {},
    profileChanged: async () => {},
    roles: builtInRoles,
    self: () => userIdSchema.parse('U0BOT'),
    responders: new Responders({ groups: [], client: new WebClient(), now: systemClock.now, log }),
    grantedScopes: async () => [],
    weeksPicture: async () => Buffer.alloc(0),
    privateChannels: async () => new Set(),
    announceChannel: null,
    callLink: () => null,
    workspaceUrl: () => 'https://acme.slack.com/',
    monitored: {
      intercom: 'api.intercom.io',
      asked: true,
      statusPage: 'https://www.finstatus.com',
      health: null,
      watchEveryMs: null,
    },
    intercom: () => ({
      region: 'us',
      host: 'api.intercom.io',
      apiUrl: 'https://api.intercom.io',
      healthUrl: null,
      apiVersion: '2.14',
    }),
    impact: async () => null,
    formWaitMs: 1_200,
    random: () => 0,
    triage: async () => diagnosis(),
  };
}
