import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { findPostgres } from './demo/postgres/find-postgres.ts';
import { HoldSentences } from './test/support/hold-sentences.ts';
import { sayLeftOut } from './test/support/left-out.ts';

const browser = 'test/browser/**/*.test.ts';

/** Where Node keeps what it has compiled, for the many programs that the tests start: compiling is about 40 % of a start. */
const compiled = fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url));

/** What people do with the bot is tested once more with its records in PostgreSQL, if there is one. */
const flowsOnBoth = findPostgres(process.env) === null ? [] : ['test/flows/incident/*.test.ts'];

/** How many files run at once, on two cores: many wait for real processes, whose leases expire and whose connections end. */
const waiting = { maxWorkers: 4, sequence: { groupOrder: 0 } };
/** The same of files that a browser draws for, which keeps the cores busy. They run when the others are done. */
const busy = { maxWorkers: 3, sequence: { groupOrder: 1 } };

export default defineConfig({
  test: {
    isolate: false,
    env: { NODE_COMPILE_CACHE: compiled },
    reporters: ['default', sayLeftOut, new HoldSentences()],
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          ...waiting,
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [browser],
          globalSetup: ['test/support/build.ts', 'test/support/postgres/setup.ts'],
          setupFiles: 'test/support/deprecated-calls.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          ...waiting,
          include: flowsOnBoth,
          env: { SCENES_ON: 'postgres' },
          globalSetup: 'test/support/postgres/setup.ts',
          setupFiles: 'test/support/deprecated-calls.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          ...busy,
          include: [browser],
          globalSetup: 'test/browser/support/global-setup.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
