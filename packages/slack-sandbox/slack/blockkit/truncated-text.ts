import { codePoints } from './rules.ts';

const longest = 40_000;

/**
 * The text of a message as Slack keeps it: its first 40,000 code points. `truncated` means that the response to the
 * call carries the warning `message_truncated`. (Slack: changelog 2018-04 "truncating really long messages".)
 */
export function truncatedText(text: string): { text: string; truncated: boolean } {
  if (codePoints(text) <= longest) return { text, truncated: false };
  return { text: Array.from(text).slice(0, longest).join(''), truncated: true };
}
