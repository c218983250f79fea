import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Receiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { Background } from '../../../src/app/background.ts';
import { systemClock } from '../../../src/app/clock.ts';
import { CommandBus } from '../../../src/app/command-bus.ts';
import { createLog } from '../../../src/app/log.ts';
import type { ResponsePolicy } from '../../../src/domain/decide/response-policy.ts';
import { Responders } from '../../../src/slack/access/responders.ts';
import { registerListeners } from '../../../src/slack/listening/register.ts';
import { SlackRouter } from '../../../src/slack/router.ts';
import { boltLog } from '../../../src/slack/transport/bolt-log.ts';
import { openSqlite } from '../../../src/store/sqlite/sqlite-store.ts';
import { diagnosis } from './diagnoses.ts';

/** What a listener was registered for: the switchboard's method, and the name it was given. */
export type Heard = { readonly method: string; readonly name: string };

const span = { amount: 1, unit: 'h' } as const;
const spans = { P1: span, P2: span, P3: span, P4: span };
const policy: ResponsePolicy = {
  respondWithin: spans,
  updateEvery: spans,
  triageEvery: spans,
  timeZone: 'UTC',
};

const deaf: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };

/** A switchboard that writes down what each of its methods is called with, and does it. */
function recording(router: SlackRouter, heard: Heard[]): SlackRouter {
  return new Proxy(router, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        // The door before them all has no name.
        if (property !== 'use') heard.push({ method: String(property), name: z.string().parse(args[0]) });
        return Reflect.apply(value, target, args);
      };
    },
  });
}

/** Everything the bot's listeners hear, in the order they are registered on a real App. */
export async function everythingHeard(): Promise<Heard[]> {
  const folder = await mkdtemp(join(tmpdir(), 'wiring-'));
  const store = openSqlite(`file:${join(folder, 'incidents.db')}`);
  try {
    const log = createLog('silent');
    const app = new App({
      receiver: deaf,
      authorize: async () => ({ botId: 'B1', botUserId: 'U1', botToken: 'xoxb-test' }),
      convoStore: false,
      logger: boltLog(log),
    });
    const heard: Heard[] = [];
    registerListeners(recording(new SlackRouter(app), heard), {
      store,
      commandBus: new CommandBus({ store, clock: systemClock, policy }),
      clock: systemClock,
      policy,
      log,
      background: new Background(log),
      client: new WebClient(),
      admit: async () => null,
      memberKind: async () => 'member',
      recheckCommander: () => {},
      profileChanged: async () => {},
      responders: new Responders({ groups: [], client: new WebClient(), now: systemClock.now, log }),
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
      random: () => 0,
      triage: async () => diagnosis(),
    });
    return heard;
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
}
