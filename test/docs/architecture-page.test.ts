import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');

/** A list item, a table row or a paragraph: what is named in it stands beside the files named in it. */
const blocks = page
  .replace(/```.*?```/gs, '')
  .split(/\n(?=\s*(?:- |\d+\. |\|))|\n\n/)
  .map((block) => block.replaceAll(/\s+/g, ' '));

const isPath = (code: string): boolean => /^[\w.-]+(?:\/[\w.-]*)+$|^[\w-]+\.(?:ts|md|json|yml)$/.test(code);
const isName = (code: string): boolean => /^\w+\(\)$|^[A-Z][a-z]\w+$/.test(code);

type Named = { readonly name: string; readonly path: string | null };

/** Every name in a block, with the file named last before it, or else first after it. */
function namesIn(block: string): Named[] {
  const codes = [...block.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  return codes.flatMap((code, index) => {
    if (!isName(code)) return [];
    const after = codes.slice(index + 1).find(isPath);
    const before = codes.slice(0, index).findLast(isPath);
    return [{ name: code.replace('()', ''), path: after ?? before ?? null }];
  });
}

function declares(path: string, name: string): boolean {
  const code = readFileSync(join(root, path), 'utf8');
  const declared = new RegExp(
    `^\\s*(?:export )?(?:async )?(?:function|const|class|type|interface) ${name}\\b`,
    'm',
  );
  const method = new RegExp(`^ {2}(?:override |async )*${name}(?:<.*>)?\\(`, 'm');
  return declared.test(code) || method.test(code);
}

describe('docs/architecture.md', () => {
  test('names only files and folders that exist', () => {
    const paths = blocks
      .flatMap((block) => [...block.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code))
      .filter(isPath);
    expect(paths.length).toBeGreaterThan(80);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('names only functions, classes and types that the file beside them declares', () => {
    const names = blocks.flatMap(namesIn);
    expect(names.length).toBeGreaterThan(70);
    expect(names.filter(({ name, path }) => !path?.endsWith('.ts') || !declares(path, name))).toEqual([]);
  });

  test('has a row on its map for every folder of src, domain and slack, and every room of slack', () => {
    const rows = new Set([...page.matchAll(/^\| .*`(src\/[^`]+\/)`/gm)].map(([, path]) => path));
    const rooms = ['conversations', 'effects', 'views'].map((room) => `src/slack/${room}`);
    const folders = ['src', 'src/domain', 'src/slack', ...rooms].flatMap((folder) =>
      readdirSync(join(root, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => `${folder}/${name}/`),
    );
    expect(folders.filter((folder) => !rows.has(folder))).toEqual([]);
  });

  test('has a row for every room of the flows, besides what they are supported by', () => {
    const rows = new Set([...page.matchAll(/^\| `(test\/flows\/[^`]+\/)`/gm)].map(([, path]) => path));
    const rooms = readdirSync(join(root, 'test/flows'))
      .filter((name) => name !== 'support')
      .map((name) => `test/flows/${name}/`);
    expect(rooms.filter((room) => !rows.has(room))).toEqual([]);
  });

  test('gives every concept of the glossary one line and one name', () => {
    const glossary = page.slice(page.indexOf('## Glossary'), page.indexOf('## The map'));
    const lines = glossary.split('\n').filter((line) => line.startsWith('- '));
    const concepts = lines.map((line) => /^- \*\*([^*]+)\*\*: /.exec(line)?.[1]);
    expect(concepts.length).toBeGreaterThan(30);
    expect(concepts).not.toContain(undefined);
    expect(new Set(concepts).size).toBe(concepts.length);
    expect(glossary).not.toMatch(/^ {2,}\S/m);
  });
});
