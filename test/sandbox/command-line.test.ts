import { describe, expect, test } from 'vitest';
import { readCommandLine } from '../../packages/slack-sandbox/command-line.ts';

const here = '/home/ada/lunch';
const read = (...args: string[]) =>
  readCommandLine(args, here, { command: 'npm run sandbox --', own: 'our bot' });
/** As `npx slack-sandbox`, which comes with no app. */
const readAlone = (...args: string[]) =>
  readCommandLine(args, here, { command: 'npx slack-sandbox', own: null });
const mistake = (text: string) => ({ kind: 'mistake', text });

describe("The sandbox's command line", () => {
  test('starts the bot it ships with by default', () => {
    expect(read()).toMatchObject({ kind: 'open', line: { app: { kind: 'own' }, port: 4000, apiPort: 0 } });
  });

  test('waits for an app started elsewhere if it ships with none', () => {
    expect(readAlone()).toMatchObject({ kind: 'open', line: { app: { kind: 'elsewhere' } } });
    expect(readAlone('--manifest', 'slack.json', '--http', 'http://localhost:3000')).toMatchObject({
      kind: 'open',
      line: { app: { kind: 'elsewhere' }, at: 'http://localhost:3000' },
    });
  });

  test('starts an app in the current folder, or in the folder given', () => {
    const started = (...args: string[]) => read('--app', 'npm start', ...args);
    const app = { kind: 'command', command: 'npm start' };
    expect(started()).toMatchObject({ line: { app: { ...app, folder: here } } });
    expect(started('--folder', '../dinner')).toMatchObject({
      line: { app: { ...app, folder: '/home/ada/dinner' } },
    });
  });

  test("resolves the manifest's path from the current folder", () => {
    expect(read('--no-app', '--manifest', 'slack.json')).toMatchObject({
      line: { app: { kind: 'elsewhere' }, manifest: '/home/ada/lunch/slack.json' },
    });
  });

  test('takes a fixed port for the Web API, so that a debugger finds it again', () => {
    expect(read('--no-app', '--api-port', '4100')).toMatchObject({ line: { apiPort: 4100 } });
  });

  test('prints its help', () => {
    const { kind, text } = { text: '', ...read('--help') };
    expect(kind).toBe('help');
    for (const option of ['app', 'folder', 'no-app', 'manifest', 'http', 'port', 'api-port'])
      expect(text).toContain(`--${option} `);
    expect(text).toContain('npm run sandbox  ');
    expect(text).toContain("npm run sandbox -- --app 'node my-app.js'");
    expect(readAlone('--help')).toMatchObject({
      text: expect.stringMatching(/^ {2}npx slack-sandbox --app 'node my-app\.js' {2}/m),
    });
  });

  test.each([
    [['--port', 'x'], '"x" isn\'t a port. Use --port 4001, for example.'],
    [['--api-port', '70000'], '"70000" isn\'t a port. Use --port 4001, for example.'],
    [['--app', 'a', '--no-app'], '--app and --no-app exclude each other: leave one out.'],
    [['--folder', 'a'], "--folder is where the app starts: add --app 'command'."],
    [
      ['--http', 'http://x'],
      "--http and --manifest are for another program: add --app 'command' or --no-app.",
    ],
    [
      ['--no-app', '--http', 'localhost'],
      '"localhost" isn\'t an address. Write --http http://localhost:3000/slack/events.',
    ],
    [['--colour'], "Unknown option '--colour'. See --help."],
  ])('refuses %j', (args, text) => {
    expect(read(...args)).toEqual(mistake(text));
  });
});
