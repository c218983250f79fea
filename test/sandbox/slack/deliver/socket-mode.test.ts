import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { startWorkspace } from '../../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../../packages/slack-sandbox/workspace.ts';
import { clientOf } from '../support/client.ts';
import { eventsOf } from '../support/events.ts';

const frame = z.looseObject({ type: z.string(), envelope_id: z.optional(z.string()) });
type Frame = z.infer<typeof frame>;
type Line = {
  readonly socket: WebSocket;
  readonly frames: Frame[];
  readonly closed: Promise<void>;
  /** Resolves with the frame of this number (0 is the greeting) as soon as it is there. */
  frame(index: number): Promise<Frame>;
};

let workspace: Workspace;
const lines: Line[] = [];

afterEach(async () => {
  for (const { socket } of lines.splice(0)) socket.terminate();
  await workspace.stop();
});

async function url(): Promise<string> {
  const { url } = await clientOf(workspace, workspace.appToken).apps.connections.open({});
  return String(url);
}

/** Opens a connection that acknowledges what it gets, or not, and resolves at its first frame. */
async function dial(acknowledge: boolean, address?: string): Promise<Line> {
  const socket = new WebSocket(address ?? (await url()));
  const frames: Frame[] = [];
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const first = new Promise<void>((resolve, reject) => {
    socket.once('message', () => resolve());
    socket.once('error', reject);
  });
  socket.on('message', (data) => {
    const read = frame.parse(JSON.parse(String(data)));
    frames.push(read);
    if (acknowledge && read.envelope_id !== undefined) {
      socket.send(JSON.stringify({ envelope_id: read.envelope_id, payload: {} }));
    }
  });
  await first;
  const line: Line = {
    socket,
    frames,
    closed,
    async frame(index) {
      for (;;) {
        const there = frames[index];
        if (there !== undefined) return there;
        await new Promise((resolve) => socket.once('message', resolve));
      }
    },
  };
  lines.push(line);
  return line;
}

const answered = (index = 0, attempts = 1) =>
  workspace.until(
    () =>
      workspace.deliveries[index]?.attempts.filter((attempt) => attempt.answer !== null).length === attempts,
    'the acknowledgement',
  );

test('A new Socket Mode connection is greeted with hello, and gets events in envelopes', async () => {
  workspace = await startWorkspace();
  const line = await dial(true);
  expect(line.frames[0]).toMatchObject({ type: 'hello', num_connections: 1 });
  workspace.person('alice').post('incidents', 'x');
  await answered();
  expect(line.frames[1]).toMatchObject({
    type: 'events_api',
    accepts_response_payload: false,
    retry_attempt: 0,
    payload: { type: 'event_callback', event: { type: 'message' } },
  });
});

test('A Socket Mode ticket opens one connection', async () => {
  workspace = await startWorkspace();
  const address = await url();
  await dial(true, address);
  await expect(dial(true, address)).rejects.toThrow('401');
});

test('Events wait for a connection, but a command cannot', async () => {
  workspace = await startWorkspace();
  workspace.person('alice').post('incidents', 'early');
  expect(await workspace.person('alice').command('/incident')).toEqual({
    ok: false,
    error: 'dispatch_failed',
  });
  const line = await dial(true);
  await answered();
  expect(line.frames.map((each) => each.type)).toEqual(['hello', 'events_api']);
});

test('An unacknowledged event is resent with its attempt number', async () => {
  workspace = await startWorkspace({ ackTimeout: 50 });
  const line = await dial(false);
  workspace.person('alice').post('incidents', 'x');
  await answered(0, 2);
  expect(await line.frame(2)).toMatchObject({ retry_attempt: 1, retry_reason: 'timeout' });
});

test('An acknowledgement that the app has sent can get lost or arrive late', async () => {
  workspace = await startWorkspace({ ackTimeout: 150, people: ['erin'] });
  workspace.faults.add({ method: '*', answer: 'reset_before', when: ({ channel }) => channel === 'none' });
  workspace.faults.add({ method: 'ack', answer: 'hang' });
  workspace.faults.add({ method: 'ack', answer: { delayMs: 60 } });
  await dial(true);
  const erin = workspace.person('erin');
  expect(await erin.command('/incident')).toEqual({ ok: false, error: 'operation_timeout' });
  const sent = performance.now();
  expect(await erin.command('/incident')).toEqual({ ok: true });
  expect(performance.now() - sent).toBeGreaterThanOrEqual(55);
});

test('An event on a connection that is cut is resent on the next one', async () => {
  workspace = await startWorkspace();
  const cut = await dial(false);
  workspace.person('alice').post('incidents', 'x');
  await workspace.until(() => workspace.deliveries[0]?.attempts.length === 1, 'the event');
  workspace.dropConnections();
  await cut.closed;
  const next = await dial(true);
  await answered(0, 2);
  expect(next.frames[1]).toMatchObject({ type: 'events_api', retry_attempt: 1 });
  expect(eventsOf(workspace)).toHaveLength(1);
});

test('Each payload goes to only one of the connections', async () => {
  workspace = await startWorkspace();
  const [one, two] = [await dial(true), await dial(true)];
  for (const text of ['a', 'b', 'c', 'd']) workspace.person('alice').post('incidents', text);
  await workspace.idle();
  const events = (line: Line) => line.frames.filter((each) => each.type === 'events_api').length;
  expect([events(one), events(two)]).toEqual([2, 2]);
});

test("An app's eleventh connection is refused", async () => {
  workspace = await startWorkspace();
  for (let count = 0; count < 10; count += 1) await dial(true);
  const eleventh = await dial(true);
  expect(eleventh.frames[0]).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
  await eleventh.closed;
  expect(workspace.connections).toBe(10);
});

test.each(['refresh_requested', 'warning'] as const)(
  'After %s, the old connection works for ten seconds beside a new one',
  async (reason) => {
    workspace = await startWorkspace();
    const line = await dial(true);
    workspace.dropConnections(reason);
    expect(await line.frame(1)).toMatchObject({ type: 'disconnect', reason });
    await dial(true);
    for (const text of ['a', 'b']) workspace.person('alice').post('incidents', text);
    expect(await line.frame(2)).toMatchObject({ type: 'events_api' });
    workspace.clock.advance(10_000);
    await line.closed;
    expect(workspace.connections).toBe(1);
  },
);

test('When Socket Mode is turned off, the connection is told so and closed at once', async () => {
  workspace = await startWorkspace();
  const line = await dial(true);
  workspace.dropConnections('link_disabled');
  await line.closed;
  expect(line.frames[1]).toMatchObject({ type: 'disconnect', reason: 'link_disabled' });
});

test("A connection that isn't greeted gets no payloads and doesn't count", async () => {
  workspace = await startWorkspace();
  workspace.faults.add({ method: 'hello', answer: 'hang' });
  const silent = new WebSocket(await url());
  await new Promise((resolve) => silent.once('open', resolve));
  expect(workspace.connections).toBe(0);
  silent.terminate();
  const line = await dial(true);
  expect(line.frames[0]).toMatchObject({ type: 'hello', num_connections: 1 });
});

test('A frozen connection delivers nothing and answers no ping, and its event is resent', async () => {
  workspace = await startWorkspace({ ackTimeout: 50 });
  const line = await dial(true);
  workspace.freezeConnections();
  line.socket.ping();
  line.socket.once('pong', () => line.frames.push({ type: 'pong' }));
  workspace.person('alice').post('incidents', 'x');
  await answered();
  expect(workspace.deliveries[0]?.attempts[0]?.answer).toEqual({ kind: 'timeout' });
  expect(line.frames).toHaveLength(1);
});

test('Pings get pongs', async () => {
  workspace = await startWorkspace();
  const line = await dial(true);
  const pong = new Promise<void>((resolve) => line.socket.once('pong', () => resolve()));
  line.socket.ping();
  await pong;
});

test("The workspace isn't idle while an event waits for a connection", async () => {
  workspace = await startWorkspace();
  workspace.person('alice').post('incidents', 'x');
  const quiet = workspace.idle();
  await dial(true);
  await quiet;
  expect(workspace.deliveries[0]?.attempts).toMatchObject([{ answer: { kind: 'acked' } }]);
});
