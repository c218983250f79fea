import type { Json, JsonObject } from '../slack/json.ts';
import { withEmoji } from './text/emoji.ts';

/** Whether a JSON value is an object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects in a list; none for anything else. */
export function objectsOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A string, or '' for anything else. */
export function stringOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The text of a text object, with emoji as characters; '' for anything else. For labels, titles, and options. */
export function labelOf(value: Json | undefined): string {
  return isObject(value) ? withEmoji(stringOf(value.text)) : '';
}
