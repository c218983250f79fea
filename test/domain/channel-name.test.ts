import { describe, expect, test } from 'vitest';
import { channelName } from '../../src/domain/channel-name.ts';
import { seven } from './support/fixtures.ts';

const long = 'Conversations '.repeat(12);

describe("the name of an incident's channel", () => {
  test.each([
    ['a plain title', 'API down', 'inc-7-api-down'],
    ['punctuation', '  5xx — "API" (EU)!  ', 'inc-7-5xx-api-eu'],
    ['apostrophes', "Can't load user’s chats", 'inc-7-cant-load-users-chats'],
    ['umlauts and accents', 'Ausfälle überall, café', 'inc-7-ausfalle-uberall-cafe'],
    ['wide letters', 'ＡＰＩ down', 'inc-7-api-down'],
    ['underscores and dots', 'api_v2.11', 'inc-7-api-v2-11'],
    ['emoji only', '🔥🔥🔥', 'inc-7'],
    ['Arabic only', 'تعطل الخدمة', 'inc-7'],
    ['some letters among others', 'خدمة API 🔥', 'inc-7-api'],
    ['an empty title', '', 'inc-7'],
  ])('is made of %s', (_name, title, name) => {
    expect(channelName(seven, title)).toBe(name);
  });

  test('has at most 80 characters and no hyphen at its end', () => {
    // 74 letters and a hyphen stand where the cut falls.
    expect(channelName(seven, `${'a'.repeat(73)} tail`)).toBe(`inc-7-${'a'.repeat(73)}`);
    expect(channelName(seven, long)).toHaveLength(80);
  });

  test('has a number at its end at a further attempt, also where it is cut', () => {
    expect(channelName(seven, 'API down', 2)).toBe('inc-7-api-down-2');
    expect(channelName(seven, '🔥', 3)).toBe('inc-7-3');
    expect(channelName(seven, long, 12)).toHaveLength(80);
    expect(channelName(seven, long, 12)).toMatch(/-12$/);
  });

  test('is one that Slack takes, whatever the title', () => {
    for (const title of [long, 'ǅ İ ß Ω ﬁ ²', '___', '-a-', '\u0000', '😀'.repeat(99)])
      expect(channelName(seven, title)).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$/);
  });
});
