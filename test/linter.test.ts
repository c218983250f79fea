import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { arrow, root } from './support/imports.ts';

describe('the linter', () => {
  /** What it says, by the project's rules, of some files in a folder of their own. */
  function lint(files: readonly { readonly file: string; readonly code: string }[]) {
    const folder = mkdtempSync(join(tmpdir(), 'linter-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    for (const config of ['biome.json', '.gitignore', 'package.json'])
      copyFileSync(join(root, config), join(folder, config));
    for (const { file, code } of files) {
      mkdirSync(join(folder, dirname(file)), { recursive: true });
      writeFileSync(join(folder, file), code);
    }
    const biome = join(root, 'node_modules/.bin/biome');
    const { stdout, stderr, status } = spawnSync(biome, ['lint', '--max-diagnostics=none', '--colors=off'], {
      cwd: folder,
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
      from: join(folder, `planted-${i}.ts`),
      to,
    }));
    const { output, status } = lint(
      plants.map(({ from, to }) => ({
        file: from,
        code: `import * as planted from '${to}';\n\nexport const other = planted;\n`,
      })),
    );
    const caught = plants.filter(({ from }) =>
      output.includes(`${from}:1:26 lint/style/noRestrictedImports`),
    );
    expect(caught.map(arrow)).toEqual(plants.slice(0, forbidden.length).map(arrow));
    expect(status).toBe(1);
  });

  test.each(['src/domain', 'packages/slack-sandbox/slack', 'test/support'])(
    'fails on two files of %s that import each other, even if only by a type',
    (folder) => {
      const [one, other] = ['one', 'other'].map((name) => `planted-${name}.ts`);
      const { output, status } = lint([
        {
          file: `${folder}/${one}`,
          code: `import type { Other } from './${other}';\n\nexport type One = Other[];\n`,
        },
        {
          file: `${folder}/${other}`,
          code: `import type { One } from './${one}';\n\nexport type Other = One[];\n`,
        },
      ]);
      expect(output).toContain(`${folder}/${one}:1:28 lint/suspicious/noImportCycles`);
      expect(status).toBe(1);
    },
  );
});
