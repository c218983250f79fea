import { expect, test } from 'vitest';
import { treeDocument } from '../../../src/domain/triage/document.ts';
import { tree } from '../../../src/domain/triage/tree.ts';

test('docs/triage-tree.md is what the tree generates (npx vitest run <this file> -u writes it)', async () => {
  await expect(treeDocument(tree)).toMatchFileSnapshot('../../../docs/triage-tree.md');
});

test('the diagram draws every question and every leaf', () => {
  const diagram = treeDocument(tree).split('```')[1] ?? '';
  for (const id of Object.keys(tree.questions)) expect(diagram).toContain(`  ${id}{{`);
  for (const id of Object.keys(tree.leaves)) expect(diagram).toContain(`  ${id}[`);
});
