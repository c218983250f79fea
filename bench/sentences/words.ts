/** A text in Slack's markup or with holes, with each filled-in value, mention, date or code span as one word. */
const valuesAsWords = (text: string): string =>
  text
    .replace(/:[a-z_]+:/g, ' ')
    .replace(/`[^`]*`|\{[^{}]*\}|<[^<>]*>/g, 'X')
    .replace(/\([^()]*\)/g, (aside) => (/^\([A-Z]?\d/.test(aside) ? 'X' : aside));

/** How many words a reader reads. What has neither a letter nor a digit is none. */
export const wordCount = (text: string): number =>
  valuesAsWords(text)
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** The sentences of a text. A full stop inside a value ends none. */
export const sentencesIn = (text: string): string[] =>
  valuesAsWords(text)
    .split(/(?<=[.?!]\*?)\s+(?=[\p{Lu}\p{N}*{"])/u)
    .filter((sentence) => sentence.trim() !== '');
