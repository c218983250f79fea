import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pages } from '../../tools/docs/pages.ts';

test.each(Object.entries(pages))('%s matches the code ("npm run docs" rewrites it)', (path, write) => {
  const stored = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  expect(stored, `${path} is out of date: run "npm run docs".`).toBe(write());
});
