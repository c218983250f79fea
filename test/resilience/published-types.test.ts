import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const modules = join(root, 'node_modules');
const program = mkdtempSync(join(tmpdir(), 'consumer-'));
const installed = join(program, 'node_modules');

const compile = (...args: string[]) => {
  const { status, stdout } = spawnSync(process.execPath, [join(modules, 'typescript/bin/tsc'), ...args], {
    cwd: program,
    encoding: 'utf8',
  });
  return { status, stdout };
};

/** Another program that has the package installed, as npm would, and the clients of the examples. */
beforeAll(() => {
  const own = join(installed, 'intercom-incident');
  mkdirSync(own, { recursive: true });
  cpSync(join(root, 'package.json'), join(own, 'package.json'));
  const built = compile('-p', join(root, 'tsconfig.build.json'), '--outDir', join(own, 'dist'));
  expect(built).toEqual({ status: 0, stdout: '' });
  for (const name of ['@types', 'axios', 'got', 'intercom-client-4', 'undici', 'zod']) {
    symlinkSync(join(modules, name), join(installed, name));
  }
  writeFileSync(join(program, 'package.json'), '{ "type": "module" }');
  const compilerOptions = { module: 'NodeNext', target: 'es2023', lib: ['es2023'], types: ['node'] };
  const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
  writeFileSync(
    join(program, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...compilerOptions, ...strict, noEmit: true } }),
  );
});
afterAll(() => rmSync(program, { recursive: true }));

function write(file: string, code: string): void {
  const path = join(program, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, code);
}

test('A strict TypeScript program compiles with the published types, and is told what it forgot', () => {
  write(
    'program.ts',
    `import { type Passing, RateLimit, retry, type Served, StaleCache, type Verdict } from 'intercom-incident/resilience';

const limit = new RateLimit();
const cache = new StaleCache<string, { id: string }>({ max: 10, freshMs: 1, maxStaleMs: 2, limit });
const served: Served<{ id: string }> = await cache.get('1', async (id, signal) => ({ id, over: signal.aborted }));
const count: number = await retry(async () => 1, { idempotent: true, limit, timeoutMs: 1_000 });
const held: Passing | null = limit.reached(Date.now());
const verdict: Verdict | null = held;
console.log(served.stale ? served.because : served.value.id, count, verdict);
// @ts-expect-error whether a repetition does harm must be said
await retry(async () => 1, {});
`,
  );
  expect(compile()).toEqual({ status: 0, stdout: '' });
});

test("The documentation's examples compile in another program", () => {
  for (const file of ['examples.ts', 'clients/examples.ts']) {
    const code = readFileSync(join(root, 'test/resilience', file), 'utf8');
    write(file, code.replace(/'(?:\.\.\/)+src\/resilience\/index\.ts'/, "'intercom-incident/resilience'"));
  }
  expect(compile()).toEqual({ status: 0, stdout: '' });
});
