import { describe, expect, test } from 'vitest';
import { clip, lengthOf, oneLine, plainText } from '../../../src/domain/text/text.ts';

describe("A person's text, cleaned for storage", () => {
  test.each([
    ['blanks around it go', '  hi \n', 'hi'],
    ['line ends become one kind', 'a\r\nb\rc\nd', 'a\nb\nc\nd'],
    ['tabs and breaks stay', 'a\tb\n\nc', 'a\tb\n\nc'],
    ['control characters go', 'a\u0000b\u0007c\u009fd\u001b[31m', 'abcd[31m'],
    ['direction overrides go', 'pay \u202eevil\u2066x\u2069', 'pay evilx'],
    ['right-to-left letters stay', 'تعطل الخدمة', 'تعطل الخدمة'],
    ['emoji of several code points stay', '👩‍🚒🇩🇪', '👩‍🚒🇩🇪'],
    ['half an emoji becomes U+FFFD', 'a\ud83d', 'a\ufffd'],
    ['markup of Slack is only text', '<!channel> *x*', '<!channel> *x*'],
    ['marks of direction alone are nothing', ' \u200e\u200f\u061c ', ''],
    ['joiners and selectors alone are nothing', '\u200c\u200d\ufe0f', ''],
    ['letters without a shape alone are nothing', '\u3164\u115f\uffa0 \u2800', ''],
    ['tags alone are nothing', '\u{e0041}\u{e007f}', ''],
    ['a mark of direction beside letters stays', '\u200fشات', '\u200fشات'],
  ])('%s', (_name, raw, kept) => {
    expect(plainText(raw)).toBe(kept);
  });

  test('contains no secret, even one split by control characters', () => {
    expect(plainText('token xoxb-\u0000123456789-abcdef')).toBe('token [secret removed]');
  });

  test("doesn't change if it's cleaned twice", () => {
    const once = plainText(' Bearer abcdefghijklmnop \u202e xoxb-1234567890 ');
    expect(plainText(once)).toBe(once);
  });
});

describe('A text on one line', () => {
  test('has single spaces only', () => {
    expect(oneLine('  a\n\n b\t\tc ')).toBe('a b c');
  });
});

describe('A clipped text', () => {
  test.each([
    ['short enough is left alone', 'abc', 3, 'abc'],
    ['too long ends in …, which counts', 'abcd', 3, 'ab…'],
    ['is measured in code points, not UTF-16', '🔥🔥🔥', 3, '🔥🔥🔥'],
    ['never halves an emoji', '🔥🔥🔥🔥', 3, '🔥🔥…'],
    ['may be empty', '', 3, ''],
  ])('%s', (_name, text, max, clipped) => {
    expect(clip(text, max)).toBe(clipped);
  });

  test('counts an emoji as one character', () => {
    expect([lengthOf('🔥a'), lengthOf('')]).toEqual([2, 0]);
  });
});
