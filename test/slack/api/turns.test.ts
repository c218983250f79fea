import { expect, test } from 'vitest';
import { NoTurn, Turns } from '../../../src/slack/api/turns.ts';
import { gate, waitUntilIdle } from '../../app/support/wait-until-idle.ts';

test('two calls of a kind are in flight at once, the others follow in order, and another kind waits for none', async () => {
  const turns = new Turns();
  const gates = ['a', 'b', 'c', 'd'].map((name) => ({ name, ...gate() }));
  const begun: string[] = [];
  const calls = gates.map(({ name, passed }) =>
    turns.take('chat.update', async () => {
      begun.push(name);
      await passed;
      return name;
    }),
  );
  const other = await turns.take('pins.add', async () => 'pinned');
  await waitUntilIdle();
  expect([begun, other]).toEqual([['a', 'b'], 'pinned']);
  gates[1]?.open();
  await waitUntilIdle();
  expect(begun).toEqual(['a', 'b', 'c']);
  for (const { open } of gates) open();
  expect(await Promise.all(calls)).toEqual(['a', 'b', 'c', 'd']);
});

test('a call that fails passes its turn on', async () => {
  const turns = new Turns();
  const failing = Array.from({ length: 4 }, () =>
    turns.take('chat.update', async () => {
      throw new Error('lost');
    }),
  );
  await Promise.allSettled(failing);
  expect(await turns.take('chat.update', async () => 'done')).toBe('done');
});

test("a call whose turn doesn't come in time is abandoned, and the others keep their order", async () => {
  const turns = new Turns(20);
  const held = gate();
  const hanging = [1, 2].map(() => turns.take('chat.update', () => held.passed));
  await expect(turns.take('chat.update', async () => 'late')).rejects.toThrow(NoTurn);
  const next = turns.take('chat.update', async () => 'done');
  held.open();
  expect(await next).toBe('done');
  await Promise.all(hanging);
});
