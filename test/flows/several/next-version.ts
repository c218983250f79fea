import { cpSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../../store/support/sqlite.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The folder of a version with one more migration than this one. It ends with the running test. */
export function nextVersion(): string {
  const folder = temporaryFolder();
  for (const part of ['src', 'migrations', 'package.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const engine of ['sqlite', 'postgres'])
    writeFileSync(
      join(folder, 'migrations', engine, '9999_next.sql'),
      'CREATE TABLE of_the_next (id integer);\n',
    );
  return folder;
}
