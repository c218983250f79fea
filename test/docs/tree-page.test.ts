import { expect, test } from 'vitest';
import { tree } from '../../src/domain/triage/tree.ts';
import { treePage } from '../../tools/docs/tree-page.ts';

const diagrams = treePage(tree)
  .split('```')
  .filter((block) => block.startsWith('mermaid'));

test('The diagrams draw every question and every leaf once', () => {
  const drawn = diagrams.join('\n');
  for (const id of Object.keys(tree.questions)) expect(drawn.split(`  ${id}{{`)).toHaveLength(2);
  for (const id of Object.keys(tree.leaves)) expect(drawn).toContain(`  ${id}[`);
});

test('Every arrow in a diagram leads to a node of the same diagram', () => {
  for (const diagram of diagrams) {
    const ends = [...diagram.matchAll(/-->\|[^|]+\| (\w+)/g)].map(([, id = '']) => id);
    expect(ends.filter((id) => !new RegExp(`^  ${id}[[({]`, 'm').test(diagram))).toEqual([]);
  }
});
