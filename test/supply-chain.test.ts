import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { isAllowed, lockedPackages } from '../bench/licences/read.ts';

const json = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
const names = z.record(z.string(), z.string());
const project = z.object({ dependencies: names, devDependencies: names }).parse(json('package.json'));
const { packages } = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        version: z.string().optional(),
        link: z.boolean().default(false),
        dev: z.boolean().default(false),
        gypfile: z.boolean().optional(),
        resolved: z.string().optional(),
        integrity: z.string().optional(),
        hasInstallScript: z.boolean().default(false),
        dependencies: names.optional(),
        devDependencies: names.optional(),
        optionalDependencies: names.optional(),
      }),
    ),
  })
  .parse(json('package-lock.json'));
/** Folders of our own that the root names as packages. */
const own = Object.values(packages).flatMap(({ link, resolved }) => (link && resolved ? [resolved] : []));
const installed = Object.entries(packages).filter(
  ([path, { link }]) => path !== '' && !link && !own.includes(path),
);

/** The exact version that `1.2.3` names, or `npm:package@1.2.3` for a package under a name of ours; null for a loose one. */
const exact = (version: string): string | null =>
  /^(?:npm:(?:@[\w-]+\/)?[\w.-]+@)?(\d+\.\d+\.\d+)$/.exec(version)?.[1] ?? null;

test('every package is named by one exact version', () => {
  const named = { ...project.dependencies, ...project.devDependencies };
  const loose = Object.entries(named).filter(
    ([, version]) => exact(version) === null && !own.includes(version.replace(/^file:/, '')),
  );
  expect(loose).toEqual([]);
  for (const folder of own) {
    const { dependencies, devDependencies, optionalDependencies } = packages[folder] ?? {};
    const versions = { ...dependencies, ...devDependencies, ...optionalDependencies };
    expect(Object.values(versions).filter((version) => exact(version) === null)).toEqual([]);
  }
});

test('docs/security.md says of every package of the running bot why it is there, and of no other', () => {
  const [, section = ''] =
    /## Packages of the running bot\n(.*?)\n## /s.exec(
      readFileSync(new URL('../docs/security.md', import.meta.url), 'utf8'),
    ) ?? [];
  const named = section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name));
  expect(named.toSorted()).toEqual(Object.keys(project.dependencies).toSorted());
});

test('the lockfile matches package.json', () => {
  const { dependencies, devDependencies } = packages[''] ?? {};
  expect({ dependencies, devDependencies }).toEqual({
    dependencies: project.dependencies,
    devDependencies: project.devDependencies,
  });
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
    if (!version.startsWith('file:'))
      expect([name, packages[`node_modules/${name}`]?.version]).toEqual([name, exact(version)]);
});

test("the lockfile has a checksum for every package, and no mirror's URL", () => {
  const wrong = installed.filter(
    ([, { integrity, resolved }]) =>
      !integrity?.startsWith('sha512-') ||
      (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
  );
  expect(wrong.map(([path]) => path)).toEqual([]);
});

test('no package has an install script', () => {
  const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript);
  expect(scripted.map(([path]) => path)).toEqual([]);
});

/**
 * npm makes up a script for whatever holds a `binding.gyp`, and looks in the lockfile for the package's own word against
 * it. It does not write that word itself: after `npm install`, put `"gypfile": false` back into the entry.
 */
test('the lockfile keeps npm from compiling better-sqlite3, which ships its binaries', () => {
  expect(packages['node_modules/better-sqlite3']?.gypfile).toBe(false);
});

test('the Node that the project brings is a development dependency, so no production install contains it', () => {
  expect(own).toEqual(['tools/node', 'packages/intercom-sandbox', 'packages/slack-sandbox']);
  const versions = Object.keys(packages['tools/node']?.optionalDependencies ?? {});
  expect(versions.length).toBeGreaterThan(3);
  for (const path of ['tools/node', ...versions.map((name) => `node_modules/${name}`)])
    expect([path, packages[path]?.dev]).toEqual([path, true]);
});

test('every license is an allowed one', () => {
  expect(lockedPackages().filter((one) => !isAllowed(one))).toEqual([]);
});

test.each([
  [{ licence: 'GPL-3.0', dev: true }, false],
  [{ licence: 'MPL-2.0', dev: false }, false],
  [{ licence: 'MPL-2.0', dev: true }, true],
  [{ licence: '(GPL-3.0 OR MIT)', dev: false }, true],
  [{ licence: null, dev: false }, false],
])('a package under %o: allowed is %s', (of, allowed) => {
  expect(isAllowed({ name: 'x', version: '1.0.0', ...of })).toBe(allowed);
});
