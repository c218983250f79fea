import { describe, expect, onTestFinished, test } from 'vitest';
import type { WorkspaceOptions } from '../../../packages/slack-sandbox/workspace.ts';
import { calledMethods } from '../../slack/support/source.ts';
import { type Bench, startBench } from './bench.ts';
import { send } from './provoked/common.ts';

async function benchFor(method: string, options: WorkspaceOptions = {}): Promise<Bench> {
  const bench = await startBench(method, options);
  onTestFinished(() => bench.workspace.stop());
  return bench;
}

const form = 'application/x-www-form-urlencoded';
const json = 'application/json; charset=utf-8';

test.each(await calledMethods())('%s accepts a form body and a JSON body alike', async (method) => {
  const bench = await benchFor(method);
  const args = { channel: 'C0NOWHERE', user: 'U0NOBODY', users: 'U0NOBODY', ts: '1.000001', limit: '0' };
  const fromForm = await send(bench, form, new URLSearchParams(args).toString());
  const fromJson = await send(bench, json, JSON.stringify(args));
  const changing = { answer: expect.objectContaining({ ok: true }) };
  const sameError = ['auth.test', 'apps.connections.open'].includes(method) ? changing : fromForm;
  expect(fromJson).toMatchObject(sameError);
});

describe('The Web API refuses a request', () => {
  test('that lacks a scope, naming the scope it needs and those it has', async () => {
    const bench = await benchFor('pins.add', { scopes: ['chat:write', 'commands'] });
    expect((await send(bench, form, '')).answer).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'pins:write',
      provided: 'chat:write,commands',
    });
  });

  test('over the rate limit with HTTP 429 and Retry-After, and accepts it afterwards', async () => {
    const bench = await benchFor('pins.add', { rateLimits: true });
    for (let n = 0; n < 20; n += 1) await send(bench, form, '');
    const limited = await send(bench, form, '');
    expect(limited).toEqual({ status: 429, retryAfter: '60', answer: { ok: false, error: 'ratelimited' } });
    bench.workspace.clock.advance(60_000);
    expect((await send(bench, form, '')).status).toBe(200);
  });

  test('with missing or ill-typed arguments, naming each of them', async () => {
    const bench = await benchFor('conversations.history');
    expect((await send(bench, json, JSON.stringify({ limit: 'ten' }))).answer).toEqual({
      ok: false,
      error: 'invalid_arguments',
      response_metadata: {
        messages: ['[ERROR] missing required field: channel', '[ERROR] invalid value for field: limit'],
      },
    });
  });

  test('for an unknown method with HTTP 200 and unknown_method', async () => {
    const bench = await benchFor('incidents.declare');
    expect(await send(bench, form, '')).toMatchObject({
      status: 200,
      answer: { ok: false, error: 'unknown_method', req_method: 'incidents.declare' },
    });
  });
});

test("The Web API ignores an argument that Slack doesn't know", async () => {
  const bench = await benchFor('auth.test');
  expect((await send(bench, form, 'nonsense=x')).answer).toMatchObject({ ok: true });
});

test('An app that is reinstalled keeps its tokens', async () => {
  const bench = await benchFor('auth.test');
  bench.workspace.rules.stand('token_revoked');
  bench.workspace.rules.stand('installed');
  expect((await send(bench, form, '')).answer).toMatchObject({ ok: true });
});
