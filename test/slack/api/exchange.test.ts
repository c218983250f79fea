import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('./support/measure-leftovers.ts', import.meta.url));

test('almost nothing of a finished call survives young-generation collections', async () => {
  // In a process of its own, where no other test leaves anything behind.
  const { stdout } = await promisify(execFile)(process.execPath, [program]);
  expect(stdout).toMatch(/^-?\d/);
  // Of a call by undici's `request` 1 to 4 KB do, for it ties it to its answer; V8 then keeps 100 MiB for young objects.
  expect(Number(stdout)).toBeLessThan(500);
});
