import { execFileSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What the build reads. */
const sources = [
  'src/**/*.ts',
  'tools/bundle/*',
  'rolldown.config.ts',
  'tsconfig*.json',
  'package-lock.json',
];

/** Builds the programs that tests start, if their sources are newer: a built one starts in a third of the time. */
export function setup(project: TestProject): void {
  buildIfStale();
  project.onTestsRerun(async () => buildIfStale());
}

function buildIfStale(): void {
  const built = join(root, 'dist/main.js');
  const since = existsSync(built) ? statSync(built).mtimeMs : 0;
  if (globSync(sources, { cwd: root }).some((file) => statSync(join(root, file)).mtimeMs > since))
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}
