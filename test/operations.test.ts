import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { prometheus } from '../src/metrics/prometheus.ts';
import { runProgram } from './flows/support/program.ts';
import { idleReadings } from './metrics/support/readings.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const found = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? match[0]))].sort();

const operations = read('docs/operations.md');
const rules = z
  .object({
    groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })),
  })
  .parse(parse(read('deploy/alerts.yml')))
  .groups.flatMap((group) => group.rules);

/** The metric families that a bot really exposes. */
async function exposed(): Promise<string[]> {
  const { text } = await prometheus().expose(idleReadings);
  return found(text, /^# TYPE (\S+)/gm);
}
const family = (name: string): string => name.replace(/_(?:bucket|sum|count)$/, '');

describe('the metrics in operations.md', () => {
  test('are all those that the bot exposes', async () => {
    const named = found(operations, /^\| `(incident_bot_\w+)`/gm);
    expect(named).toEqual((await exposed()).filter((name) => name.startsWith('incident_bot_')));
  });

  test('are the only ones that alerts and examples use', async () => {
    const known = new Set([...(await exposed()), 'up']);
    const texts = [...rules.map(({ expr }) => expr), operations];
    const asked = texts.flatMap((text) => found(text, /\b(?:(?:incident_bot|process|nodejs)_\w+|up(?=\{))/g));
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((name) => !known.has(name) && !known.has(family(name)))).toEqual([]);
  });
});

test('every alert has a line that says what to do, and every line has its alert', () => {
  expect(found(operations, /^\| `(IncidentBot\w+)`/gm)).toEqual(rules.map(({ alert }) => alert).sort());
});

describe('the settings', () => {
  const settings = new Set(found(read('.env.example'), /^(?:# )?([A-Z][A-Z_]+)=/gm));
  test.each(['docs/operations.md', 'Dockerfile', 'deploy/intercom-incident.service'])(
    'in %s exist',
    (path) => {
      const named = found(
        read(path),
        /`([A-Z]+(?:_[A-Z]+)+)`|\b([A-Z]+_(?:URL|TOKEN|SECRET|CHANNEL|EVERY|LEVEL))\b/g,
      );
      const codes = /^(?:SQLITE_|DATABASE_AWAY|FILE_NOT_IN_PLACE|OLD_PRIMARY|NODE_ENV)/;
      expect(named.length).toBeGreaterThan(0);
      expect(
        named
          .map((name) => name.replaceAll('`', ''))
          .filter((name) => !settings.has(name) && !codes.test(name)),
      ).toEqual([]);
    },
  );
});

test('the commands in operations.md are those of the terminal', { timeout: 60_000 }, async () => {
  const named = found(operations, /(?:npx intercom-incident|node dist\/cli\.js) ([a-z]+)/g);
  const { output } = await runProgram({}, 'cli', '--help');
  const known = found(output, /^ {2}([a-z]+) /gm);
  expect(named).toEqual(expect.arrayContaining(['backup', 'restore', 'doctor', 'triage']));
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});

test('a build without development dependencies prints the install commands of operations.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'omitted-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const path of ['package.json', 'tools/bundle'])
    cpSync(join(root, path), join(folder, path), { recursive: true });
  const { status, stderr } = spawnSync('npm', ['run', 'build'], { cwd: folder, encoding: 'utf8' });
  expect(status).toBe(1);
  const [install = '', prune = ''] = /^(npm ci) && (npm prune .+)$/m.exec(operations)?.slice(1) ?? [];
  expect(stderr).toContain(
    `Nothing was built, because the development dependencies are missing. Run ${install}, then ${prune}.\n`,
  );
});

describe('the Dockerfile', () => {
  const dockerfile = read('Dockerfile');

  test('copies only what is there and what .dockerignore lets in', () => {
    const sources = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, list = '']) =>
      list.split(' '),
    );
    const letIn = found(read('.dockerignore'), /^!(\S+)$/gm);
    expect(sources.length).toBeGreaterThan(4);
    expect(sources.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(sources.map((path) => path.replace(/^\.\//, '')).filter((path) => !letIn.includes(path))).toEqual(
      [],
    );
  });

  test('copies all that the build reads', () => {
    const folder = mkdtempSync(join(tmpdir(), 'image-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const [stage = ''] = dockerfile.split(/^FROM .*$/m).slice(1);
    const copied = [...stage.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, list = '']) => list.split(' '));
    for (const path of copied) cpSync(join(root, path), join(folder, path), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    execFileSync('npm', ['run', 'build'], { cwd: folder, stdio: 'pipe' });
    expect(existsSync(join(folder, 'dist/main.js'))).toBe(true);
  });

  test('starts in exec form, not as root', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/^CMD \["node", .*"dist\/main\.js"\]$/m);
  });

  test.each([
    [200, 0],
    [503, 1],
  ])('has a health check that turns HTTP %i into the exit code %i', async (status, code) => {
    const [program = '', ...args] = z
      .array(z.string())
      .parse(JSON.parse(/^HEALTHCHECK .* CMD (\[.+\])$/m.exec(dockerfile)?.[1] ?? '[]'));
    expect(program).toBe('node');
    const server = createServer((request, response) =>
      response.writeHead(request.url === '/healthz' ? status : 404).end(),
    );
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const child = spawn(process.execPath, args, { env: { PORT: String(port) } });
    expect(await new Promise((ended) => child.once('exit', ended))).toBe(code);
  });
});

test('containers and systemd start the bot as npm start does', () => {
  const { start } = z
    .object({ scripts: z.object({ start: z.string() }) })
    .parse(JSON.parse(read('package.json'))).scripts;
  const command = /^CMD (\[.+\])$/m.exec(read('Dockerfile'))?.[1] ?? '[]';
  expect(z.array(z.string()).parse(JSON.parse(command)).join(' ')).toBe(start);
  expect(read('deploy/intercom-incident.service')).toContain(`\nExecStart=/usr/bin/${start}\n`);
  for (const path of ['deploy/compose.yaml', 'deploy/kubernetes.yaml'])
    expect(read(path)).not.toMatch(/^\s+(?:- )?(?:command|args|entrypoint):/m);
});

test('systemd gives a shutdown more time than the bot takes', () => {
  const unit = read('deploy/intercom-incident.service');
  const takes = Number(
    /const withinMs = ([\d_]+);/.exec(read('src/app/shutdown.ts'))?.[1]?.replaceAll('_', ''),
  );
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1]) * 1000).toBeGreaterThan(takes);
});
