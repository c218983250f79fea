import type { Act } from '../../server/actions.ts';
import type { Json, JsonObject } from '../../slack/json.ts';
import { isObject, objectsOf, stringOf } from '../read.ts';

/** What a person entered into an element; see `act`. */
export type PostedEntry = Extract<Act, { do: 'enter' }>['entry'];

/** Where an element keeps its entry, and its initial value, in Slack's payloads; by type. */
const fields: Readonly<Record<string, readonly [held: string, initial: string]>> = {
  plain_text_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  rich_text_input: ['rich_text_value', 'initial_value'],
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  radio_buttons: ['selected_option', 'initial_option'],
  users_select: ['selected_user', 'initial_user'],
  channels_select: ['selected_channel', 'initial_channel'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
  multi_static_select: ['selected_options', 'initial_options'],
  multi_external_select: ['selected_options', 'initial_options'],
  checkboxes: ['selected_options', 'initial_options'],
  multi_users_select: ['selected_users', 'initial_users'],
  multi_channels_select: ['selected_channels', 'initial_channels'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
};

/** The entry an element shows: its current value (from `state.values`), or else its initial one. */
export function shownEntry(element: JsonObject, held: JsonObject | undefined): PostedEntry {
  const field = fields[stringOf(element.type)];
  if (field === undefined) return null;
  return entryOf(held === undefined ? element[field[1]] : held[field[0]]);
}

function entryOf(value: Json | undefined): PostedEntry {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (Array.isArray(value)) return value.map(idOf).filter((id) => id !== '');
  if (!isObject(value)) return null;
  return value.type === 'rich_text' ? richTextWords(value) : stringOf(value.value);
}

const idOf = (value: Json): string => (isObject(value) ? stringOf(value.value) : stringOf(value));

function richTextWords(block: JsonObject): string {
  const words = (element: JsonObject): string =>
    stringOf(element.text) + objectsOf(element.elements).map(words).join('');
  return objectsOf(block.elements).map(words).join('\n');
}

/** The entry as a list of IDs or values. */
export function listOf(entry: PostedEntry): readonly string[] {
  if (Array.isArray(entry)) return entry;
  return entry === null || entry === '' ? [] : [String(entry)];
}
