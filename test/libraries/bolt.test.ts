import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  App,
  type Context,
  ErrorCode,
  type Receiver,
  ReceiverMultipleAckError,
  type SlackAction,
  type ViewSubmitAction,
} from '@slack/bolt';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../src/app/log.ts';
import { boltLog } from '../../src/slack/transport/bolt-log.ts';
import { installed } from './support/installed.ts';

type Options = ConstructorParameters<typeof App>[0];
type Incoming = Parameters<App['processEvent']>[0];

const who = { id: 'U0ALICE', team_id: 'T1' };
const event = { type: 'event_callback', event_id: 'Ev1', team_id: 'T1', event: { type: 'app_home_opened' } };
const command = { command: '/x', text: 'a', user_id: 'U0ALICE', channel_id: 'C1', team_id: 'T1' };
const press = {
  type: 'block_actions',
  user: who,
  team: { id: 'T1' },
  actions: [{ action_id: 'a', block_id: 'b', type: 'button' }],
};
const form = {
  type: 'view_submission',
  user: who,
  team: { id: 'T1' },
  view: { callback_id: 'v', private_metadata: '' },
};
const shortcut = { type: 'message_action', callback_id: 's', user: who, team: { id: 'T1' } };
const kinds = { event, command, press, form, shortcut };

/** Takes payloads by hand. */
class Hand implements Receiver {
  app: App | null = null;
  init(app: App): void {
    this.app = app;
  }
  async start(): Promise<void> {}
  async stop(): Promise<void> {}
}

/** Bolt as the bot sets it up, and what it does with one payload, in order. */
function bolt(options: Options = {}) {
  const steps: string[] = [];
  const receiver = new Hand();
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: 'xoxb-test', botId: 'B1', botUserId: 'U0BOT', teamId: 'T1' }),
    convoStore: false,
    logger: boltLog(createLog('silent')),
    ...options,
  });
  app.error(async (error) => {
    throw error;
  });
  const take = (body: Incoming['body']): Promise<void> | undefined =>
    receiver.app?.processEvent({ body, ack: async () => void steps.push('ack') });
  return { app, steps, take };
}

describe(`What the bot relies on in ${installed('@slack/bolt')}: processEvent (DurableApp)`, () => {
  test('is given to the receiver with the app when the app is made, and nothing is sent for that', () => {
    const calls: unknown[] = [];
    const fetch = async (address: unknown): Promise<never> => {
      calls.push(address);
      throw new Error('Nobody is to be called.');
    };
    const receiver = new Hand();
    const app = new App({
      receiver,
      authorize: async () => ({ botToken: 'xoxb-test' }),
      clientOptions: { fetch },
      logger: boltLog(createLog('silent')),
    });
    expect(receiver.app).toBe(app);
    expect(calls).toEqual([]);
  });

  test('acknowledges an event before its listeners, and nothing else by itself', async () => {
    const { app, steps, take } = bolt();
    app.use(async ({ next }) => {
      steps.push('middleware');
      await next();
    });
    app.event(/^/, async () => void steps.push('listener'));
    app.command(/^/, async () => void steps.push('listener'));
    await take(event);
    expect(steps.splice(0)).toEqual(['ack', 'middleware', 'listener']);
    await take(command);
    expect(steps).toEqual(['middleware', 'listener']);
  });

  test('ends only when its listeners have, with what the handler of errors throws', async () => {
    const { app, steps, take } = bolt();
    app.command(/^/, async () => {
      await new Promise(setImmediate);
      steps.push('done');
      throw new Error('The disk is full.');
    });
    await expect(take(command)).rejects.toThrow('The disk is full.');
    expect(steps).toEqual(['done']);
  });

  test.each(Object.entries(kinds))(
    'throws AuthorizationError for the %s, unacknowledged, when nobody knows who the bot is',
    async (_, body) => {
      const { steps, take } = bolt({
        authorize: async () => {
          throw new Error('Slack has not said yet who the bot is.');
        },
      });
      await expect(take(body)).rejects.toMatchObject({ code: ErrorCode.AuthorizationError });
      expect(steps).toEqual([]);
    },
  );

  test('leaves a payload alone that no listener hears', async () => {
    const { steps, take } = bolt();
    for (const body of [command, press, form, shortcut]) await take(body);
    expect(steps).toEqual([]);
  });

  test.each([
    ['an event that is null', { ...event, event: null }],
    ['a shortcut in a channel that is null', { ...shortcut, channel: null }],
    ['a press that names another kind too', { ...press, event: null }],
  ])('fails in its own code on %s, which is why payloads are looked at first', async (_, body) => {
    const { app, take } = bolt();
    app.event(/^/, async () => {});
    app.action({ action_id: /^/ }, async () => {});
    app.shortcut({ callback_id: /^/ }, async () => {});
    await expect(take(body)).rejects.toBeInstanceOf(TypeError);
  });

  test('knows a second acknowledgement by its own error', () => {
    expect(new ReceiverMultipleAckError()).toMatchObject({ code: ErrorCode.ReceiverMultipleAckError });
  });
});

describe(`What the bot relies on in ${installed('@slack/bolt')}: listeners (routeTo) and middleware (accessMiddleware)`, () => {
  /** One listener of each kind for any name, as `routeTo` gives them. */
  function hearAll({ app, steps }: ReturnType<typeof bolt>): void {
    app.command(/^/, async ({ command }) => void steps.push(`command ${command.command}`));
    app.action<SlackAction>({ action_id: /^/ }, async ({ action }) => {
      steps.push(`action ${'action_id' in action ? action.action_id : ''}`);
    });
    app.view<ViewSubmitAction>({ callback_id: /^/, type: 'view_submission' }, async ({ view }) => {
      steps.push(`view ${view.callback_id}`);
    });
    app.shortcut(
      { callback_id: /^/ },
      async (args) => void steps.push(`shortcut ${args.shortcut.callback_id}`),
    );
    app.event(/^/, async (args) => void steps.push(`event ${args.event.type}`));
  }

  test.each([
    ['event', ['ack', 'event app_home_opened']],
    ['command', ['command /x']],
    ['press', ['action a']],
    ['form', ['view v']],
    ['shortcut', ['shortcut s']],
  ] as const)('an empty pattern hears every %s, and no other kind', async (kind, heard) => {
    const made = bolt();
    hearAll(made);
    await made.take(kinds[kind]);
    expect(made.steps).toEqual(heard);
  });

  test('a form that was closed is no form that was submitted', async () => {
    const made = bolt();
    hearAll(made);
    await made.take({ ...form, type: 'view_closed' });
    expect(made.steps).toEqual([]);
  });

  test('a middleware stands before every listener, in the order of `use`, and keeps them out by not going on', async () => {
    const { app, steps, take } = bolt();
    app.use(async ({ next }) => {
      steps.push('first');
      await next();
    });
    app.use(async () => void steps.push('second'));
    app.command(/^/, async () => void steps.push('listener'));
    await take(command);
    expect(steps).toEqual(['first', 'second']);
  });

  test('a payload shows what kind it is by its arguments: `ack`, `command`, `view` and `respond`', async () => {
    const { app, take } = bolt();
    const seen: string[][] = [];
    app.use(async (args) => {
      seen.push(['ack', 'command', 'view', 'respond'].filter((name) => name in args));
    });
    const response_url = 'http://127.0.0.1:1/';
    for (const body of [event, command, press, { ...press, response_url }, form, shortcut]) await take(body);
    expect(seen).toEqual([[], ['ack', 'command'], ['ack'], ['ack', 'respond'], ['ack', 'view'], ['ack']]);
  });

  test('the team that `authorize` names is taken, and not that of the payload: one client serves all', async () => {
    const { app, take } = bolt();
    const contexts: Context[] = [];
    const clients = new Set<unknown>();
    app.use(async ({ client, context }) => {
      clients.add(client);
      contexts.push(context);
    });
    for (const team_id of ['T1', 'T2', 'T3']) await take({ ...command, team_id });
    expect(contexts.map(({ teamId }) => teamId)).toEqual(['T1', 'T1', 'T1']);
    expect(clients.size).toBe(1);
  });
});

describe(`What the bot relies on in ${installed('@slack/bolt')}: respond, and its log (boltLog)`, () => {
  test('`respond` posts JSON to the response_url by the fetch of `clientOptions`, and throws when that fails', async () => {
    const posted: unknown[] = [];
    const server = createServer(async (request, response) => {
      posted.push(JSON.parse((await request.setEncoding('utf8').toArray()).join('')));
      response.writeHead(posted.length === 1 ? 200 : 404).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const through: string[] = [];
    const { app, take } = bolt({
      clientOptions: {
        fetch: async (address, init) => {
          through.push(String(address));
          return globalThis.fetch(address, { method: 'POST', body: String(init?.body) });
        },
      },
    });
    app.command(/^/, async ({ respond }) => void (await respond({ text: 'Hello' })));
    const response_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await take({ ...command, response_url });
    await expect(take({ ...command, response_url })).rejects.toMatchObject({ code: ErrorCode.RespondError });
    expect(posted).toEqual([{ text: 'Hello' }, { text: 'Hello' }]);
    expect(through).toEqual([response_url, response_url]);
  });

  test('what it logs above debug holds nothing of a payload', async () => {
    const lines: unknown[] = [];
    const log = boltLog(createLog('silent'));
    const keep = (...parts: unknown[]): void => void lines.push(parts);
    const { app, take } = bolt({ logger: { ...log, info: keep, warn: keep, error: keep } });
    app.command(/^/, async () => {});
    await take({ ...command, text: 'a secret' });
    await take({ type: 'of another kind', text: 'a secret' });
    expect(lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(lines)).not.toContain('a secret');
  });
});
