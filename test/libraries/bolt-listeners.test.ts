import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Context, ErrorCode, type SlackAction, type ViewSubmitAction } from '@slack/bolt';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../src/app/log.ts';
import { boltLog } from '../../src/slack/transport/bolt-log.ts';
import { bolt, command, event, form, kinds, press, shortcut } from './support/hand-bolt.ts';
import { installed } from './support/installed.ts';

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
  ] as const)('an empty pattern matches every %s, and no other kind', async (kind, hear) => {
    const made = bolt();
    hearAll(made);
    await made.take(kinds[kind]);
    expect(made.steps).toEqual(hear);
  });

  test("a closed form isn't a submitted form", async () => {
    const made = bolt();
    hearAll(made);
    await made.take({ ...form, type: 'view_closed' });
    expect(made.steps).toEqual([]);
  });

  test('a middleware runs before every listener, in the order of `use`, and stops them by not calling next', async () => {
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

  test("a payload's arguments show its kind: `ack`, `command`, `view`, and `respond`", async () => {
    const { app, take } = bolt();
    const given: string[][] = [];
    app.use(async (args) => {
      given.push(['ack', 'command', 'view', 'respond'].filter((name) => name in args));
    });
    const response_url = 'http://127.0.0.1:1/';
    for (const body of [event, command, press, { ...press, response_url }, form, shortcut]) await take(body);
    expect(given).toEqual([[], ['ack', 'command'], ['ack'], ['ack', 'respond'], ['ack', 'view'], ['ack']]);
  });

  test("the team that `authorize` returns is used, not the payload's: one client serves all", async () => {
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

  test('what it logs above debug contains nothing of a payload', async () => {
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
