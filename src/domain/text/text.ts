import { z } from 'zod';
import { redact } from './redact.ts';

/**
 * What a person wrote, fit to be kept: no secrets, no control characters, no surrounding blanks, plain Unicode
 * without any markup of Slack's. Views escape it; nothing else may.
 */
export const plainTextSchema = z.string().brand<'PlainText'>();
export type PlainText = z.infer<typeof plainTextSchema>;

const controls = /(?![\n\t])\p{Cc}|[\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]/gu;
/** Joiners belong to emoji and to other scripts; between these characters they could only hide something. */
const hiding = /(?<=[\x21-\x7e])[\u200c\u200d]+(?=[\x21-\x7e])/gu;

/**
 * Cleans what a person wrote. Direction overrides go (they could make a line read as another one), ordinary
 * right-to-left letters stay; what nobody
 * sees goes, so that it hides no secret. Lone surrogates become U+FFFD, so that what is stored is what is read back.
 */
export function plainText(raw: string): PlainText {
  const tidy = raw.replace(/\r\n?/g, '\n').replace(controls, '').replace(hiding, '').toWellFormed().trim();
  return redact(tidy) as PlainText;
}

/** The same on one line: breaks and runs of blanks become one blank. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Length as people count it: code points, so that an emoji of one code point is one. */
export const lengthOf = (text: string): number => [...text].length;

/** At most `max` code points, the last one `…` where something was cut. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const points = [...text];
  return points.length <= max ? text : `${points.slice(0, max - 1).join('')}…`;
}
