import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bareEnvironment } from '../../../bench/bare-environment.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** How a run of the program ended, and all that it said. */
export type Run = { readonly code: number | null; readonly output: string };

/**
 * Runs the built bot, or the terminal's program, as a process of its own, with these settings and no others, in an empty
 * folder. For what ends by itself: resolves when the process has ended.
 */
export async function runProgram(
  settings: Readonly<Record<string, string | undefined>>,
  program: 'main' | 'cli' = 'main',
  ...args: readonly string[]
): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'incident-'));
  const child = spawn(process.execPath, [join(root, `dist/${program}.js`), ...args], {
    cwd: folder,
    env: { ...bareEnvironment(), HOME: folder, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += String(chunk);
    });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  rmSync(folder, { recursive: true, force: true });
  return { code, output };
}
