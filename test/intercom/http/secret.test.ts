import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hide } from '../../../src/intercom/http/secret.ts';

const secret = 'dG9rOnNlY3JldC1mb3Itd=';

describe('A secret in a text', () => {
  test.each([
    ['whole', `Bearer ${secret}!`, 'Bearer [token]!'],
    ['twice', `${secret} ${secret}`, '[token] [token]'],
    ['cut off', `Bearer ${secret.slice(0, 15)}`, 'Bearer [token]'],
    ['cut off within a sentence', `"${secret.slice(0, 13)}…" is bad`, '"[token]…" is bad'],
    ['escaped for JSON', `{"a":"${secret.replaceAll('9', '\\u0039')}"}`, '{"a":"[token]"}'],
    ['percent-encoded', `/login?t=${encodeURIComponent(secret)}&x`, '/login?t=[token]&x'],
  ])('is redacted: %s', (_name, text, hidden) => {
    expect(hide(text, secret)).toBe(hidden);
  });

  test.each([
    ['another token', 'Bearer dG9rOmFub3RoZXItb25l'],
    ['its first few signs', `dG9rOnNl`],
    ['none', 'service_unavailable'],
  ])("isn't confused with %s", (_name, text) => {
    expect(hide(text, secret)).toBe(text);
  });

  test.each([[null], [undefined], [''], ['abc']])('that is %j redacts nothing', (none) => {
    expect(hide('abc null undefined', none)).toBe('abc null undefined');
  });

  test('is redacted even with characters that are special in JSON, URLs, or patterns', () => {
    const odd = 'tok/"en\\(with)+[signs]=$';
    expect(hide(JSON.stringify({ a: odd }), odd)).toBe('{"a":"[token]"}');
    expect(hide(`/login?t=${encodeURIComponent(odd)}`, odd)).toBe('/login?t=[token]');
    expect(hide(odd.replaceAll('/', '\\/'), odd)).toBe('[token]');
  });

  test('is redacted wherever it appears', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(hide(`${before}${secret}${after}`, secret)).not.toContain(secret);
      }),
    );
  });
});
