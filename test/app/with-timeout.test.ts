import { expect, test } from 'vitest';
import { orNullAfter } from '../../src/app/with-timeout.ts';
import { unhandledIn } from '../support/unhandled.ts';

test('orNullAfter() ignores a failure of the work that comes after its time', async () => {
  let fail = (_: Error): void => {};
  const work = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const unhandled = await unhandledIn(async () => {
    expect(await orNullAfter(1, work)).toBeNull();
    fail(new Error('late'));
  });
  expect(unhandled).toEqual([]);
});
