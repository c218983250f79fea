import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { channelName, isNamedFor, latinOnly } from '../../../src/domain/text/channel-name.ts';
import { incident7 } from '../support/fixtures.ts';

const long = 'Conversations '.repeat(12);

test.each([
  ['inc-7-api-down', true],
  ['inc-7', true],
  ['inc-70-api-down', false],
  ['my-inc-7', false],
])("The number in #%s decides whether it can be the incident's channel: %s", (name, is) => {
  expect(isNamedFor(incident7, name)).toBe(is);
});

describe("An incident channel's name", () => {
  test.each([
    ['a plain title', 'API down', 'inc-7-api-down'],
    ['punctuation', '  5xx — "API" (EU)!  ', 'inc-7-5xx-api-eu'],
    ['apostrophes', "Can't load user’s chats", 'inc-7-cant-load-users-chats'],
    ['umlauts and accents', 'Ausfälle überall, café', 'inc-7-ausfalle-uberall-cafe'],
    ['wide letters', 'ＡＰＩ down', 'inc-7-api-down'],
    ['underscores and dots', 'api_v2.11', 'inc-7-api-v2-11'],
    ['emoji only', '🔥🔥🔥', 'inc-7'],
    [
      'letters of other Latin alphabets',
      'Straße Łódź Þór Ærø đ ħ ŋ œ ı İ',
      'inc-7-strasse-lodz-thor-aero-d-h-ng-oe-i-i',
    ],
    ['Vietnamese', 'Sự cố đăng nhập', 'inc-7-su-co-dang-nhap'],
    ['an accent that stands alone behind its letter', 'Cafe\u0301 x\u0302', 'inc-7-cafe-x'],
    ['Arabic', 'تعطل الخدمة', 'inc-7-تعطل-الخدمة'],
    ['two scripts', 'خدمة API 🔥', 'inc-7-خدمة-api'],
    ['Cyrillic and Greek in capitals', 'СБОЙ Ώρα', 'inc-7-сбой-ώρα'],
    ['Japanese, Korean and Chinese', 'ガス障害 장애 故障！', 'inc-7-ガス障害-장애-故障'],
    ['Hindi, whose vowels are marks', 'सेवा बंद है', 'inc-7-सेवा-बंद-है'],
    ['emoji with their selectors', '⚠️ 1️⃣ 👩‍💻 API', 'inc-7-1-api'],
    ['an empty title', '', 'inc-7'],
  ])('is made of %s', (_name, title, name) => {
    expect(channelName(incident7, title)).toBe(name);
  });

  test('has at most 80 characters and no hyphen at its end', () => {
    // 74 letters and a hyphen stand where the cut falls.
    expect(channelName(incident7, `${'a'.repeat(73)} tail`)).toBe(`inc-7-${'a'.repeat(73)}`);
    expect(channelName(incident7, long)).toHaveLength(80);
  });

  test("ends in a number on another attempt, even if it's cut", () => {
    expect(channelName(incident7, 'API down', 2)).toBe('inc-7-api-down-2');
    expect(channelName(incident7, '🔥', 3)).toBe('inc-7-3');
    expect(channelName(incident7, long, 12)).toHaveLength(80);
    expect(channelName(incident7, long, 12)).toMatch(/-12$/);
  });

  test('is never cut inside a character', () => {
    // Letters of two code units, of which the last one does not fit whole.
    for (const title of ['𠮷'.repeat(60), `a${'𠮷'.repeat(60)}`]) {
      const name = channelName(incident7, title);
      expect(name.isWellFormed()).toBe(true);
      expect(name.length).toBeGreaterThan(78);
      expect(name.length).toBeLessThanOrEqual(80);
    }
  });

  /** Slack: lower-case letters of any script, marks, digits, hyphens; not of hyphens alone. */
  const taken = /^inc-7(?:-[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{Nd}]+)*$/u;

  test('is one that Slack accepts, whatever the title', () => {
    for (const title of [
      long,
      'ǅ İ ß Ω ﬁ ²',
      '___',
      '-a-',
      '\u0000',
      '😀'.repeat(99),
      '\ufe0f',
      '\u3164',
      '\ud800',
    ])
      expect(channelName(incident7, title)).toMatch(taken);
    const anything = fc.string({ unit: 'binary', maxLength: 120 });
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 20 }), (title, attempt) => {
        const name = channelName(incident7, title, attempt);
        expect(name).toMatch(taken);
        expect(name.length).toBeLessThanOrEqual(80);
        expect(name.isWellFormed()).toBe(true);
      }),
    );
  });

  test('writes every Latin letter with a to z', () => {
    const blocks = [
      [0x41, 0x24f],
      [0x250, 0x2af],
      [0x1d00, 0x1dbf],
      [0x1e00, 0x1eff],
      [0x2c60, 0x2c7f],
      [0xff21, 0xff5a],
    ] as const;
    const letters = blocks
      .flatMap(([from, to]) =>
        Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)),
      )
      .filter((sign) => /(?=\p{L})\p{Script=Latin}/u.test(sign));
    expect(letters.length).toBeGreaterThan(1_000);
    const kept = letters.filter((letter) => !/^inc-7(?:-[a-z]+)?$/.test(channelName(incident7, letter)));
    expect(kept).toEqual([]);
    const lost = letters.filter((letter) => channelName(incident7, letter) === 'inc-7');
    // Tones of Zhuang and stops of the phonetic alphabet, which stand for no letter.
    expect(lost.join('')).toBe('ƄƅƧƨƸƹƼƽɁɂʔʕʡʢʭᴤᴥᵜ');
  });

  test('in Latin letters only has only those in the title', () => {
    expect(channelName(incident7, latinOnly('خدمة API Łódź 障害 ３'))).toBe('inc-7-api-lodz');
    expect(channelName(incident7, latinOnly('障害'))).toBe('inc-7');
  });
});
