import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Which parts each part may know besides itself. A part is a folder of src, or a file directly in it. */
const mayKnow: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  package: [],
  store: ['domain', 'package'],
  app: ['domain', 'store'],
  resilience: [],
  chart: ['domain'],
  intercom: ['domain', 'resilience'],
  slack: ['domain', 'store', 'app'],
  metrics: ['domain', 'store', 'app', 'package'],
};
/** The parts above them, which may know them all; those at the very top may be known by few. */
const edges = ['bot', 'main', 'cli', 'terminal', 'config', 'setting-values', 'health-server', 'node-version'];
const knownBy: Readonly<Record<string, readonly string[]>> = {
  main: [],
  cli: [],
  terminal: ['cli'],
  'node-version': ['main', 'cli'],
  bot: ['main'],
};
/** Packages of each part; the other parts may use any that the project declares. */
const packages: Readonly<Record<string, RegExp>> = {
  domain: /^(?:zod|date-fns(?:\/\w+)?|@date-fns\/tz)$/,
  store: /^(?:zod|better-sqlite3|lru-cache|node:.+)$/,
  app: /^(?:zod|pino|node:.+)$/,
  metrics: /^(?:zod|prom-client|node:.+)$/,
  intercom: /^(?:zod|undici|lru-cache|node:.+)$/,
};

type Import = { readonly from: string; readonly to: string };

/** What every TypeScript file of a folder imports: files as paths from the root, packages by name. */
function importsIn(folder: string): Import[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /\.tsx?$/.test(file) && !/(?:^|\/)(?:dist|node_modules)\//.test(file))
    .flatMap((file) => importsOf(join(folder, file)));
}

function importsOf(file: string): Import[] {
  const code = readFileSync(join(root, file), 'utf8');
  const found = code.matchAll(
    /^(?:import|export)\b[^;'"]*?\bfrom\s*'([^']+)'|\bimport\(\s*'([^']+)'|^import\s*'([^']+)'/gm,
  );
  return [...found].map((match) => {
    const to = match[1] ?? match[2] ?? match[3] ?? '';
    return { from: file, to: to.startsWith('.') ? relative(root, resolve(root, dirname(file), to)) : to };
  });
}

/** `src/slack/views/x.ts` is of `slack`, `src/bot.ts` of `bot`; a package is of no part. */
const partOf = (path: string): string | null => /^src\/([^/]+?)(?:\.ts)?(?:\/|$)/.exec(path)?.[1] ?? null;
/** `src/slack/views/x.ts` stands in the room `views`; what is directly in slack, or in no room of it, in none. */
const roomOf = (path: string): string | null => /^src\/slack\/([^/]+)\//.exec(path)?.[1] ?? null;
/** Whether an import names a package or a module of Node, and no file of ours. */
const isPackage = (to: string): boolean => !/\.\w+$/.test(to) || !existsSync(join(root, to));
const arrow = ({ from, to }: Import): string => `${from} imports ${to}`;

describe('the arrows between the parts', () => {
  const imports = importsIn('src');
  /** Some files and all that they import, directly or through others. */
  const reachOf = (isOf: (file: string) => boolean): Set<string> => {
    const files = new Set(imports.filter(({ from }) => isOf(from)).map(({ from }) => from));
    for (const file of files)
      for (const { from, to } of imports) if (from === file && partOf(to) !== null) files.add(to);
    return files;
  };

  test('are read off real imports', () => {
    expect(imports.map(arrow)).toContain('src/store/sqlite/sqlite-store.ts imports src/store/store.ts');
    expect(imports.map(arrow)).toContain('src/domain/incident/events/events.ts imports zod');
  });

  test('have a place for every part', () => {
    const placed = [...Object.keys(mayKnow), ...edges];
    const parts = new Set(imports.map(({ from }) => partOf(from) ?? ''));
    expect([...parts].filter((part) => !placed.includes(part))).toEqual([]);
  });

  test('point from the edges to the domain only', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [part, other] = [partOf(from) ?? '', partOf(to)];
      return other !== null && other !== part && mayKnow[part]?.includes(other) === false;
    });
    expect(wrong.map(arrow)).toEqual([]);
  });

  test('never let slack and intercom see each other, not even through others', () => {
    const reach = (part: string) => new Set([...reachOf((file) => partOf(file) === part)].map(partOf));
    expect(reach('slack')).not.toContain('intercom');
    expect(reach('intercom')).not.toContain('slack');
  });

  test.each(Object.entries(knownBy))('let %s be known only by %j', (part, others) => {
    const wrong = imports.filter(
      ({ from, to }) => partOf(to) === part && partOf(from) !== part && !others.includes(partOf(from) ?? ''),
    );
    expect(wrong.map(arrow)).toEqual([]);
  });

  test('hide the engine of the store from all but those who open it', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        to.startsWith('src/store/sqlite/') &&
        ['domain', 'app', 'slack', 'intercom'].includes(partOf(from) ?? ''),
    );
    expect(wrong.map(arrow)).toEqual([]);
  });

  test("let Slack's transport know no conversation, not even through others", () => {
    const rooms = new Set([...reachOf((file) => roomOf(file) === 'transport')].map(roomOf));
    expect(rooms).toContain('api');
    for (const room of ['access', 'conversations', 'listening', 'effects']) expect(rooms).not.toContain(room);
    expect(
      imports.filter(({ from, to }) => roomOf(from) === 'transport' && roomOf(to) === 'views').map(arrow),
    ).toEqual([]);
  });

  test.each(Object.entries(packages))('let %s use only packages like %s', (part, allowed) => {
    const wrong = imports.filter(
      ({ from, to }) => partOf(from) === part && partOf(to) === null && !allowed.test(to),
    );
    expect(wrong.map(arrow)).toEqual([]);
  });
});

test('schemas are made when the program starts: making one takes a hundred times as long as reading with it', () => {
  const made =
    /^\s+(?:return|const|let|await|if|throw)\b.*\bz(?:$|\.(?:object|looseObject|strictObject|array|union|discriminatedUnion|enum|record|tuple|string|number|literal)\()/;
  const wrong = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      readFileSync(join(root, 'src', file), 'utf8')
        .split('\n')
        .flatMap((line, index) => (made.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
    );
  expect(wrong).toEqual([]);
});

test.each(['src', 'packages'])('%s has no folder with more files than one can take in', (top) => {
  const counts = new Map<string, number>();
  for (const entry of readdirSync(join(root, top), { recursive: true, withFileTypes: true })) {
    const folder = relative(root, entry.parentPath);
    if (entry.isFile() && !/(?:^|\/)(?:dist|node_modules)(?:\/|$)/.test(folder))
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  expect(counts.size).toBeGreaterThan(10);
  expect([...counts].filter(([, files]) => files > 17)).toEqual([]);
});

describe('the packages', () => {
  test.each(['packages/slack-sandbox', 'packages/intercom-sandbox'])(
    '%s imports nothing outside itself',
    (folder) => {
      const imports = importsIn(folder);
      const files = imports.filter(({ to }) => !isPackage(to));
      expect(files.length).toBeGreaterThan(10);
      expect(files.filter(({ to }) => !to.startsWith(`${folder}/`)).map(arrow)).toEqual([]);
    },
  );
});

describe('the linter', () => {
  /** What it says of some files that a test plants in the place of the real ones. */
  function lint(files: readonly { readonly file: string; readonly code: string }[]) {
    for (const { file, code } of files) {
      onTestFinished(() => rmSync(join(root, file), { force: true }));
      writeFileSync(join(root, file), code);
    }
    const biome = ['lint', '--max-diagnostics=none', '--colors=off', ...files.map(({ file }) => file)];
    const { stdout, stderr, status } = spawnSync('node_modules/.bin/biome', biome, {
      cwd: root,
      encoding: 'utf8',
    });
    return { output: `${stdout}${stderr}`, status };
  }

  /** Imports that nobody may write, by the folder in which they would stand. */
  const forbidden: readonly (readonly [string, string])[] = [
    ['src/domain', 'node:fs'],
    ['src/domain', '../store/store.ts'],
    ['src/domain', '../app/clock.ts'],
    ['src/domain', '../slack/ids.ts'],
    ['src/domain', '../intercom/client.ts'],
    ['src/domain/triage', '../../store/store.ts'],
    ['src/store', '../app/clock.ts'],
    ['src/app', '../slack/ids.ts'],
    ['src/slack', '../intercom/client.ts'],
    ['src/slack/views', '../../intercom/client.ts'],
    ['src/slack/transport', '../../intercom/client.ts'],
    ['src/slack/transport', '../conversations/declaring/open.ts'],
    ['src/slack/transport', '../listening/handlers.ts'],
    ['src/slack/transport', '../views/replies.ts'],
    ['src/intercom', '../slack/ids.ts'],
    ['packages/slack-sandbox', '../../src/domain/ids.ts'],
    ['packages/slack-sandbox/slack', '../../../src/domain/ids.ts'],
  ];
  const allowed: readonly (readonly [string, string])[] = [
    ['src/domain', './ids.ts'],
    ['src/slack', '../domain/ids.ts'],
    ['src/slack/transport', '../api/failures.ts'],
    ['packages/slack-sandbox', './clock.ts'],
  ];

  test('fails on every import that the arrows forbid, and on no other', () => {
    const plants = [...forbidden, ...allowed].map(([folder, to], i) => ({
      from: join(folder, `planted-${process.pid}-${i}.ts`),
      to,
    }));
    const { output, status } = lint(
      plants.map(({ from, to }) => ({
        file: from,
        code: `import * as planted from '${to}';\n\nexport const seen = planted;\n`,
      })),
    );
    const caught = plants.filter(({ from }) =>
      output.includes(`${from}:1:26 lint/style/noRestrictedImports`),
    );
    expect(caught.map(arrow)).toEqual(plants.slice(0, forbidden.length).map(arrow));
    expect(status).toBe(1);
  });

  test('fails on two files that import each other, though it be a type', () => {
    const [one, other] = ['one', 'other'].map((name) => `planted-${process.pid}-${name}.ts`);
    const { output, status } = lint([
      {
        file: `src/domain/${one}`,
        code: `import type { Other } from './${other}';\n\nexport type One = Other[];\n`,
      },
      {
        file: `src/domain/${other}`,
        code: `import type { One } from './${one}';\n\nexport type Other = One[];\n`,
      },
    ]);
    expect(output).toContain(`src/domain/${one}:1:28 lint/suspicious/noImportCycles`);
    expect(status).toBe(1);
  });
});

test('every exported name of the program means one thing: none is exported by two files', () => {
  const homes = new Map<string, string[]>();
  for (const file of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const code = readFileSync(join(root, 'src', file), 'utf8');
    const exported = /^export (?:declare )?(?:async )?(?:const|function\*?|class|type|interface) (\w+)/gm;
    const names = new Set([...code.matchAll(exported)].map((match) => match[1] ?? ''));
    for (const name of names) homes.set(name, [...(homes.get(name) ?? []), file]);
  }
  expect(homes.get('decide')).toEqual(['domain/decide/decide.ts']);
  expect([...homes].filter(([, files]) => files.length > 1)).toEqual([]);
});
