import { type PlainText, plainText } from '../../../../src/domain/text/text.ts';

/** One piece, repeated to exactly `length` code points. */
export const filled = (piece: string, length = 3_000): string =>
  [...piece.repeat(Math.ceil(length / [...piece].length))].slice(0, length).join('');

const family = '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}';
const broadcasts =
  '<!channel> <!here> <!subteam^S666> <@U666> <#C666|secret> <https://evil.example|https://bank.example> <!date^1^{date}|now> ';

/** What people may type at its longest, by what is hard about it; each has 3,000 code points. */
export const longTexts = {
  letters: filled('x'),
  words: filled('the messenger does not load '),
  emoji: filled(family),
  'right-to-left': filled('مرحبا بالعالم '),
  broadcasts: filled(broadcasts),
  ampersands: filled('&'),
  'angle brackets': filled('<>'),
  'escapes in words': filled('a<b && c>d '),
  entities: filled('&lt;!channel&gt; &amp;amp; '),
  backticks: filled('`'),
  fences: filled('```\ncode\n```\n'),
  'an open fence': filled('``` never closed '),
  newlines: filled('line\n'),
  'one word and blanks': filled(`word${' '.repeat(200)}`),
} satisfies Record<string, string>;
export type TextKind = keyof typeof longTexts;

/** The kinds of long text, for a test of each. */
export const textKinds = Object.keys(longTexts).filter((kind): kind is TextKind => kind in longTexts);

/** The long text of a kind as it is kept, cut at `length` code points. */
export const longText = (kind: TextKind, length = 3_000): PlainText =>
  plainText([...longTexts[kind]].slice(0, length).join(''));
