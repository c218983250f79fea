/** A text in Slack's markup or with holes, with each filled-in value, mention, date, or code span as one word. */
const valuesAsWords = (text: string): string =>
  text
    .replace(/:[a-z_]+:/g, ' ')
    .replace(/`[^`]*`|\{[^{}]*\}|<[^<>]*>/g, 'X')
    .replace(/\([^()]*\)/g, (aside) => (/^\([A-Z]?\d/.test(aside) ? 'X' : aside));

/** How many words a reader reads. Anything without a letter or a digit isn't a word. */
export const wordCount = (text: string): number =>
  valuesAsWords(text)
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** The sentences in a text. A full stop inside a value doesn't end one. */
export const sentencesIn = (text: string): string[] =>
  valuesAsWords(text)
    .split(/(?<=[.?!]\*?)\s+(?=[\p{Lu}\p{N}*{"])/u)
    .filter((sentence) => sentence.trim() !== '');
