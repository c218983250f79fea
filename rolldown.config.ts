import { defineConfig } from 'rolldown';

/**
 * The built program in a few files, its libraries included: reading a thousand small ones is most of a start
 * (docs/adr/0006-one-bundle.md). What is native, or is loaded with the first picture only, stays outside. Names and
 * lines are kept, so that a stack can be read. V8 keeps a file of one letter beyond ASCII in two bytes a letter; the
 * bundler escapes such letters, except in templates with a tag.
 */
export default defineConfig({
  input: { main: 'src/main.ts', cli: 'src/cli.ts', resilience: 'src/resilience/index.ts' },
  platform: 'node',
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
