import { z } from 'zod';
import { redact } from './redact.ts';

/**
 * Text from a person, fit to be stored: no secrets, no control characters, no surrounding spaces, plain Unicode
 * without any Slack markup. Views escape it; nothing else may.
 */
export const plainTextSchema = z.string().brand<'PlainText'>();
export type PlainText = z.infer<typeof plainTextSchema>;

const controls = /(?![\n\t])\p{Cc}|[\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]/gu;
/** Joiners belong to emoji and to other scripts; between these characters they could only hide something. */
const hiding = /(?<=[\x21-\x7e])[\u200c\u200d]+(?=[\x21-\x7e])/gu;
/** Unicode's own list of characters that show nothing, and the braille cell without dots. */
const unseen = /^[\s\p{Default_Ignorable_Code_Point}\u2800]*$/u;
const unseenFirst = /^[\s\p{Default_Ignorable_Code_Point}\u2800]+/u;

/** Whether a text has no character that anybody can see. */
export const showsNothing = (text: string): boolean => unseen.test(text);

/** A text from its first character that anybody can see. */
export const fromFirstSeen = (text: string): string => text.replace(unseenFirst, '');

/**
 * Normalizes text from people. Removes direction overrides (they can make a line read differently) but keeps
 * right-to-left letters. Removes invisible characters, which could hide a secret; a text of nothing else is empty.
 * Replaces lone surrogates with U+FFFD, so stored text reads back unchanged.
 */
export function plainText(raw: string): PlainText {
  const tidy = raw.replace(/\r\n?/g, '\n').replace(controls, '').replace(hiding, '').toWellFormed().trim();
  return (showsNothing(tidy) ? '' : redact(tidy)) as PlainText;
}

/** The same on one line: line breaks and runs of spaces become one space. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const conjunction = new Intl.ListFormat('en-US');

/** As a sentence lists them: `a`, `a and b`, or `a, b, and c`. */
export const inSeries = (words: readonly string[]): string => conjunction.format(words);

/** `1 incident`, `2 incidents`: a number of things whose plural only has an s. */
export const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

const disjunction = new Intl.ListFormat('en-US', { type: 'disjunction' });

/** As a sentence lists what to choose from: `a`, `a or b`, or `a, b, or c`. */
export const asChoices = (words: readonly string[]): string => disjunction.format(words);

/** Length as people count it: code points, so that an emoji of one code point is one. */
export const lengthOf = (text: string): number => [...text].length;

/** At most `max` code points; if something was cut, the last one is `…`. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const points = [...text];
  return points.length <= max ? text : `${points.slice(0, max - 1).join('')}…`;
}
