import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test, vi } from 'vitest';
import { codeIn, root } from '../support/imports.ts';
import { isRunning } from '../support/is-running.ts';

const guard = new URL('../../demo/ends-with-us.ts', import.meta.url);

/** A program that starts another, which ends by no signal but SIGKILL, and makes a folder; then it ends as told. */
async function programThat(ends: string) {
  const source = `
    import { spawn } from 'node:child_process';
    import { writeFileSync } from 'node:fs';
    import { endWithUs, folderWithUs } from ${JSON.stringify(guard.href)};
    const deaf = "for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {}); setInterval(() => {}, 1e3)";
    const child = spawn(process.execPath, ['-e', deaf], { stdio: 'ignore' });
    endWithUs(child);
    const folder = folderWithUs('test');
    writeFileSync(folder + '/record', 'x');
    console.log(JSON.stringify({ pid: child.pid, folder }));
    ${ends};
  `;
  const program = spawn(process.execPath, ['--input-type=module', '-e', source]);
  const [line] = await once(createInterface({ input: program.stdout }), 'line');
  const { pid, folder }: { pid: number; folder: string } = JSON.parse(line);
  const left = () => [isRunning(pid), existsSync(folder)];
  return { program, left };
}

describe('A program that a measurement has started, and the folder in which it writes,', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('end with it by %s', async (name) => {
    const { program, left } = await programThat('');
    expect(left()).toEqual([true, true]);
    program.kill(name);
    await vi.waitFor(() => expect(left()).toEqual([false, false]), 20_000);
  });

  test('end with it if it fails', async () => {
    const { left } = await programThat("throw new Error('a bug')");
    await vi.waitFor(() => expect(left()).toEqual([false, false]), 20_000);
  });
});

/** These have a shell that ends with us themselves: the guard, and the private server. */
const guards = ['demo/ends-with-us.ts', 'demo/postgres/private-server.ts'];
const sources = ['bench', 'demo']
  .flatMap((folder) => codeIn(folder).map((file) => join(folder, file)))
  .filter((file) => !guards.includes(file));

test('Every program that a measurement or the demo starts ends with it, and so does every folder', () => {
  const having = (text: RegExp) =>
    sources.filter((file) => text.test(readFileSync(join(root, file), 'utf8')));
  const guarded = having(/\bendWithUs\(/);
  expect(guarded.length).toBeGreaterThan(0);
  expect(having(/\bspawn\(/).filter((file) => !guarded.includes(file))).toEqual([]);
  // What shows a violation is kept.
  expect(having(/\bmkdtemp/)).toEqual(['bench/chaos/stage.ts']);
});
