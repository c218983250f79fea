import type { ReceiverEvent } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MovableClock } from '../../../packages/slack-sandbox/clock.ts';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { createLog } from '../../../src/app/log.ts';
import { clientOptions } from '../../../src/slack/transport/connect-slack.ts';
import { ConnectionGone } from '../../../src/slack/transport/slack-socket.ts';
import { SocketConnection } from '../../../src/slack/transport/socket-connection.ts';
import { listeningLog } from '../../app/support/listening-log.ts';

const { log, lines } = listeningLog();
const stillMs = 60_000;
let clock: MovableClock;
let workspace: Workspace;
let connection: SocketConnection;
let received: ReceiverEvent[];
let greetings: number;

beforeEach(async () => {
  lines.length = 0;
  clock = new MovableClock(undefined, { still: true });
  workspace = await startWorkspace({ clock, ackTimeout: stillMs });
  received = [];
  greetings = 0;
  workspace.faults.add({ method: 'hello', answer: 'hang', when: () => ++greetings === 0 });
  connection = connect();
});
afterEach(async () => {
  await connection.stop();
  await workspace.stop();
});

/** What waits for real time waits only a moment here, or practically forever (`stillMs`). */
const connect = (times: { helloMs?: number; pingMs?: number; hearingMs?: number } = {}, answer = true) =>
  new SocketConnection({
    open: async () => {
      const options = clientOptions({ apiUrl: workspace.apiUrl }, createLog('silent'));
      return String((await new WebClient(workspace.appToken, options).apps.connections.open()).url);
    },
    hear: (event) => {
      received.push(event);
      if (answer) void event.ack();
    },
    clock,
    log,
    times: {
      helloMs: stillMs,
      pingMs: stillMs,
      hearingMs: stillMs,
      answersMs: stillMs,
      farewellMs: 20,
      livedMs: 10_000,
      lingerMs: stillMs,
      ...times,
    },
  });

const openings = () => workspace.calls.filter(({ method }) => method === 'apps.connections.open').length;
const becomes = (read: () => unknown, value: unknown) =>
  vi.waitFor(() => expect(read()).toBe(value), { timeout: 5_000, interval: 5 });
const opened = (count: number) => becomes(openings, count);
/** The connection of this number stands. */
const greeted = async (count: number) => {
  await becomes(() => greetings, count);
  await becomes(() => connection.up, true);
};
const stands = (count: number) => becomes(() => workspace.connections, count);
const logged = (count: number) => becomes(() => lines.length, count);

/** Everything that has to happen without the clock has happened. */
async function unmoved(): Promise<void> {
  await workspace.idle();
  await new Promise(setImmediate);
}

describe('A Slack that drops each connection right after its greeting', () => {
  test('replaces the first one right away, and each one after that later than the one before', async () => {
    await connection.start();
    workspace.dropConnections('link_disabled');
    for (const [count, wait] of [
      [2, 1_000],
      [3, 2_000],
      [4, 4_000],
    ] as const) {
      await greeted(count);
      workspace.dropConnections('link_disabled');
      await becomes(() => connection.up, false);
      clock.advance(wait - 1);
      await unmoved();
      expect(openings()).toBe(count);
      clock.advance(1);
    }
    await greeted(5);
    expect(lines.at(-1)).toContain('Turn it on under');
  });

  test('and then lets one live is trusted again: the next drop is made good at once', async () => {
    await connection.start();
    for (const count of [2, 3, 4]) {
      clock.advance(11_000);
      workspace.dropConnections();
      await greeted(count);
    }
    expect(openings()).toBe(4);
  });
});

describe('A connection on which nothing arrives', () => {
  test('not even the greeting, is abandoned for the next', async () => {
    workspace.faults.add({ method: 'hello', answer: 'hang' });
    connection = connect({ helloMs: 20 });
    const started = connection.start();
    await logged(1);
    expect(connection.up).toBe(false);
    clock.advance(1_000);
    await started;

    expect(connection.up).toBe(true);
  });

  test("because it's dead, is noticed by an unanswered ping, and replaced", async () => {
    connection = connect({ pingMs: 20 });
    await connection.start();
    workspace.freezeConnections();
    await opened(2);
    await connection.stop();

    expect(lines[0]).toContain('Lost the Slack connection; reconnecting.');
  });

  test("because it's dead, doesn't delay a shutdown", async () => {
    await connection.start();
    workspace.freezeConnections();
    await connection.stop();

    expect(connection.up).toBe(false);
  });
});

describe.each(['warning', 'refresh_requested'] as const)('A connection that Slack ends with %s', (reason) => {
  test("is replaced before it's closed: every payload on either is received, once", async () => {
    await connection.start();
    workspace.dropConnections(reason);
    await stands(2);
    const names = ['a', 'b', 'c', 'd'];
    for (const text of names) workspace.person('alice').post('incidents', text);
    await workspace.idle();
    expect(received.map(({ body }) => body.event.text).toSorted()).toEqual(names);
    clock.advance(10_000);
    await stands(1);
    workspace.person('alice').post('incidents', 'e');
    await workspace.idle();

    expect(received).toHaveLength(5);
    expect(connection.up).toBe(true);
  });

  test("keeps receiving while Slack doesn't provide the next one", async () => {
    await connection.start();
    workspace.faults.add({ method: 'apps.connections.open', answer: { status: 500 } });
    workspace.dropConnections(reason);
    await logged(2);
    workspace.person('alice').post('incidents', 'still here');
    await workspace.idle();
    expect(received).toHaveLength(1);
    expect(connection.up).toBe(true);
    clock.advance(2_000);
    await stands(2);
  });
});

test('the wait that Slack asks for before the next attempt (Retry-After) is kept', async () => {
  workspace.faults.add({ method: 'apps.connections.open', answer: { status: 429, retryAfter: 45 } });
  const started = connection.start();
  await logged(1);
  clock.advance(44_999);
  await unmoved();
  expect(openings()).toBe(1);
  clock.advance(1);
  await started;

  expect(openings()).toBe(2);
});

describe('A shutdown while the bot is connecting', () => {
  test.each([
    ['Slack does not answer', { method: 'apps.connections.open', answer: 'hang' }],
    ['Slack does not greet', { method: 'hello', answer: 'hang' }],
  ] as const)('ends that right away: %s', async (_, fault) => {
    workspace.faults.add(fault);
    const started = connection.start();
    await opened(1);
    await connection.stop();
    await started;

    expect(connection.up).toBe(false);
    expect(workspace.connections).toBe(0);
  });

  test('ends that right away: while it waits for the next attempt', async () => {
    workspace.faults.add({ method: 'apps.connections.open', times: 9, answer: { status: 500 } });
    const started = connection.start();
    await logged(1);
    await connection.stop();
    await started;
    clock.advance(60_000);
    await unmoved();

    expect(openings()).toBe(1);
  });
});

test.each([
  { hearingMs: stillMs, hears: 'answers what Slack sends until no answer is pending', isHeard: true },
  { hearingMs: 0, hears: 'accepts nothing new after its time limit', isHeard: false },
])('a shutdown lets pending answers finish, and $hears', async ({ hearingMs, isHeard }) => {
  connection = connect({ hearingMs }, false);
  await connection.start();
  const asked = workspace.person('alice').command('/intercom-incident', 'help');
  await becomes(() => received.length, 1);
  const stopped = connection.stop();
  // Set later than the shutdown's own timer of 0 ms, so it fires after it.
  await new Promise((passed) => setTimeout(passed, 0));
  const later = workspace.person('bob').command('/intercom-incident', 'help');
  await (isHeard ? becomes(() => received.length, 2) : new Promise(setImmediate));
  for (const { ack } of received) await ack('answered');
  await stopped;

  expect(await asked).toEqual({ ok: true, text: 'answered' });
  expect(await later).toMatchObject(isHeard ? { ok: true } : { error: 'dispatch_failed' });
});

test('a reply fails as gone with its connection if that ends before it', async () => {
  await connection.stop();
  connection = connect({}, false);
  await connection.start();
  void workspace.person('alice').command('/intercom-incident', 'list');
  await becomes(() => received.length, 1);
  workspace.dropConnections();
  await greeted(2);
  await expect(received[0]?.ack()).rejects.toThrow(ConnectionGone);
});

test("a token that Slack refuses ends the start with Slack's error", async () => {
  workspace.faults.add({ method: 'apps.connections.open', answer: { error: 'invalid_auth' } });

  await expect(connection.start()).rejects.toMatchObject({ data: { error: 'invalid_auth' } });
});
