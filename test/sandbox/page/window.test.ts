import { describe, expect, it } from 'vitest';
import { readAddress, writeAddress } from '../../../packages/slack-sandbox/page/address.ts';
import { liveAddress } from '../../../packages/slack-sandbox/page/live.ts';
import { share } from '../../../packages/slack-sandbox/page/structural-share.ts';

describe("A window's URL", () => {
  it.each(['/', '/?as=U1', '/?as=U1#C1', '/?as=U1#C1/1700000000.000100', '/?as=U1#home'])(
    'round-trips: %s',
    (address) => {
      const { search, hash } = new URL(address, 'http://localhost');
      expect(writeAddress(readAddress(search, hash))).toBe(address);
    },
  );

  it('requests only what is open', () => {
    const wanted = { as: 'U1', channel: 'C1', thread: null, inspect: false };
    expect(liveAddress(wanted)).toBe('/live?as=U1&channel=C1');
    expect(liveAddress({ ...wanted, thread: '1.2', inspect: true })).toBe(
      '/live?as=U1&channel=C1&thread=1.2&inspect=1',
    );
  });
});

describe('A screen that arrives again', () => {
  const before = {
    list: [
      { id: 1, tags: ['a'] },
      { id: 2, tags: [] },
    ],
    name: 'x',
  };

  it('stays the same object if nothing has changed', () => {
    expect(share(before, structuredClone(before))).toBe(before);
  });

  it("reuses the parts that haven't changed", () => {
    const next = share(before, { list: [...structuredClone(before.list), { id: 3, tags: [] }], name: 'y' });
    expect(next).toEqual({ list: [...before.list, { id: 3, tags: [] }], name: 'y' });
    expect(next).toHaveProperty('list.0', before.list[0]);
    expect(Reflect.get(Object(next), 'list')[0]).toBe(before.list[0]);
  });

  it('drops what is gone', () => {
    expect(share({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
    expect(share([1, 2], [1])).toEqual([1]);
  });
});
