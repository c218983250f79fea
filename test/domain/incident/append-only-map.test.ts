import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppendOnlyMap } from '../../../src/domain/incident/append-only-map.ts';
import { growth } from '../support/growth.ts';

const empty = () => new AppendOnlyMap<string, number>();

describe('An append-only map', () => {
  test('contains what was added, in order, with each key at its first place', () => {
    const map = empty().with('b', 1).with('a', 2).with('b', 3);
    expect([...map]).toEqual([
      ['b', 1],
      ['a', 2],
    ]);
    expect([map.keys(), map.values(), map.size]).toEqual([['b', 'a'], [1, 2], 2]);
    expect([map.has('a'), map.get('b'), map.has('c'), map.get('c')]).toEqual([true, 1, false, undefined]);
  });

  test('is the same one if the key is there already', () => {
    const map = empty().with('a', 1);
    expect(map.with('a', 2)).toBe(map);
  });

  test('hides what was added to a later version', () => {
    const before = empty().with('a', 1);
    before.with('b', 2);
    expect([[...before], before.has('b'), before.get('b')]).toEqual([[['a', 1]], false, undefined]);
  });

  test('can branch if a newer version came to nothing', () => {
    const before = empty().with('a', 1);
    const given = before.with('b', 2).with('c', 3);
    const taken = before.with('c', 4).with('d', 5);
    expect([given.keys(), given.get('c')]).toEqual([['a', 'b', 'c'], 3]);
    expect([taken.keys(), taken.get('c')]).toEqual([['a', 'c', 'd'], 4]);
  });

  test('behaves like copies, whichever versions are added to', () => {
    const additions = fc.array(fc.record({ to: fc.nat(), key: fc.constantFrom('a', 'b', 'c', 'd', 'e') }));
    fc.assert(
      fc.property(additions, (steps) => {
        const versions = [{ map: empty(), copy: new Map<string, number>() }];
        for (const [value, { to, key }] of steps.entries()) {
          const from = versions[to % versions.length];
          if (!from) continue;
          const copy = new Map(from.copy);
          if (!copy.has(key)) copy.set(key, value);
          versions.push({ map: from.map.with(key, value), copy });
        }
        for (const { map, copy } of versions) expect([...map]).toEqual([...copy]);
      }),
    );
  });

  test('takes four times as long for four times as many entries', () => {
    const filled = (size: number) => () => {
      let map = empty();
      for (let i = 0; i < size; i += 1) map = map.with(`key ${i}`, i);
    };
    expect(growth(5_000, filled)).toBeLessThan(9);
  });
});
