import { tree } from '../../src/domain/triage/tree.ts';
import { coveragePage } from './coverage-page.ts';
import { exportSchema } from './export-schema.ts';
import { factsPage } from './facts-page.ts';
import { treePage } from './tree-page.ts';

/** The pages that are written from the code, by their path from the root. */
export const pages: Readonly<Record<string, () => string>> = {
  'docs/export.schema.json': exportSchema,
  'docs/facts.md': factsPage,
  'docs/triage-tree.md': () => treePage(tree),
  'packages/slack-sandbox/coverage.md': coveragePage,
};
