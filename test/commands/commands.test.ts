import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startIntercom } from '../../packages/intercom-sandbox/start.ts';
import { type StepId, stepsFor, stepTexts } from '../../src/domain/triage/steps.ts';
import { factsOf } from '../../src/domain/triage/template.ts';
import { observed } from '../domain/triage/support/observations.ts';
import { type Desk, desk, shells } from './shell.ts';

const token = 'dG9rOnRoZS10b2tlbg==';
const ids = Object.keys(stepTexts) as StepId[];
const names = { deployment: 'intercom-sync', secretId: 'prod/intercom' };
const variables = { INTERCOM_DEPLOYMENT: 'intercom-sync', INTERCOM_SECRET_ID: 'prod/intercom' };

/** Every step as a diagnosis gives it, against the simulated Intercom; `set`: the names are settings of the bot. */
async function stage(set: boolean, secret?: string) {
  const intercom = await startIntercom({ token });
  onTestFinished(() => intercom.stop());
  const { apiUrl, statusUrl, healthUrl } = intercom;
  const ours = set ? names : { deployment: null, secretId: null };
  const world = observed({ apiUrl, statusUrl, healthUrl: set ? healthUrl : null, ours });
  const steps = stepsFor(ids, factsOf(world)).filter(({ commands }) => commands.length > 0);
  const blockOf = (id: StepId) => steps.find((one) => one.id === id)?.commands.join('\n') ?? '';
  const undoOf = (id: StepId) => steps.find((one) => one.id === id)?.undo ?? '';
  const environment = {
    ...(set ? {} : variables),
    INTERCOM_ACCESS_TOKEN: token,
    HEALTH_CHECK_URL: healthUrl,
  };
  return { intercom, steps, at: await desk(secret), blockOf, undoOf, environment };
}

/** What a shell or a program says when it does not understand. */
const complaint =
  /not found|unbound|parameter not set|syntax|parse error|jq: error|set it first|nothing was/i;
const guard = /\$\{(INTERCOM_\w+|HEALTH_CHECK_URL):\?/;
const typed = `${token}\n`;

describe.each(shells.flatMap((shell) => [false, true].map((nounset) => ({ shell, nounset }))))(
  'pasted into $shell, set -u $nounset, the commands of every step',
  ({ shell, nounset }) => {
    test.each([
      ['with the settings of the bot', true],
      ['with the variables', false],
    ])(
      '%s run without an error',
      async (_name, set) => {
        const { steps, at, environment: env } = await stage(set);
        for (const { id, commands } of steps) {
          const { output } = await at.run(commands.join('\n'), { shell, nounset, env, typed });
          expect([id, output]).toEqual([id, expect.not.stringMatching(complaint)]);
        }
      },
      60_000,
    );

    test('run as one block, except those that ask something', async () => {
      const { steps, at, environment: env } = await stage(true);
      const whole = steps.filter(({ id }) => id !== 'update_secret' && id !== 'set_bot_token');
      const text = whole.flatMap(({ commands }) => commands).join('\n');
      const { output, called } = await at.run(text, { shell, nounset, env });
      expect(output).not.toMatch(complaint);
      expect(called[0]).toMatch(/^curl .*\/me$/);
      expect(called).toContain('curl -sSI -m 10 http://example.com');
      expect(called.at(-1)).toBe('kubectl rollout restart deployment/intercom-sync');
    }, 60_000);

    test("say which variable isn't set, and change nothing", async () => {
      const { steps, at } = await stage(false);
      for (const { id, commands } of steps.filter(({ commands: all }) => guard.test(all.join('\n')))) {
        const { output, called } = await at.run(commands.join('\n'), { shell, nounset, typed });
        expect([id, output]).toEqual([
          id,
          expect.stringMatching(/(INTERCOM_\w+|HEALTH_CHECK_URL): set it first/),
        ]);
        expect([id, called.filter((call) => /^(aws|kubectl rollout|curl .*Bearer)/.test(call))]).toEqual([
          id,
          [],
        ]);
      }
    }, 60_000);
  },
);

describe.each(shells)('in %s', (shell) => {
  const kept = (at: Desk) => readFile(join(at.folder, '.env'), 'utf8');

  test('an unset token is not taken for a revoked one: nothing is asked', async () => {
    const { at, blockOf, intercom } = await stage(true);
    const { out, output } = await at.run(blockOf('verify_token'), { shell });
    expect(output).toContain('INTERCOM_ACCESS_TOKEN: set it first');
    expect(out).not.toContain('401');
    expect(intercom.requests).toEqual([]);
  });

  test('a good token is recognized as good', async () => {
    const { at, blockOf, environment: env } = await stage(true);
    expect((await at.run(blockOf('verify_token'), { shell, env })).out).toMatch(
      /200 OK[\s\S]*"type":"admin"/,
    );
  });

  test('the configured health endpoint is called', async () => {
    const { at, blockOf } = await stage(true);
    expect((await at.run(blockOf('check_health'), { shell })).out).toMatch(/\n200 \d/);
  });

  test("both endpoints' windows are read", async () => {
    const { at, blockOf, environment: env } = await stage(true);
    const { out } = await at.run(blockOf('read_rate_limit'), { shell, env });
    expect(out.match(/x-ratelimit-remaining/gi)).toHaveLength(2);
  });

  test("the bot's and the service's tokens are compared without being shown", async () => {
    const { at, blockOf, environment: env } = await stage(true);
    const { out } = await at.run(blockOf('verify_token'), { shell, env });
    expect(out).toMatch(/\d+ 20\n$/);
    expect(out).not.toContain(token);
  });

  test.each([
    ['a plain secret', 'dG9rOm9sZA==', 'new'],
    [
      'one field of a JSON secret',
      '{"user":"bot","INTERCOM_ACCESS_TOKEN":"old"}',
      '{"user":"bot","INTERCOM_ACCESS_TOKEN":"new"}',
    ],
    [
      'a JSON secret with another name for it',
      '{"access_token":"old","url":"x"}',
      '{"access_token":"new","url":"x"}',
    ],
  ])('%s gets the typed token', async (_name, before, after) => {
    const { at, blockOf } = await stage(true, before);
    const { called } = await at.run(blockOf('update_secret'), { shell, typed: 'new\n' });
    expect(await at.secret()).toBe(after);
    expect(called.every((call) => call.includes('--secret-id prod/intercom'))).toBe(true);
  });

  test.each([
    ['a JSON secret that has no such field', '{"password":"x"}', 'new\n'],
    ['a JSON secret that has two', '{"intercom_token":"a","access_token":"b"}', 'new\n'],
    ['a JSON secret that is a list', '["dG9rOm9sZA=="]', 'new\n'],
    ['a secret of several lines', 'PORT=1\nINTERCOM_ACCESS_TOKEN=dG9rOm9sZA==', 'new\n'],
    ['any secret when nothing is typed', 'dG9rOm9sZA==', '\n'],
    ['any secret when the input ends', 'dG9rOm9sZA==', ''],
  ])('%s stays as it is', async (_name, before, text) => {
    const { at, blockOf } = await stage(true, before);
    const { called } = await at.run(blockOf('update_secret'), { shell, typed: text });
    expect(await at.secret()).toBe(before);
    expect(called.filter((call) => call.includes('put-secret-value'))).toEqual([]);
  });

  test('an updated secret can be rolled back to the previous version', async () => {
    const { at, undoOf } = await stage(true);
    expect((await at.run(undoOf('update_secret'), { shell })).called.at(-1)).toBe(
      'aws secretsmanager update-secret-version-stage --secret-id prod/intercom --version-stage AWSCURRENT --remove-from-version-id v2 --move-to-version-id v1',
    );
  });

  test("the bot's token is replaced in .env, and the undo restores the old file", async () => {
    const { at, blockOf, undoOf } = await stage(true);
    const before = 'PORT=1\nINTERCOM_ACCESS_TOKEN=\nLOG_LEVEL=info';
    await writeFile(join(at.folder, '.env'), before);
    await at.run(blockOf('set_bot_token'), { shell, typed });
    expect(await kept(at)).toBe(`PORT=1\nLOG_LEVEL=info\nINTERCOM_ACCESS_TOKEN=${token}\n`);
    await at.run(undoOf('set_bot_token'), { shell });
    expect(await kept(at)).toBe(before);
  });

  test('a region is added if there was no .env', async () => {
    const { at, blockOf } = await stage(true);
    await at.run(blockOf('set_region'), { shell });
    expect(await kept(at)).toBe('INTERCOM_REGION=us\n');
  });

  test('only the jobs that ran are paused, and only they are resumed', async () => {
    const { at, blockOf, undoOf } = await stage(true);
    const patched = async (text: string) =>
      (await at.run(text, { shell })).called.filter((call) => call.startsWith('kubectl patch'));
    expect(await patched(blockOf('pause_jobs'))).toEqual([
      'kubectl patch cronjob intercom-sync -p {"spec":{"suspend":true}}',
    ]);
    expect(await patched(undoOf('pause_jobs'))).toEqual([
      'kubectl patch cronjob intercom-sync -p {"spec":{"suspend":false}}',
    ]);
    expect(await readdir(at.folder)).toEqual([]);
  });
});

test('Every command that changes something comes with its undo', () => {
  const changes = /rollout (restart|undo)|kubectl patch|put-secret|> \.env/;
  const steps = stepsFor(ids, factsOf(observed()));
  const changing = steps.filter(({ commands }) => changes.test(commands.join('\n')));
  expect(changing.length).toBeGreaterThanOrEqual(7);
  expect(changing.filter((step) => !step.undo).map(({ id }) => id)).toEqual([]);
});

test('No command contains a token, or a place to write one in', () => {
  const texts = stepsFor(ids, factsOf(observed())).flatMap(({ commands, undo = '' }) => [...commands, undo]);
  expect(texts.filter((text) => /<[^>]*(token|paste)[^>]*>|NEW_TOKEN=/.test(text))).toEqual([]);
});
