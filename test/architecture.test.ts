import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { arrow, codeIn, importsIn, isPackage, root } from './support/imports.ts';

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
  store: /^(?:zod|better-sqlite3|pg|lru-cache|node:.+)$/,
  app: /^(?:zod|pino|node:.+)$/,
  metrics: /^(?:zod|prom-client|node:.+)$/,
  intercom: /^(?:zod|undici|lru-cache|node:.+)$/,
};

/** `src/slack/views/x.ts` is of `slack`, `src/bot.ts` of `bot`; a package is of no part. */
const partOf = (path: string): string | null => /^src\/([^/]+?)(?:\.ts)?(?:\/|$)/.exec(path)?.[1] ?? null;
/** `src/slack/views/x.ts` stands in the room `views`; what is directly in slack, or in no room of it, in none. */
const roomOf = (path: string): string | null => /^src\/slack\/([^/]+)\//.exec(path)?.[1] ?? null;
describe('The arrows between the parts', () => {
  const imports = importsIn('src');
  /** Some files and all that they import, directly or through others. */
  const reachOf = (isOf: (file: string) => boolean): Set<string> => {
    const files = new Set(imports.filter(({ from }) => isOf(from)).map(({ from }) => from));
    for (const file of files)
      for (const { from, to } of imports) if (from === file && partOf(to) !== null) files.add(to);
    return files;
  };

  test('are read from real imports', () => {
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

  test("hide the store's engine from everything but what opens it", () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        /^src\/store\/(?:sqlite|postgres)\//.test(to) &&
        ['domain', 'app', 'slack', 'intercom'].includes(partOf(from) ?? ''),
    );
    expect(wrong.map(arrow)).toEqual([]);
  });

  test("keep conversations out of Slack's transport, even through others", () => {
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

test('schemas are created when the program starts: creating one takes a hundred times as long as reading with it', () => {
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

describe('A reader can take in', () => {
  const skipped = /(?:^|\/)(?:dist|node_modules)(?:\/|$)/;
  /** Every file of these folders, with how many lines it has where it is code. */
  const files = ['src', 'packages', 'test', 'demo', 'bench', 'tools'].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !skipped.test(relative(root, entry.parentPath)))
      .map(({ parentPath, name }) => ({ folder: relative(root, parentPath), name })),
  );

  test('every folder: none has more than 17 files', () => {
    const counts = new Map<string, number>();
    for (const { folder } of files) counts.set(folder, (counts.get(folder) ?? 0) + 1);
    expect(counts.size).toBeGreaterThan(150);
    expect([...counts].filter(([, held]) => held > 17)).toEqual([]);
  });

  test('every file of code: none has more than 250 lines', () => {
    const code = files.filter(({ name }) => /\.(?:tsx?|mjs|css)$/.test(name));
    expect(code.length).toBeGreaterThan(900);
    const long = code.flatMap(({ folder, name }) => {
      const lines = readFileSync(join(root, folder, name), 'utf8')
        .trimEnd()
        .split('\n').length;
      return lines > 250 ? [`${folder}/${name} has ${lines}`] : [];
    });
    expect(long).toEqual([]);
  });
});

describe('the packages', () => {
  test.each(['packages/slack-sandbox', 'packages/intercom-sandbox'])(
    '%s imports nothing from outside',
    (folder) => {
      const imports = importsIn(folder);
      const files = imports.filter(({ to }) => !isPackage(to));
      expect(files.length).toBeGreaterThan(10);
      expect(files.filter(({ to }) => !to.startsWith(`${folder}/`)).map(arrow)).toEqual([]);
    },
  );
});

describe('Every exported name means one thing', () => {
  test.each([
    ['src', 'decide', 'domain/decide/decide.ts'],
    ['packages/slack-sandbox', 'Person', 'slack/people/person.ts'],
    ['packages/intercom-sandbox', 'startIntercom', 'start.ts'],
  ])('in %s: no two files export the same name', (folder, known, home) => {
    // What is the same in both engines of the store stands in the file of the same name.
    const placeOf = (file: string) => file.replace(/^store\/(?:sqlite|postgres)\//, 'store/ENGINE/');
    const homes = new Map<string, Set<string>>();
    for (const file of codeIn(folder)) {
      const code = readFileSync(join(root, folder, file), 'utf8');
      const exported = /^export (?:declare )?(?:async )?(?:const|function\*?|class|type|interface) (\w+)/gm;
      const names = new Set([...code.matchAll(exported)].map((match) => match[1] ?? ''));
      for (const name of names) homes.set(name, new Set(homes.get(name)).add(placeOf(file)));
    }
    expect(homes.get(known)).toEqual(new Set([home]));
    expect([...homes].filter(([, files]) => files.size > 1)).toEqual([]);
  });
});

test('no value, function, or parameter is named said, told, seen, soon, or trouble, which say nothing about it', () => {
  const word = '(?:said|told|seen|soon|trouble)';
  const ways = [
    String.raw`\b(?:const|let|function)\s+${word}\b`,
    String.raw`\b(?:const|let)\s+[[{][^=;]*?\b${word}\s*[,}\]][^;]*?(?:=|\bof\b)`,
    String.raw`\bfunction \w+(?:<[^>]*>)?\([^)]*?\b${word}\??:`,
    String.raw`\((?:[^(){}]*,\s*)?${word}\b[^(){}]*\)(?:: [^=;]+)? =>`,
    String.raw`(?<![\w.])${word} =>`,
  ];
  const named = new RegExp(ways.join('|'), 'g');
  const found = ['src', 'packages', 'test', 'demo', 'bench', 'tools'].flatMap((folder) =>
    codeIn(folder).flatMap((file) =>
      [...readFileSync(join(root, folder, file), 'utf8').matchAll(named)].map(
        ([code]) => `${folder}/${file}: ${code}`,
      ),
    ),
  );
  expect(found).toEqual([]);
});
