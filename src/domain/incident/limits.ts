import { lengthOf, type PlainText } from '../text/text.ts';
import { type Field, type Refusal, refuse } from './refusal.ts';

/** The longest title, in code points: it must fit a header, a channel topic and a notification. */
export const titleMax = 150;

/** The longest free text, in code points: what one input of Slack's takes. */
export const textMax = 3_000;

/** The most action items of one review: more would not be read. */
export const actionItemsMax = 50;

/** The furthest a next update can be promised, in days. */
export const nextUpdateMaxDays = 30;

/** A refusal that names the field and by how much it is too long; null when it fits. */
export function tooLong(text: PlainText | null, max: number, name: string, field: Field): Refusal | null {
  const length = text === null ? 0 : lengthOf(text);
  if (length <= max) return null;
  return refuse(`${name} is too long: ${length} characters, limit ${max}.`, field);
}

/** How long before its declaration a note can tell of, in days: what is older is a slip of the date. */
export const historyMaxDays = 90;
