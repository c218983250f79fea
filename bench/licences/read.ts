import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A package in the lockfile. `licence`: as its author names it (SPDX), or null. `dev`: not part of the running bot. */
export type Locked = {
  readonly name: string;
  readonly version: string;
  readonly licence: string | null;
  readonly dev: boolean;
};

const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().default(false),
      link: z.boolean().default(false),
    }),
  ),
});

/** Licenses under which the bot can be run and redistributed without asking anyone. */
const forRunning: ReadonlySet<string> = new Set([
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0'],
  'OFL-1.1', // a typeface, which can be redistributed with a program
]);
/** Also, licenses of tools that are never redistributed. */
const forTools: ReadonlySet<string> = new Set(['MPL-2.0', 'PSF-2.0']);

/** Whether a package's license is one of these; for a choice (`A OR B`), one is enough. */
export const isAllowed = ({ licence, dev }: Locked): boolean =>
  (licence ?? '')
    .replace(/^\(|\)$/g, '')
    .split(' OR ')
    .some((name) => forRunning.has(name) || (dev && forTools.has(name)));

/** Every package that the lockfile installs, by name. */
export function lockedPackages(): Locked[] {
  const text = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');
  return Object.entries(lockfile.parse(JSON.parse(text)).packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && !link)
    .map(([path, { version, license, dev }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: version ?? '',
      licence: license ?? null,
      dev,
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
