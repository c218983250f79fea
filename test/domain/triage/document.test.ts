import { expect, test } from 'vitest';
import { treeDocument } from '../../../src/domain/triage/document.ts';
import { tree } from '../../../src/domain/triage/tree.ts';

const diagrams = treeDocument(tree)
  .split('```')
  .filter((block) => block.startsWith('mermaid'));

test('docs/triage-tree.md is what the tree generates (npx vitest run <this file> -u writes it)', async () => {
  await expect(treeDocument(tree)).toMatchFileSnapshot('../../../docs/triage-tree.md');
});

test('the diagrams draw every question once, and every leaf', () => {
  const drawn = diagrams.join('\n');
  for (const id of Object.keys(tree.questions)) expect(drawn.split(`  ${id}{{`)).toHaveLength(2);
  for (const id of Object.keys(tree.leaves)) expect(drawn).toContain(`  ${id}[`);
});

test('every arrow of a diagram leads to a node of the same diagram', () => {
  for (const diagram of diagrams) {
    const ends = [...diagram.matchAll(/-->\|[^|]+\| (\w+)/g)].map(([, id = '']) => id);
    expect(ends.filter((id) => !new RegExp(`^  ${id}[[({]`, 'm').test(diagram))).toEqual([]);
  }
});
