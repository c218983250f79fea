import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const decisions = readdirSync(join(root, 'docs/adr'))
  .filter((file) => /^\d{4}-.+\.md$/.test(file))
  .sort();

test('Every decision has its own number, without a gap, and says it in its heading', () => {
  const numbers = decisions.map((file) => ({
    name: Number(file.slice(0, 4)),
    heading: Number(/^# (\d+)\. /.exec(read(`docs/adr/${file}`))?.[1]),
  }));
  expect(numbers).toEqual(decisions.map((_, index) => ({ name: index + 1, heading: index + 1 })));
});

test.each(decisions)('%s has the standard sections: title, date, context, decision, consequences', (file) => {
  const text = read(`docs/adr/${file}`);
  expect(text).toMatch(
    /^# \d+\. [^\n]+\n\nAccepted \d{4}-\d{2}-\d{2}\.\n\n\*\*Context\.\*\* .+\n\n\*\*Decision\.\*\*\s.+\n\n\*\*Consequences\.\*\*\s/s,
  );
  expect(text).not.toMatch(/^##/m);
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
});

test('The index lists every decision under its own heading', () => {
  const lines = read('docs/adr/README.md').match(/^\d+\. \[.*$/gm);
  const titles = decisions.map((file) =>
    read(`docs/adr/${file}`)
      .split('\n')[0]
      ?.replace(/^# \d+\. /, ''),
  );
  expect(lines).toEqual(decisions.map((file, index) => `${index + 1}. [${titles[index]}](${file})`));
});

test('Every reference to a decision leads to one that exists', () => {
  const texts = ['src', 'test', 'packages', 'demo', 'bench', 'docs'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(?:tsx?|md)$/.test(file))
      .map((file) => join(folder, file)),
  );
  const references = texts.flatMap((file) =>
    [...read(file).matchAll(/\b\d{4}-[a-z][a-z-]+\.md\b/g)].map(([decision]) => ({ file, decision })),
  );
  expect(references.length).toBeGreaterThan(20);
  expect(references.filter(({ decision }) => !decisions.includes(decision))).toEqual([]);
});
