import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { startProcess } from '../../../bench/chaos/bot/bot-process.ts';
import { playChaos } from '../../../bench/chaos/run.ts';
import { app } from '../../../demo/app.ts';
import { slackSettings } from '../../../demo/bot-settings.ts';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { lackOfPostgres } from '../../store/support/postgres.ts';
import { diagnoses, headline, postmortems } from '../support/find-messages.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { cwd: root, encoding: 'utf8' });

/** A workspace and the settings of a bot that works in it. */
async function place(
  transport: 'socket' | 'http' = 'socket',
): Promise<{ workspace: Workspace; env: Record<string, string> }> {
  const folder = mkdtempSync(join(tmpdir(), 'built-'));
  const workspace = await startWorkspace({ ...app, rateLimits: false });
  onTestFinished(async () => {
    await workspace.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const env = {
    ...slackSettings(workspace, folder, transport),
    INTERCOM_API_URL: workspace.apiUrl,
    INTERCOM_STATUS_URL: workspace.apiUrl,
    INTERCOM_ACCESS_TOKEN: 'token',
  };
  return { workspace, env };
}

/** The contents of the bundle's files whose names end so. */
const bundled = (ending: '.js' | '.js.map'): string[] =>
  readdirSync(join(root, 'dist'))
    .filter((file) => file.endsWith(ending))
    .map((file) => readFileSync(join(root, 'dist', file), 'utf8'));

test("The bundle's largest file is ASCII, because V8 would otherwise use two bytes per character", () => {
  const [largest = ''] = bundled('.js').toSorted((a, b) => b.length - a.length);
  expect(largest.length).toBeGreaterThan(1_000_000);
  expect(largest.split('\n').filter((line) => /\P{ASCII}/u.test(line))).toEqual([]);
});

/** The bundle's sources as `package/path`. */
const sources = (): string[] =>
  bundled('.js.map')
    .flatMap((map) => z.object({ sources: z.array(z.string()) }).parse(JSON.parse(map)).sources)
    .map((source) => source.replace(/^.*node_modules\//, ''));

test("The bundle has nothing of what only Bolt's own receivers load, nor undici's fetch and mocks", () => {
  const heavy =
    /^(?:express|raw-body|body-parser|iconv-lite|qs|jsonwebtoken|@slack\/(?:oauth|socket-mode)|undici\/lib\/(?:web\/fetch\/index|web\/websocket|mock|cache))\b/;
  expect(sources().filter((source) => heavy.test(source))).toEqual([]);
  expect(sources()).toEqual(
    expect.arrayContaining(['@slack/bolt/dist/App.js', 'undici/lib/dispatcher/agent.js']),
  );
});

describe('The built program', { timeout: 240_000 }, () => {
  test('takes an incident to its postmortem, with the chart that its libraries draw', async () => {
    const { workspace, env } = await place();
    const bot = await startProcess(env);
    onTestFinished(() => bot.kill());
    const alice = workspace.person('alice');
    const opened = async (act: () => Promise<unknown>, title: string) => {
      await act();
      await workspace.until(() => alice.modal, title);
    };
    await opened(() => alice.command('/intercom-incident', 'open P1 Built'), 'the declare modal');
    await alice.submit();
    await workspace.until(() => workspace.findChannel('inc-1-built'), 'the channel');
    const channel = workspace.channel('inc-1-built');
    await workspace.until(() => diagnoses(channel).length === 1, 'the diagnosis');
    await alice.click(headline(channel), 'Run triage');
    await workspace.until(() => diagnoses(channel).length === 2, 'the second diagnosis');
    await opened(() => alice.click(headline(channel), 'Close'), 'the review');
    await alice.submit({ Summary: 'Built', 'Root cause': 'A test', 'What fixed it': 'Its end' });
    await workspace.until(() => postmortems(channel).length === 1, 'the postmortem');
    const picture = () => channel.files.find(({ name }) => name.endsWith('.png'));
    await workspace.until(picture, 'the picture');
    expect(picture()?.description).toMatch(/^Chart of API response times and failed requests/);
  });

  test('answers over HTTP, with the receiver that is its own', async () => {
    const { workspace, env } = await place('http');
    const bot = await startProcess(env);
    onTestFinished(() => bot.kill());
    workspace.deliverTo(`http://127.0.0.1:${bot.port}/slack/events`);
    const alice = workspace.person('alice');
    expect(await alice.command('/intercom-incident', 'severity P2')).toMatchObject({ ok: true });
  });

  test('works in the terminal', () => {
    expect(run('node', 'dist/cli.js', 'explain', '429')).toContain('429 Too Many Requests');
  });

  test("exports its resilience to other programs under the package's name", () => {
    const program = "import('intercom-incident/resilience').then((lent) => console.log(typeof lent.retry))";
    expect(run('node', '--eval', program).trim()).toBe('function');
  });

  test("loses nothing and posts nothing twice when it's killed ten times amid faults", async () => {
    const { figures: stats, violations } = await playChaos({
      seed: 7,
      kills: 10,
      incidents: 4,
      on: 'sqlite',
      bots: 1,
    });
    expect(violations).toEqual([]);
    expect(stats.faults.get('kill -9')).toBe(10);
    for (const kind of ['stopped', 'checks flap', 'newer version', 'clock set ahead'] as const)
      expect(stats.faults.get(kind), kind).toBeGreaterThan(0);
    expect(stats.incidents).toBeGreaterThan(3);
    expect(stats.operations.done).toBeGreaterThan(3);
  });

  test.skipIf(lackOfPostgres !== null)(
    'loses nothing and posts nothing twice when two of it on one PostgreSQL are killed, frozen, and cut off',
    async () => {
      const { figures, violations } = await playChaos({
        seed: 1925,
        kills: 3,
        incidents: 2,
        on: 'postgres',
        bots: 2,
      });
      expect(violations).toEqual([]);
      for (const kind of ['frozen', 'connections cut', 'clock set back'] as const)
        expect(figures.faults.get(kind), kind).toBeGreaterThan(0);
      expect(figures.takeovers).toBeGreaterThan(1);
    },
  );
});
