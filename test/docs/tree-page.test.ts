import { expect, test } from 'vitest';
import { tree } from '../../src/domain/triage/tree.ts';
import { treePage } from '../../tools/docs/tree-page.ts';

const diagrams = treePage(tree)
  .split('```')
  .filter((block) => block.startsWith('mermaid'));

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
