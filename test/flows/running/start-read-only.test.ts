import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { bareEnvironment } from '../../../bench/bare-environment.ts';
import { openFile } from '../../store/support/sqlite.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Permissions do not hold for root, so the bot is started without root's right to pass them by then. */
const asRoot = process.getuid?.() === 0;
const bound = ['setpriv', '--bounding-set=-dac_override,-dac_read_search'];

/** A database in a folder of its own. */
async function database(): Promise<{ folder: string; file: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'read-only-'));
  onTestFinished(() => {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true });
  });
  const file = join(folder, 'incidents.db');
  await openFile(file).close();
  return { folder, file };
}

/** Starts the bot, which ends by itself because of its database; its exit code and what it said. */
function start(file: string): { code: number | null; output: string } {
  const bot = [process.execPath, 'dist/main.js'];
  const [program = '', ...rest] = asRoot ? [...bound, ...bot] : bot;
  const { status, stdout, stderr } = spawnSync(program, rest, {
    cwd: root,
    env: {
      ...bareEnvironment(),
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_API_URL: 'http://127.0.0.1:1',
      PORT: '0',
      DATABASE_URL: `file:${file}`,
    },
    encoding: 'utf8',
    timeout: 50_000,
  });
  return { code: status, output: stdout + stderr };
}

test.each<[string, (at: { folder: string; file: string }) => void]>([
  ['file', ({ file }) => chmodSync(file, 0o444)],
  ['folder', ({ folder }) => chmodSync(folder, 0o555)],
])('a start on a read-only %s is refused, naming the file and what to do', async (_name, protect) => {
  const at = await database();
  protect(at);
  const { code, output } = start(at.file);
  expect(output).toContain(`The database ${at.file} can't be opened (`);
  expect(output).toMatch(/write permission on the database file and its folder|space, quota, mount/);
  expect(code).toBe(1);
});

test('A start on a corrupt file is refused, says how to restore it, and leaves the file unchanged', async () => {
  const { file } = await database();
  const bytes = readFileSync(file).fill(0xff, 4096, 3 * 4096);
  writeFileSync(file, bytes);
  const { code, output } = start(file);
  expect(output).toContain(`The database ${file} is corrupt or isn't a database (`);
  expect(output).toContain('npx intercom-incident restore FILE');
  expect(code).toBe(1);
  expect(readFileSync(file).equals(bytes)).toBe(true);
});
