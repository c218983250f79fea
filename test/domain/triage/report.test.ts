import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/domain/triage/diagnose.ts';
import type { Observations } from '../../../src/domain/triage/observation.ts';
import { overhear } from '../../support/overhear.ts';
import {
  answer,
  asked,
  broken,
  failure,
  notRun,
  observed,
  refusal,
  searched,
  unsearchable,
  wellMe,
} from './support/observations.ts';

const reports = (changed: Partial<Observations> = {}) =>
  Object.fromEntries(overhear(diagnose(observed(changed))).probes.map((probe) => [probe.probe, probe]));

describe('The line for repeated requests', () => {
  test('says that all of them work', () => {
    expect(reports().api_again).toMatchObject({ outcome: 'ok', summary: '200, all 2 succeeded' });
  });

  test('says how many fail, and how', () => {
    const again = [asked(wellMe), asked(failure('headers', 'ECONNRESET'))];
    expect(reports({ again }).api_again).toMatchObject({
      outcome: 'bad',
      summary: 'ECONNRESET waiting for a response, 1 of 2 failed',
      code: 'ECONNRESET',
    });
  });

  test('has the request_ids of all of them', () => {
    const again = ['a', 'b'].map((requestId) => asked({ ...refusal(503, 'service_unavailable'), requestId }));
    expect(reports({ ...broken(answer(503)), again }).api_again).toMatchObject({
      requestId: 'a',
      requestIds: ['a', 'b'],
    });
  });
});

describe('The line for the search', () => {
  test('says why it was refused', () => {
    expect(reports(unsearchable(refusal(403, 'api_plan_restricted'))).api_search).toMatchObject({
      outcome: 'bad',
      status: 403,
      summary: '403 api_plan_restricted, 2 of 2 failed',
    });
  });

  test('calls JSON without a list unknown', () => {
    const searches = [{ exchange: answer(200), list: false }];
    expect(reports({ searches }).api_search?.outcome).toBe('unknown');
  });

  test('says that it needs a token', () => {
    expect(reports({ me: notRun }).api_search).toMatchObject({
      outcome: 'not_run',
      summary: 'it needs a token',
    });
  });
});

describe("A request's time", () => {
  test('comes with the ms of each stage', () => {
    const stages = { dns: 3, connect: 9, tls: 20, headers: 80, body: 1 };
    expect(reports({ me: answer(200, { ms: 113, stages }) }).api_me).toMatchObject({ ms: 113, stages });
  });

  test('says where a slow response spent most of it', () => {
    const slow = answer(200, { ms: 3_000, stages: { dns: 2_700, headers: 300 } });
    expect(reports({ me: slow }).api_me?.summary).toBe(
      '200, admin of a workspace in us, slow: 2700 ms in dns',
    );
    expect(reports({ searches: searched(slow, slow) }).api_search?.summary).toContain('2700 ms in dns');
  });
});
