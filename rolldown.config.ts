import { fileURLToPath } from 'node:url';
import { defineConfig } from 'rolldown';

const instead = (file: string): string => fileURLToPath(new URL(`tools/bundle/${file}.cjs`, import.meta.url));

/**
 * Half of what the libraries would load is never used: Bolt gets a receiver of ours (docs/adr/0007-our-own-http-receiver.md,
 * 0009-our-own-sockets.md), so its own ones need none of theirs. `$`: that name, and not the files under it.
 */
const lighter = {
  express$: instead('nothing'),
  'raw-body$': instead('nothing'),
  'path-to-regexp$': instead('nothing'),
  '@slack/oauth$': instead('nothing'),
  '@slack/socket-mode$': instead('nothing'),
  undici$: instead('undici'),
  'node:http$': instead('node-http'),
};

/**
 * The built program in a few files, its libraries included: reading a thousand small ones is most of a start
 * (docs/adr/0006-one-bundle.md). What is native, or is loaded with the first picture only, stays outside. Names and
 * lines are kept, so that a stack can be read. V8 keeps a file of one letter beyond ASCII in two bytes a letter; the
 * bundler escapes such letters, except in templates with a tag.
 */
export default defineConfig({
  input: { main: 'src/main.ts', cli: 'src/cli.ts', resilience: 'src/resilience/index.ts' },
  platform: 'node',
  resolve: { alias: lighter },
  external: ['better-sqlite3', '@napi-rs/canvas', 'chart.js', /^@fontsource\//],
  output: {
    dir: 'dist',
    cleanDir: true,
    sourcemap: true,
    comments: false,
    charset: 'ascii',
    chunkFileNames: '[name].js',
  },
});
