import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { pageSources } from '../../../packages/slack-sandbox/page-build.ts';
import { importsIn, isPackage, root } from '../../support/imports.ts';

test('The sandbox builds its page again after a change in any file that the page imports, and in no other', () => {
  const imports = importsIn('packages/slack-sandbox').filter(({ to }) => !isPackage(to));
  const isOfPage = (file: string) => file.startsWith('packages/slack-sandbox/page/');
  const reached = new Set(imports.map(({ from }) => from).filter(isOfPage));
  for (const file of reached) for (const { from, to } of imports) if (from === file) reached.add(to);
  const sources = pageSources().map((file) => relative(root, file));

  const shared = (files: Iterable<string>) => [...files].filter((file) => !isOfPage(file)).toSorted();
  expect(sources).toContain('packages/slack-sandbox/page/main.tsx');
  expect(shared(sources)).toEqual(shared(reached));
});
