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

export default defineConfig({
  test: {
    isolate: false,
    env: { NODE_COMPILE_CACHE: compiled },
    maxWorkers: 3,
    reporters: ['default', sayLeftOut, new HoldSentences()],
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [browser],
          globalSetup: 'test/support/postgres/setup.ts',
          setupFiles: 'test/support/deprecated-calls.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
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
          include: [browser],
          globalSetup: 'test/browser/support/global-setup.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
