import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/sqlite.ts';

const openStore = new URL('../../../src/store/opening/open-store.ts', import.meta.url);

/** The packages that a process of its own has loaded once it has opened the store at a URL. */
function loadedFor(url: string): string[] {
  const program = `
    const loaded = new Set();
    require('node:module').registerHooks({
      load(address, context, next) {
        loaded.add(/node_modules.(?:@[^/]+.)?[^/]+/.exec(address)?.[0].slice('node_modules/'.length));
        return next(address, context);
      },
    });
    import(${JSON.stringify(openStore.href)}).then(async ({ openStore }) => {
      await openStore(${JSON.stringify(url)}).then((store) => store.close(), () => {});
      console.log(JSON.stringify([...loaded]));
    });`;
  return JSON.parse(execFileSync(process.execPath, ['--eval', program], { encoding: 'utf8' }));
}

test('nobody who keeps the records in a file loads the client of PostgreSQL', () => {
  const loaded = loadedFor(`file:${join(temporaryFolder(), 'incidents.db')}`);
  expect(loaded).toContain('better-sqlite3');
  expect(loaded).not.toContain('pg');
});

test('whoever keeps them in PostgreSQL does', () => {
  expect(loadedFor('postgres://bot@127.0.0.1:1/nowhere')).toContain('pg');
});
