import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { warnWhenSilent } from '../../../packages/slack-sandbox/redirect/silence.ts';
import { childApp } from '../../../packages/slack-sandbox/server/child-app.ts';
import { everyEvent, everyScope } from '../../../packages/slack-sandbox/slack/all-scopes.ts';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { isRunning } from '../../support/is-running.ts';
import { type Opened, openServer } from './open-server.ts';

const program = fileURLToPath(new URL('tiny-app.mjs', import.meta.url));

let workspace: Workspace;
let place: Opened;
let app: ReturnType<typeof childApp>;
let printed: string[];

beforeEach(async () => {
  printed = [];
  workspace = await startWorkspace({ scopes: everyScope, events: everyEvent });
  app = childApp({
    command: `node ${program}`,
    env: {
      SLACK_API_URL: workspace.apiUrl,
      SLACK_BOT_TOKEN: workspace.botToken,
      SLACK_APP_TOKEN: workspace.appToken,
      INTERCOM_API_URL: 'http://intercom.test',
    },
    print: (line) => printed.push(line),
    offers: { commands: [], shortcuts: [] },
  });
  place = await openServer({ workspace, app });
});

afterEach(async () => {
  await app.control.stop();
  await place.stop();
});

const latestReply = () => place.workspace.person('alice').ephemerals().at(-1)?.text;
const hello = () =>
  place.act('alice', { do: 'command', channel: 'C00GENERAL1', command: '/hello', text: '' });

describe('An app started as a child process', () => {
  test('finds the workspace in its environment, and responds to people', async () => {
    await place.act('alice', { do: 'app', what: 'start' });
    await workspace.until(() => workspace.connections === 1, 'the connection');
    expect(await hello()).toEqual({ ok: true });
    expect(latestReply()).toBe('Hello alice, Intercom is at http://intercom.test');
  });

  test('is stopped together with everything its shell started, and started again', async () => {
    await place.act('alice', { do: 'app', what: 'start' });
    await workspace.until(() => workspace.connections === 1, 'the connection');
    await place.act('alice', { do: 'app', what: 'stop' });
    expect(app.running).toBe(false);
    await workspace.until(() => workspace.connections === 0, 'the end of the connection');
    expect(await hello()).toMatchObject({ note: expect.stringContaining('dispatch_failed') });
    await place.act('alice', { do: 'app', what: 'start' });
    await workspace.until(() => workspace.connections === 1, 'the connection again');
    expect(app.running).toBe(true);
  });
});

describe('A child process that exits by itself', () => {
  test('counts as stopped, and its output is passed on', async () => {
    const lines: string[] = [];
    const short = childApp({
      command: 'echo "no token"; exit 3',
      env: {},
      print: (line) => lines.push(line),
      offers: { commands: [], shortcuts: [] },
    });
    const other = await openServer({ app: short });
    await other.act('alice', { do: 'app', what: 'start' });
    await vi.waitFor(() => expect(lines).toEqual(['no token', 'ended (exit code 3)']));
    expect(short.running).toBe(false);
    await other.stop();
  });
});

describe('A child process whose sandbox has ended', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('by %s exits too', async (name) => {
    const source = new URL('../../../packages/slack-sandbox/server/child-app.ts', import.meta.url);
    const inner = `node -e "console.log(process.pid); process.on('SIGTERM', () => {}); setInterval(() => {}, 1e3)"`;
    const outer = `
      import { childApp } from ${JSON.stringify(source.href)};
      const offers = { commands: [], shortcuts: [] };
      await childApp({ command: ${JSON.stringify(`${inner}; true`)}, env: {}, print: console.log, offers }).control.start();
    `;
    const sandbox = spawn(process.execPath, ['--input-type=module', '-e', outer]);
    const [line] = await once(createInterface({ input: sandbox.stdout }), 'line');
    const pid = Number(line);
    expect(isRunning(pid)).toBe(true);
    sandbox.kill(name);
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), 10_000);
  });
});

describe('A child process that calls nothing', () => {
  test('is reported after its time is up, with the address that it should call', async () => {
    const lines: string[] = [];
    const print = (line: string) => lines.push(line);
    const silent = childApp({
      command: 'exec sleep 30',
      env: {},
      print,
      offers: { commands: [], shortcuts: [] },
      watch: () => warnWhenSilent(workspace, print, 50),
    });
    await silent.control.start();
    await vi.waitFor(() => expect(lines).toHaveLength(1));
    expect(lines[0]).toContain('The app has called nothing within 0.05 s.');
    expect(lines[0]).toContain(workspace.apiUrl);
    await silent.control.stop();
  });

  test('is no longer watched once it has exited, and ran in the given folder', async () => {
    const lines: string[] = [];
    const unwatch = vi.fn();
    const short = childApp({
      command: 'pwd',
      folder: tmpdir(),
      env: {},
      print: (line) => lines.push(line),
      offers: { commands: [], shortcuts: [] },
      watch: () => unwatch,
    });
    await short.control.start();
    await vi.waitFor(() => expect(lines).toEqual([realpathSync(tmpdir()), 'ended (exit code 0)']));
    expect(unwatch).toHaveBeenCalledOnce();
  });
});
