import { afterAll, beforeAll, expect } from 'vitest';

const heard: string[] = [];

/** Notes pg's deprecation warnings: it has one for a query that waits for another one on the same connection. */
function hear({ name, stack = '' }: Error): void {
  if (name === 'DeprecationWarning' && stack.includes('/node_modules/pg/')) heard.push(stack);
}

beforeAll(() => {
  process.on('warning', hear);
});

afterAll(() => {
  process.off('warning', hear);
  expect(heard.splice(0)).toEqual([]);
});
