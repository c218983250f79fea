import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import { Background } from '../../../src/app/background.ts';
import { systemClock } from '../../../src/app/clock.ts';
import { CommandBus } from '../../../src/app/command-bus.ts';
import { createLog } from '../../../src/app/log.ts';
import type { ResponsePolicy } from '../../../src/domain/decide/response-policy.ts';
import { type Millis, userIdSchema } from '../../../src/domain/incident/ids.ts';
import { builtInRoles } from '../../../src/domain/incident/people/roles.ts';
import { dayIn } from '../../../src/domain/text/days.ts';
import { Responders } from '../../../src/slack/access/responders.ts';
import { conversationListeners } from '../../../src/slack/listeners.ts';
import { openSqlite } from '../../../src/store/sqlite/sqlite-store.ts';
import { diagnosis } from './diagnoses.ts';

const span = { amount: 1, unit: 'h' } as const;
const spans = { P1: span, P2: span, P3: span, P4: span };
const policy: ResponsePolicy = {
  respondWithin: spans,
  updateEvery: spans,
  triageEvery: spans,
  timeZone: 'UTC',
};

/** Everything the bot hears, as `actions resolve` or `events message`: each name as often as a conversation hears it. */
export async function everythingHeard(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'wiring-'));
  const store = openSqlite(`file:${join(folder, 'incidents.db')}`);
  try {
    const log = createLog('silent');
    const tables = conversationListeners({
      store,
      commandBus: new CommandBus({ store, clock: systemClock, policy }),
      clock: systemClock,
      sentAt: () => systemClock.now() as Millis,
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
    });
    return tables.flatMap((table) =>
      Object.entries(table).flatMap(([kind, named]) => Object.keys(named).map((name) => `${kind} ${name}`)),
    );
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
}
