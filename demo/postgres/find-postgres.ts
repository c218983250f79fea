import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where Debian's packages put the programs of each version. */
const debian = '/usr/lib/postgresql';

/**
 * The folder of PostgreSQL's own programs (initdb, postgres): the one at `POSTGRES_BIN`, or else this machine's newest;
 * null if there is none.
 */
export function findPostgres(env: Readonly<Record<string, string | undefined>>): string | null {
  const { POSTGRES_BIN: given, PATH: path = '' } = env;
  const usual = [...newestFirst(debian), ...path.split(delimiter)];
  return (given ? [given] : usual).find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

const newestFirst = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => join(folder, version, 'bin'))
    : [];

/** What to do if there is none, as a sentence. */
export const howToGetPostgres =
  'Install PostgreSQL (Debian: apt-get install postgresql), or set POSTGRES_BIN to the folder of its programs.';
