import { WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Connected, clientOf, connect, errorOf } from '../support/client.ts';

const channel = 'C0INCIDENTS';
let connected: Connected;

beforeEach(async () => {
  connected = await connect({ rateLimits: false });
});

afterEach(() => connected.workspace.stop());

const post = (text = 'x') => connected.client.chat.postMessage({ channel, text });
const posted = () => connected.workspace.channel('incidents').messages.map((message) => message.text);

test("A queued error is returned as often as planned, and the call isn't applied", async () => {
  connected.workspace.faults.add({ method: 'chat.postMessage', times: 2, answer: { error: 'fatal_error' } });
  expect(await errorOf(post())).toBe('fatal_error');
  expect(await errorOf(post())).toBe('fatal_error');
  await post('third');
  expect(posted()).toEqual(['third']);
});

test('A queued HTTP status is returned with Retry-After', async () => {
  const { faults } = connected.workspace;
  faults.add({ method: 'chat.postMessage', answer: { status: 503 } });
  faults.add({ method: 'chat.postMessage', answer: { status: 429, retryAfter: 30 } });
  await expect(post()).rejects.toBeInstanceOf(WebAPIHTTPError);
  const limited = await post().catch((error: unknown) => error);
  expect(limited instanceof WebAPIRateLimitedError && limited.retryAfter).toBe(30);
});

test('A connection reset before the call leaves nothing behind, and one reset after it has applied the call', async () => {
  const { faults } = connected.workspace;
  faults.add({ method: 'chat.postMessage', answer: 'reset_before' });
  faults.add({ method: 'chat.postMessage', answer: 'reset_after' });
  await expect(post('before')).rejects.toBeInstanceOf(WebAPIRequestError);
  await expect(post('after')).rejects.toBeInstanceOf(WebAPIRequestError);
  expect(posted()).toEqual(['after']);
});

test("A hanging call gets no response and isn't applied", async () => {
  const { workspace } = connected;
  const hasty = clientOf(workspace, workspace.botToken, 50);
  workspace.faults.add({ method: 'chat.postMessage', answer: 'hang' });
  await expect(hasty.chat.postMessage({ channel, text: 'x' })).rejects.toBeInstanceOf(WebAPIRequestError);
  const call = await workspace.until(() => workspace.calls[0], 'the recorded call');
  expect(call).toMatchObject({ status: null, answer: null });
  expect(posted()).toEqual([]);
});

test('A call can be applied although its response is an error or never arrives', async () => {
  const { workspace } = connected;
  const hasty = clientOf(workspace, workspace.botToken, 50);
  workspace.faults.add({ method: 'chat.postMessage', answer: { error: 'internal_error', applied: true } });
  workspace.faults.add({ method: 'chat.postMessage', answer: { status: 500, applied: true } });
  workspace.faults.add({ method: 'chat.postMessage', answer: 'hang_after' });
  expect(await errorOf(post('an error'))).toBe('internal_error');
  await expect(post('a status')).rejects.toBeInstanceOf(WebAPIHTTPError);
  const hanging = hasty.chat.postMessage({ channel, text: 'no answer' });
  await expect(hanging).rejects.toBeInstanceOf(WebAPIRequestError);
  expect(posted()).toEqual(['an error', 'a status', 'no answer']);
});

test('New connections are refused until the fault is withdrawn', async () => {
  const { workspace } = connected;
  const listenAgain = workspace.refuseConnections();
  await expect(post('refused')).rejects.toMatchObject({ original: { cause: { code: 'ECONNREFUSED' } } });
  await listenAgain();
  await post('taken');
  expect(posted()).toEqual(['taken']);
});

test('A delayed call is answered after the delay', async () => {
  const { workspace } = connected;
  workspace.faults.add({ method: 'chat.postMessage', answer: { delayMs: 60_000 } });
  const slow = post('slow');
  await connected.client.chat.postMessage({ channel, text: 'fast' });
  workspace.clock.advance(60_000);
  await slow;
  expect(posted()).toEqual(['fast', 'slow']);
});

test('A fault can be limited to calls with certain arguments', async () => {
  connected.workspace.faults.add({
    method: '*',
    answer: { error: 'internal_error' },
    when: (args) => args.text === 'second',
  });
  await post('first');
  expect(await errorOf(post('second'))).toBe('internal_error');
});

test('A queued fault can be withdrawn', async () => {
  const forget = connected.workspace.faults.add({ method: '*', answer: { error: 'internal_error' } });
  forget();
  await post();
  expect(posted()).toEqual(['x']);
});

test('An upload can fail too', async () => {
  const { client, workspace } = connected;
  workspace.faults.add({ method: 'upload', answer: { status: 500 } });
  const upload = client.filesUploadV2({ channel_id: channel, filename: 'a.txt', content: 'a' });
  await expect(upload).rejects.toBeInstanceOf(WebAPIHTTPError);
  expect(posted()).toEqual([]);
});
