import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const sources = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file: `src/${file}`, code: readFileSync(new URL(`src/${file}`, root), 'utf8') }));

/** The files that use what a library does, and not its types alone: those the compiler looks after. */
const using = (library: string): string[] =>
  sources
    .filter(({ code }) =>
      [...code.matchAll(/^import (?!type\b)([^;]*?) from '([^']+)';$/gm)].some(
        ([, names = '', from]) =>
          from === library &&
          names
            .replace(/[{}\n]/g, '')
            .split(',')
            .some((name) => name.trim() !== '' && !/^\s*type /.test(name)),
      ),
    )
    .map(({ file }) => file)
    .toSorted();

/** Each with a test in this folder, or in that of the client that it is made for. */
const places: Readonly<Record<string, readonly string[]>> = {
  '@slack/bolt': [
    'src/slack/transport/bolt-log.ts',
    'src/slack/transport/durable-app.ts',
    'src/slack/transport/http-receiver.ts',
    'src/slack/transport/slack-socket.ts',
  ],
  '@slack/web-api': [
    'src/slack/api/slack-client.ts',
    'src/slack/transport/socket-receiver.ts',
    'src/terminal/examine-slack.ts',
  ],
  ws: ['src/slack/transport/slack-socket.ts'],
  undici: ['src/intercom/http/client.ts', 'src/slack/api/exchange.ts'],
};

test.each(Object.entries(places))('%s is used only in these few files of src: %j', (library, files) => {
  expect(using(library)).toEqual(files);
});

test("the architecture page names every place that relies on a Slack library's internals", () => {
  const page = readFileSync(new URL('docs/architecture.md', root), 'utf8');
  const missing = ['@slack/bolt', '@slack/web-api', 'ws'].flatMap(
    (library) => places[library]?.filter((file) => !page.includes(file)) ?? [],
  );
  expect(missing).toEqual([]);
});
