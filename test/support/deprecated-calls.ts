import { afterAll, beforeAll, expect } from 'vitest';

const heard: string[] = [];

/** Node tells of each deprecated function once, and pg has one for a query that waits for another one of its connection. */
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
