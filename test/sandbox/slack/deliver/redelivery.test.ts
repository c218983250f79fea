import { createHmac } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { startWorkspace } from '../../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../../packages/slack-sandbox/workspace.ts';
import { type RawApp, type Reply, startRawApp } from '../support/raw-app.ts';

let workspace: Workspace;
let app: RawApp;

afterEach(async () => {
  await workspace.stop();
  await app.stop();
});

async function start(answer: () => Reply | null, ackTimeout = 3_000): Promise<void> {
  app = await startRawApp(answer);
  workspace = await startWorkspace({ requestUrl: app.requestUrl, ackTimeout });
}

const retries = () => app.received.map(({ headers }) => headers['x-slack-retry-num'] ?? 'first');
const settled = (count: number) =>
  workspace.until(
    () => workspace.deliveries[0]?.attempts.filter((attempt) => attempt.answer !== null).length === count,
    `${count} attempts`,
  );

test('An event request is signed over its raw body with real seconds', async () => {
  await start(() => ({ status: 200 }));
  workspace.person('alice').post('incidents', 'x');
  await settled(1);
  const [got] = app.received;
  const seconds = String(got?.headers['x-slack-request-timestamp']);
  const base = `v0:${seconds}:${got?.body}`;
  const digest = createHmac('sha256', workspace.signingSecret).update(base).digest('hex');
  expect(got?.headers['x-slack-signature']).toBe(`v0=${digest}`);
  expect(Math.abs(Number(seconds) - Date.now() / 1000)).toBeLessThan(5);
});

test('A refused event is resent at once, after 1 minute, and after 5, then no more', async () => {
  await start(() => ({ status: 500 }));
  workspace.person('alice').post('incidents', 'x');
  await settled(2);
  expect(retries()).toEqual(['first', '1']);
  workspace.clock.advance(60_000);
  await settled(3);
  workspace.clock.advance(300_000);
  await settled(4);
  workspace.clock.advance(86_400_000);
  await workspace.idle();
  expect(retries()).toEqual(['first', '1', '2', '3']);
  expect(app.received.at(-1)?.headers['x-slack-retry-reason']).toBe('http_error');
});

test('Every attempt carries the same event', async () => {
  await start(() => ({ status: 500 }));
  workspace.person('alice').post('incidents', 'x');
  await settled(2);
  expect(app.received[1]?.body).toBe(app.received[0]?.body);
});

test('x-slack-no-retry stops the retries', async () => {
  await start(() => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }));
  workspace.person('alice').post('incidents', 'x');
  await settled(1);
  workspace.clock.advance(86_400_000);
  await workspace.idle();
  expect(retries()).toEqual(['first']);
});

test("An event that isn't acknowledged in time is resent as http_timeout", async () => {
  await start(() => null, 50);
  workspace.person('alice').post('incidents', 'x');
  await settled(2);
  expect(app.received[1]?.headers['x-slack-retry-reason']).toBe('http_timeout');
});

test("An event for an app that isn't listening is resent as connection_failed", async () => {
  await start(() => ({ status: 200 }));
  await app.stop();
  workspace.person('alice').post('incidents', 'x');
  await settled(2);
  expect(workspace.deliveries[0]?.attempts[1]).toMatchObject({ retry: 1, answer: { kind: 'lost' } });
  app = await startRawApp(() => ({ status: 200 }));
});

test('An acknowledged event can be resent, as a retry or as a first attempt', async () => {
  await start(() => ({ status: 200 }));
  workspace.person('alice').post('incidents', 'x');
  await settled(1);
  const id = String(workspace.deliveries[0]?.id);
  expect(await workspace.redeliver(id)).toEqual({ kind: 'acked', body: null });
  await workspace.redeliver(id, 0);
  expect(retries()).toEqual(['first', '1', 'first']);
});

test.each([
  ['no answer', () => null, 50, 'operation_timeout'],
  ['an error', () => ({ status: 500 }), 3_000, 'dispatch_failed'],
])('A command that gets %s is not resent, and the person sees why', async (_, answer, timeout, error) => {
  await start(answer, timeout);
  expect(await workspace.person('alice').command('/incident')).toEqual({ ok: false, error });
  expect(app.received).toHaveLength(1);
  expect(app.received[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
});
