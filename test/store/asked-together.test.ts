import { expect, test } from 'vitest';
import { AskedTogether } from '../../src/store/postgres/database/asked-together.ts';

const doubling = () => {
  const reads: (readonly number[])[] = [];
  const asked = new AskedTogether(async (ids: readonly number[]) => {
    reads.push(ids);
    return new Map(ids.filter((id) => id > 0).map((id) => [id, 2 * id]));
  });
  return { asked, reads };
};

test('Reads of one turn become one query with each ID once, and each caller gets its own value', async () => {
  const { asked, reads } = doubling();
  const [first, second] = await Promise.all([
    Promise.all([3, 1, 3, 0].map((id) => asked.read(id))),
    asked.read(7),
  ]);
  expect(first).toEqual([6, 2, 6, undefined]);
  expect(second).toBe(14);
  expect(reads).toEqual([[3, 1, 0, 7]]);
});

test('A read that is asked for after a query has begun gets a new query, so that nobody gets an older value', async () => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let now = 1;
  const asked = new AskedTogether(async (ids: readonly number[]) => {
    const values = new Map(ids.map((id) => [id, now]));
    now += 1;
    if (now === 2) await held;
    return values;
  });
  const first = asked.read(5);
  await new Promise((resolve) => setImmediate(resolve));
  expect(await asked.read(5)).toBe(2);
  letGo();
  expect(await first).toBe(1);
});

test('A query that fails rejects for every caller that shares it, and for no later one', async () => {
  let fails = true;
  const asked = new AskedTogether(async (ids: readonly string[]) => {
    if (fails) throw new Error('The connection is lost.');
    return new Map(ids.map((id) => [id, id]));
  });
  const failed = await Promise.allSettled([asked.read('a'), asked.read('b')]);
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  fails = false;
  expect(await asked.read('a')).toBe('a');
});
