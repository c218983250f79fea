import { oneLine } from './text.ts';

/**
 * Text of people's inside a markdown document: HTML, links and images lose their meaning, what they read stays.
 * For one line inside a list item or a heading.
 */
export const markdownLine = (text: string): string => inert(oneLine(text));

/** The same for a block of several lines: no line can start a heading, list, quote, fence, table or rule. */
export function markdownBlock(text: string): string {
  return text
    .split('\n')
    .map((line) => inert(line.trim()).replace(/^([#>~`|=*+-]|:(?=-)|_(?=[_\s]*$)|\d+[.)])/, blockStart))
    .join('\n');
}

/** A backslash makes the mark an ordinary character; a number keeps its digits. */
const blockStart = (mark: string): string =>
  /^\d/.test(mark) ? `${mark.slice(0, -1)}\\${mark.slice(-1)}` : `\\${mark}`;

const inert = (line: string): string =>
  line
    .replace(/\\(?=[\\<[\]`])/g, '\\\\')
    .replace(/<(?=[A-Za-z/!?])/g, '\\<')
    .replace(/\[|\]/g, '\\$&');
