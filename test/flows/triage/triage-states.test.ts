import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../../packages/intercom-sandbox/start.ts';
import { command, type Scene, setScene } from '../support/scene.ts';

/** The state of the world, the owner, the confidence, the suggested severity, and words of the cause. */
type Case = readonly [world: Change, owner: string, confidence: string, severity: string, cause: string];

const cases: readonly Case[] = [
  [{}, "Nobody's", 'high', 'none', 'Intercom responds, nothing is posted, and our service is healthy'],
  [{ api: 'server_error' }, 'Intercom', 'high', 'P1', "Intercom's API returns 500; nothing is posted"],
  [{ api: 'bad_gateway' }, 'Intercom', 'high', 'P1', "Intercom's API returns 502; nothing is posted"],
  [{ api: 'unavailable' }, 'Intercom', 'high', 'P1', "Intercom's API returns 503; nothing is posted"],
  [{ api: 'gateway_timeout' }, 'Intercom', 'high', 'P1', "Intercom's API returns 504; nothing is posted"],
  [
    { api: 'unavailable', status: 'api_outage' },
    'Intercom',
    'high',
    'P1',
    'reports “Errors on the REST API”',
  ],
  [{ api: 'unavailable', status: 'unreachable' }, 'Intercom', 'medium', 'P1', "status page couldn't be read"],
  [{ api: 'overloaded' }, 'Intercom', 'medium', 'P2', 'says its own servers are overloaded'],
  [{ status: 'api_outage' }, 'Intercom', 'medium', 'P3', 'its API responds to us right now'],
  [{ status: 'fin_outage' }, 'Intercom', 'high', 'P3', "which isn't about the API in our region"],
  [{ api: 'reset' }, 'Intercom', 'medium', 'P1', 'drops the connection'],
  [{ api: 'hang' }, 'Intercom', 'medium', 'P1', 'times out'],
  [{ api: 'unauthorized' }, 'Ours', 'high', 'P4', 'our service says Intercom works, so no user is affected'],
  [{ api: 'token_revoked' }, 'Ours', 'high', 'P4', '401 token_revoked'],
  [{ api: 'token_blocked' }, 'Ours', 'high', 'P4', "blocked or suspended this bot's token"],
  [{ api: 'unauthorized', health: 'intercom_down' }, 'Ours', 'high', 'P1', 'Intercom rejects our token: 401'],
  [{ api: 'token_revoked', health: 'intercom_down' }, 'Ours', 'high', 'P1', '401 token_revoked'],
  [{ api: 'token_blocked', health: 'intercom_down' }, 'Ours', 'high', 'P1', 'blocked or suspended our token'],
  [{ api: 'missing_scope' }, 'Ours', 'high', 'P2', '403 forbidden'],
  [{ api: 'plan_restricted' }, 'Ours', 'high', 'P2', "Our Intercom plan doesn't include this"],
  [{ api: 'ip_allowlist' }, 'Ours', 'high', 'P1', "isn't on the workspace's IP allowlist"],
  [{ api: 'waf_page' }, 'Ours', 'medium', 'P1', 'Something in front of the API is blocking us'],
  [{ api: 'not_found' }, 'Ours', 'medium', 'P3', "can't find what we requested: 404"],
  [{ api: 'conflict' }, 'Ours', 'medium', 'P3', 'conflicts with existing data in Intercom: 409'],
  [{ api: 'parameter_invalid' }, 'Ours', 'high', 'P3', 'rejects our request as invalid: 422'],
  [{ api: 'rate_limited' }, 'Ours', 'high', 'P2', "We've hit our Intercom rate limit: 429"],
  [{ api: 'shared_quota' }, 'Ours', 'medium', 'P2', "likely the workspace's shared quota"],
  [{ api: 'captive_portal' }, 'Ours', 'medium', 'P1', "Something other than Intercom's API responds"],
  [
    { health: { kind: 'down' } },
    'Ours',
    'medium',
    'P1',
    'reports that its connection to Intercom is failing',
  ],
  [
    { health: { kind: 'down', form: 'status' } },
    'Ours',
    'medium',
    'P1',
    'Our own service reports itself as unhealthy',
  ],
  [{ health: { kind: 'degraded', form: 'status' } }, 'Ours', 'medium', 'P2', 'reports itself as degraded'],
  [{ health: { kind: 'unreachable' } }, 'Ours', 'medium', 'P2', 'Our health endpoint fails'],
  [{ api: 'unreachable' }, 'Cannot tell', 'medium', 'P1', 'refuses our connection'],
  [{ status: 'html' }, "Nobody's", 'medium', 'none', "couldn't be read"],
];

describe('Triage names the owner', () => {
  let set: Scene;

  beforeAll(async () => {
    set = await setScene({ env: { PROBE_TIMEOUT: '1s' } });
  });
  afterAll(() => set.stop());

  it.each(cases)('as %j: %s, confidence %s, %s', async (world, owner, confidence, severity, cause) => {
    const { carol, intercom, workspace } = set;
    await intercom.set({ api: 'healthy', status: 'none', health: { kind: 'ok' }, ...world });
    const before = carol.ephemerals().length;
    await carol.command(command, 'triage', { in: 'random' });
    const shown = await workspace.until(() => carol.ephemerals()[before + 1], 'the diagnosis');

    const lines = shown.text.split('\n');
    expect(lines[0]).toBe(`Whose problem: ${owner}`);
    expect(lines[1]?.startsWith('Cause: ')).toBe(true);
    expect(lines[1]).toContain(cause);
    expect(lines[2]).toMatch(/^Do now: \S/u);
    expect(lines[3]).toBe(`Confidence: ${confidence}`);
    expect(lines[4]).toBe(`Suggested severity: ${severity}`);
  });

  it("without a health endpoint, and says that our own service isn't checked and how to change that", async () => {
    const blind = await setScene({ env: { HEALTH_CHECK_URL: '' } });
    await blind.carol.command(command, 'triage', { in: 'random' });
    const shown = await blind.workspace.until(() => blind.carol.ephemerals()[1], 'the diagnosis');
    await blind.stop();

    expect(shown.text.split('\n').slice(0, 2)).toEqual([
      "Whose problem: Nobody's",
      "Cause: Intercom responds and nothing is posted; our own service isn't checked (HEALTH_CHECK_URL isn't set)",
    ]);
  });
});
