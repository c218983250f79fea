import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openFile, temporaryFolder } from '../../store/support/sqlite.ts';
import { declareMany, exportOf, importInto, newDatabase, tablesOf, written } from './support/exports.ts';

const program = fileURLToPath(new URL('support/import-until-the-end.ts', import.meta.url));

test('An import that is killed halfway leaves an empty database, and can be repeated', async () => {
  const from = join(temporaryFolder(), 'incidents.db');
  const store = openFile(from);
  await declareMany(store);
  const document = written(await exportOf(from));
  const into = newDatabase();
  const child = spawn(process.execPath, [program, `file:${into}`, document]);
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(statSync(`${into}-wal`).size).toBeGreaterThan(0);
  expect(Object.values(tablesOf(into)).flat()).toEqual([]);
  expect(await importInto(into, document)).toBeNull();
  expect(await exportOf(into)).toBe(await exportOf(from));
});
