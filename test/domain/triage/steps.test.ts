import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/domain/triage/diagnose.ts';
import { type StepId, stepsFor, stepTexts } from '../../../src/domain/triage/steps.ts';
import { factsOf } from '../../../src/domain/triage/template.ts';
import { cases } from './cases/cases.ts';
import {
  answer,
  broken,
  notRun,
  observed,
  refusal,
  refused,
  unreadPage,
  unsearchable,
} from './support/observations.ts';

const stepIds = (leafOf: Parameters<typeof diagnose>[0]) => diagnose(leafOf).steps.map(({ id }) => id);

describe('Mitigation steps', () => {
  test.each(Object.keys(stepTexts) as StepId[])('%s fits into a message with long addresses', (id) => {
    const long = observed({
      apiUrl: `https://${'a'.repeat(60)}.example.com`,
      statusUrl: `https://${'b'.repeat(60)}.example.com`,
    });
    const [step] = stepsFor([id], factsOf(long));
    const text = [step?.title, ...(step?.commands ?? []), step?.otherwise ?? ''].join('\n');
    expect(text.length).toBeLessThanOrEqual(1_100);
  });

  test('name the real URLs in their commands', () => {
    const world = observed({
      ...refused(refusal(401, 'token_revoked')),
      apiUrl: 'https://api.eu.intercom.io',
    });
    const commands = diagnose(world)
      .steps.flatMap(({ commands: lines }) => lines)
      .join('\n');
    expect(commands).toContain("'https://api.eu.intercom.io/me'");
  });

  test('send the token as a shell variable only', () => {
    const bearers = cases.flatMap(({ world }) =>
      diagnose(world).steps.flatMap(({ commands }) => commands.filter((line) => line.includes('Bearer'))),
    );
    expect(bearers.length).toBeGreaterThan(0);
    expect(bearers.filter((line) => !/Bearer \$\{INTERCOM_ACCESS_TOKEN:\?/.test(line))).toEqual([]);
  });

  test('cannot be made to break out of their quotes by a URL', () => {
    const world = observed({ ...broken(answer(503)), apiUrl: "https://api.example.com/x';rm -rf ~;'" });
    expect(
      diagnose(world)
        .steps.flatMap(({ commands }) => commands)
        .join('\n'),
    ).not.toContain("';rm");
  });

  test('for a refused token go from verifying it to restarting with a new one', () => {
    expect(stepIds(observed(refused(refusal(401, 'token_revoked')))).slice(0, 4)).toEqual([
      'verify_token',
      'generate_token',
      'update_secret',
      'restart_integration',
    ]);
  });

  test('say whom to ask without access to the Developer Hub', () => {
    const step = diagnose(observed(refused(refusal(401, 'token_revoked')))).steps.find(
      ({ id }) => id === 'generate_token',
    );
    expect(step?.otherwise).toContain('ask an Intercom workspace admin');
  });

  test('for a missing permission are to add it, regenerate the token, and replace it', () => {
    expect(stepIds(observed(unsearchable(refusal(401, 'token_unauthorized'))))).toEqual([
      'add_scope',
      'read_refusal',
      'generate_token',
      'update_secret',
      'restart_integration',
      'verify_token',
    ]);
  });

  test('for a used-up rate limit are to pause jobs, queue, and look at other apps', () => {
    expect(stepIds(observed(refused(refusal(429, 'rate_limit_exceeded'))))).toEqual(
      expect.arrayContaining(['pause_jobs', 'enable_queue', 'other_apps']),
    );
  });

  test('for a 5xx are to serve the stale cache, warm a cold one, retry, and keep the request_ids', () => {
    const { steps } = diagnose(observed(broken(answer(503))));
    expect(steps.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['serve_stale', 'retry_backoff', 'keep_request_ids']),
    );
    expect(steps.find(({ id }) => id === 'serve_stale')?.otherwise).toContain('warm it');
  });

  test('for an unreadable status page suggest another network', () => {
    expect(stepIds(observed({ ...broken(answer(503)), page: unreadPage() }))).toContain('page_other_network');
  });

  test('for a missing token of the bot name the variable to set', () => {
    const { steps, action } = diagnose(observed({ me: notRun, identity: null }));
    expect(action).toContain('INTERCOM_ACCESS_TOKEN');
    expect(steps[0]?.id).toBe('set_bot_token');
  });
});
