import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hide, hideIn } from '../../src/intercom/secret.ts';

const secret = 'dG9rOnNlY3JldC1mb3Itd=';

describe('a secret in a text', () => {
  test.each([
    ['whole', `Bearer ${secret}!`, 'Bearer [token]!'],
    ['twice', `${secret} ${secret}`, '[token] [token]'],
    ['cut off', `Bearer ${secret.slice(0, 15)}`, 'Bearer [token]'],
    ['cut off within a sentence', `"${secret.slice(0, 13)}…" is bad`, '"[token]…" is bad'],
    ['percent-encoded', `/login?t=${encodeURIComponent(secret)}&x`, '/login?t=[token]&x'],
  ])('is hidden: %s', (_name, text, hidden) => {
    expect(hide(text, secret)).toBe(hidden);
  });

  test.each([
    ['another token', 'Bearer dG9rOmFub3RoZXItb25l'],
    ['its first few signs', `dG9rOnNl`],
    ['none', 'service_unavailable'],
  ])('does not hide %s', (_name, text) => {
    expect(hide(text, secret)).toBe(text);
  });

  test.each([[null], [undefined], [''], ['abc']])('that is %j hides nothing', (none) => {
    expect(hide('abc null undefined', none)).toBe('abc null undefined');
  });

  test('is hidden wherever it stands', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(hide(`${before}${secret}${after}`, secret)).not.toContain(secret);
      }),
    );
  });
});

describe('a secret in parsed JSON', () => {
  test('is hidden in values and keys, at any depth', () => {
    const json = { errors: [{ message: `not ${secret}` }], [secret]: 1 };
    expect(hideIn(json, secret)).toEqual({ errors: [{ message: 'not [token]' }], '[token]': 1 });
  });

  test('is hidden though it has signs that JSON escapes', () => {
    expect(hideIn({ a: 'tok"en\\with-signs!' }, 'tok"en\\with-signs!')).toEqual({ a: '[token]' });
  });

  test('leaves other JSON as it is', () => {
    const json = { total_count: 3 };
    expect(hideIn(json, secret)).toBe(json);
  });

  test('gives nothing where it nests too deeply to be looked through', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);
    expect(hideIn(deep, secret)).toBeUndefined();
  });
});
