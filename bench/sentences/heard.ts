import type { Sentence } from './read.ts';

const separator = '\0';

/** Makes markup and text comparable: undoes Slack's three escapes, and joins lines. */
const bare = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').replace(/\s+/g, ' ');

/** What was heard, as one text to search for sentences. */
export const joined = (texts: Iterable<string>): string =>
  separator + [...new Set(texts)].map(bare).join(separator) + separator;

/** Whether a sentence was said: all its parts are in one text that was heard, in order. */
export function wasSaid({ parts }: Pick<Sentence, 'parts'>, all: string): boolean {
  const fixed = parts.map(bare).filter((part) => part.trim() !== '');
  const longest = fixed.toSorted((one, other) => other.length - one.length)[0] ?? '';
  for (let at = all.indexOf(longest); at !== -1; at = all.indexOf(longest, at + 1)) {
    const [from, to] = [all.lastIndexOf(separator, at) + 1, all.indexOf(separator, at)];
    if (inOrder(fixed, all.slice(from, to))) return true;
    // Nothing else in the same text can match better.
    at = to - 1;
  }
  return false;
}

function inOrder(parts: readonly string[], text: string): boolean {
  let from = 0;
  return parts.every((part) => {
    const at = text.indexOf(part, from);
    from = at + part.length;
    return at !== -1;
  });
}
