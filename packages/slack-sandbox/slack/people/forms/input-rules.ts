import type { Json, JsonObject } from '../../json.ts';
import { holdingOf } from '../../views/elements.ts';

const longestInput = 3_000;

/** Why Slack's client doesn't accept this input, in words, or null. */
export function complaints(element: JsonObject, value: JsonObject | null, optional: boolean): string | null {
  const type = String(element.type);
  const holding = holdingOf(type);
  const held = holding === null || value === null ? null : (value[holding.field] ?? null);
  if (isEmpty(held)) return optional ? null : 'Please complete this required field.';
  if (Array.isArray(held)) return tooMany(element, held.length);
  switch (type) {
    case 'plain_text_input':
      return wrongLength(element, String(held));
    case 'number_input':
      return wrongNumber(element, String(held));
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(String(held)) ? null : 'Please enter a valid email address.';
    case 'url_text_input':
      return /^https?:\/\/\S+$/u.test(String(held)) ? null : 'Please enter a valid URL.';
    default:
      return null;
  }
}

function isEmpty(held: Json): boolean {
  return held === null || held === '' || (Array.isArray(held) && held.length === 0);
}

function tooMany(element: JsonObject, count: number): string | null {
  const most = number(element.max_selected_items);
  return most !== null && count > most ? `Please select at most ${most} items.` : null;
}

function wrongLength(element: JsonObject, text: string): string | null {
  const length = [...text].length;
  const least = number(element.min_length) ?? 0;
  const most = number(element.max_length) ?? longestInput;
  if (length < least) return `Please enter at least ${least} characters.`;
  return length > most ? `Please enter at most ${most} characters.` : null;
}

function wrongNumber(element: JsonObject, text: string): string | null {
  const pattern = element.is_decimal_allowed === true ? /^-?\d+(\.\d+)?$/u : /^-?\d+$/u;
  if (!pattern.test(text)) {
    return element.is_decimal_allowed === true ? 'Please enter a number.' : 'Please enter a whole number.';
  }
  const least = number(element.min_value);
  const most = number(element.max_value);
  if (least !== null && Number(text) < least) return `Please enter a number of at least ${least}.`;
  return most !== null && Number(text) > most ? `Please enter a number of at most ${most}.` : null;
}

function number(value: Json | undefined): number | null {
  if (value === undefined || value === null || value === '') return null;
  const read = Number(value);
  return Number.isNaN(read) ? null : read;
}
