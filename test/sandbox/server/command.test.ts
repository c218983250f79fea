import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openWindow, postAction } from './open-server.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const alice = 'U00000ALICE';
const general = 'C00GENERAL1';

// Each test starts whole programs, which a busy machine does slowly.
vi.setConfig({ testTimeout: 60_000 });

let running: ChildProcess | null = null;

afterEach(async () => {
  if (running === null || running.exitCode !== null) return;
  running.kill('SIGKILL');
  await once(running, 'exit');
});

/** Runs the command with these arguments on a free port, as `npm run sandbox -- …` does, and reads what it prints. */
function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const started = spawn(process.execPath, ['demo/sandbox.ts', '--port', '0', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running = started;
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [started.stdout, started.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const look of waiting) look();
    });
  const line = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = lines.map((each) => pattern.exec(each)).find((match) => match !== null);
        if (found) resolve(found);
      };
      waiting.add(look);
      started.once('close', (code) => reject(new Error(`It ended with ${code}: ${lines.join('\n')}`)));
      look();
    });
  return { lines, line, started };
}

describe('npm run sandbox', () => {
  test('opens our bot in the browser and exits cleanly', async () => {
    const { line, lines, started } = run([]);
    const url = String((await line(/open at (http:\S+)/))[1]);
    const window = await openWindow(url, { as: alice });
    expect(window.screen.outside?.app).toEqual({ running: true, controllable: true });
    await line(/Ctrl-C/);
    expect(lines.join('\n')).toContain('/intercom-incident open P1');
    started.kill('SIGINT');
    // A terminal and npm send it both.
    started.kill('SIGINT');
    expect(await once(started, 'exit')).toEqual([0, null]);
  });

  test('says so if the port is taken', async () => {
    const { port, close } = await takePort();
    const { lines, started } = run(['--port', port]);
    expect(await once(started, 'close')).toEqual([1, null]);
    expect(lines.join('\n')).toContain(`Port ${port} is in use.`);
    close();
  });

  test('says what is wrong with its arguments', async () => {
    const { lines, started } = run(['--http', 'http://localhost:3000/slack/events']);
    expect(await once(started, 'close')).toEqual([1, null]);
    expect(lines).toEqual([
      "--http and --manifest are for another program: add --app 'command' or --no-app.",
    ]);
  });
});

describe('npm run sandbox -- --app', () => {
  test.each([
    ["doesn't exist", '/nowhere'],
    ['is a file', fileURLToPath(import.meta.url)],
  ])('says so if the folder to start the app in %s', async (_, folder) => {
    const { lines, started } = run(['--app', 'node my-app.js', '--folder', folder]);
    expect(await once(started, 'close')).toEqual([1, null]);
    expect(lines).toEqual([`There's no folder ${folder}. Name the app's folder: --folder ../my-app`]);
  });

  test("says in one sentence that a folder can't be read as a manifest", async () => {
    const { lines, started } = run(['--no-app', '--manifest', '.']);
    expect(await once(started, 'close')).toEqual([1, null]);
    expect(lines).toEqual([
      expect.stringMatching(/^The manifest \/\S+ can't be read \(EISDIR: .*\)\. Name a file/),
    ]);
  });

  test('runs another program as the app, and stops it too', async () => {
    const { line, started } = run(['--app', 'node test/sandbox/server/tiny-app.mjs']);
    const url = String((await line(/open at (http:\S+)/))[1]);
    await line(/^app \| tiny app is ready on a socket/);
    await postAction(url, alice, { do: 'command', channel: general, command: '/hello', text: '' });
    const window = await openWindow(url, { as: alice, channel: general });
    const answer = await window.until(({ channel }) => channel?.messages[0], 'the answer');
    expect(answer.text).toMatch(/^Hello alice, Intercom is at http:\/\/127\.0\.0\.1:\d+$/);
    started.kill('SIGINT');
    await line(/^app \| ended/);
    expect(await once(started, 'exit')).toEqual([0, null]);
  });

  test('reaches an app over HTTP that its manifest installs', async () => {
    const { port, close } = await takePort();
    close();
    const { line } = run(
      [
        ...[
          '--app',
          'node test/sandbox/server/tiny-app.mjs',
          '--http',
          `http://127.0.0.1:${port}/slack/events`,
        ],
        ...['--manifest', 'test/sandbox/server/tiny-app.manifest.yml'],
      ],
      { PORT: port, SLACK_APP_TOKEN: 'xapp-of-somewhere-else' },
    );
    const url = String((await line(/open at (http:\S+)/))[1]);
    await line(/^app \| tiny app is ready on HTTP/);
    const hello = { do: 'command', channel: general, text: '' } as const;
    expect(await postAction(url, alice, { ...hello, command: '/hello' })).toEqual({ ok: true });
    expect(await postAction(url, alice, { ...hello, command: '/bye' })).toEqual({
      ok: false,
      error: '/bye is not a valid command.',
    });
    const { screen } = await openWindow(url, { as: alice });
    expect(screen.shell).toMatchObject({
      hasHome: false,
      tryFirst: null,
      commands: [{ command: '/hello', usage: '[name]' }, { command: '/invite' }, { command: '/me' }],
    });
  });
});

describe('npm run sandbox -- --no-app', () => {
  test('prints the environment that an app started elsewhere needs', async () => {
    const { port, close } = await takePort();
    close();
    const { line, lines, started } = run(['--no-app', '--api-port', port]);
    const url = String((await line(/open at (http:\S+)/))[1]);
    await line(/Ctrl-C/);
    const printed = lines.flatMap((each) => /^ +([A-Z_]+)='?(.*?)'?$/.exec(each)?.slice(1) ?? []);
    const env: Record<string, string> = {};
    for (let at = 0; at < printed.length; at += 2) env[printed[at] ?? ''] = printed[at + 1] ?? '';
    expect(env.SLACK_API_URL).toBe(`http://127.0.0.1:${port}/api/`);
    const app = spawn(process.execPath, ['tiny-app.mjs'], {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      env: { ...process.env, ...env },
    });
    const window = await openWindow(url, { as: alice, channel: general });
    await window.until(({ outside }) => outside?.slack.connections === 1, 'the connection');
    await postAction(url, alice, { do: 'command', channel: general, command: '/hello', text: '' });
    const answer = await window.until(({ channel }) => channel?.messages[0], 'the answer');
    expect(answer.text).toMatch(/^Hello alice/);
    app.kill();
    window.close();
    started.kill('SIGINT');
    expect(await once(started, 'exit')).toEqual([0, null]);
  });
});

/** A port of 127.0.0.1 that is taken until it is closed. */
async function takePort(): Promise<{ port: string; close(): void }> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  return { port, close: () => server.close() };
}
