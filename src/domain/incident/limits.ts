import { lengthOf, type PlainText } from '../text/text.ts';
import { type Field, type Refusal, refuse } from './refusal.ts';

/** The longest title, in code points: it must fit in a header, a channel topic, and a notification. */
export const titleMax = 150;

/** The longest free text, in code points: what one Slack input accepts. */
export const textMax = 3_000;

/** How far in the future a next update can be due, in days. */
export const nextUpdateMaxDays = 30;

/** A refusal that names the field and by how much it's too long; null if it fits. */
export function tooLong(text: PlainText | null, max: number, name: string, field: Field): Refusal | null {
  const length = text === null ? 0 : lengthOf(text);
  if (length <= max) return null;
  return refuse(`${name} is too long: ${length} characters, limit ${max}.`, field);
}

/** How long before the declaration a note can be dated, in days: anything older is a mistyped date. */
export const historyMaxDays = 90;
