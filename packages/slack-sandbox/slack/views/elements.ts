import type { Ids } from '../ids.ts';
import { copy, type Json, type JsonObject, jsonObject, jsonObjects } from '../json.ts';

type Holding = { readonly field: string; readonly initial: string; readonly many: boolean };

const one = (field: string): Holding => ({
  field,
  initial: field.replace('selected_', 'initial_'),
  many: false,
});
const many = (field: string): Holding => ({
  field,
  initial: field.replace('selected_', 'initial_'),
  many: true,
});
const typed: Holding = { field: 'value', initial: 'initial_value', many: false };

const holdings: Readonly<Record<string, Holding>> = {
  plain_text_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  number_input: typed,
  rich_text_input: { field: 'rich_text_value', initial: 'initial_value', many: false },
  static_select: one('selected_option'),
  external_select: one('selected_option'),
  radio_buttons: one('selected_option'),
  users_select: one('selected_user'),
  conversations_select: one('selected_conversation'),
  channels_select: one('selected_channel'),
  datepicker: one('selected_date'),
  timepicker: one('selected_time'),
  datetimepicker: one('selected_date_time'),
  multi_static_select: many('selected_options'),
  multi_external_select: many('selected_options'),
  checkboxes: many('selected_options'),
  multi_users_select: many('selected_users'),
  multi_conversations_select: many('selected_conversations'),
  multi_channels_select: many('selected_channels'),
  file_input: { field: 'files', initial: 'initial_files', many: true },
};

/** An element people can act on, with the block that contains it. */
export type Element = {
  readonly block: JsonObject;
  readonly element: JsonObject;
  readonly blockId: string;
  readonly actionId: string;
  readonly type: string;
};

/** How an element's value is kept in `state.values`: its field, and whether it is a list; null for buttons. */
export function holdingOf(type: string): Holding | null {
  return holdings[type] ?? null;
}

/** Every interactive element in these blocks, in order: in inputs, actions, and accessories. */
export function elementsOf(blocks: readonly JsonObject[]): Element[] {
  return blocks.flatMap((block) =>
    nested(block).map((element) => ({
      block,
      element,
      blockId: String(block.block_id ?? ''),
      actionId: String(element.action_id ?? ''),
      type: String(element.type),
    })),
  );
}

/** A copy of the blocks in which every block and element has an ID: Slack gives one to those without. */
export function withIds(ids: Ids, blocks: readonly JsonObject[]): JsonObject[] {
  return blocks.map((original) => {
    const block = copy(original);
    if (typeof block.block_id !== 'string' || block.block_id === '') {
      block.block_id = ids.secret('block').slice(0, 5);
    }
    for (const element of nested(block)) {
      if (typeof element.action_id !== 'string') element.action_id = ids.secret('action').slice(0, 5);
    }
    return block;
  });
}

/** An element's value as `state.values` holds it before anyone touched it. */
export function untouched(element: JsonObject): JsonObject | null {
  const type = String(element.type);
  const holding = holdingOf(type);
  if (holding === null) return null;
  const initial = element[holding.initial];
  const value: Json = initial === undefined ? (holding.many ? [] : null) : copy(initial);
  return { type, [holding.field]: value };
}

function nested(block: JsonObject): JsonObject[] {
  switch (block.type) {
    case 'input':
      return objectsIn([block.element ?? null]);
    case 'section':
      return objectsIn([block.accessory ?? null]).filter((element) => element.type !== 'image');
    case 'actions':
    case 'context_actions':
      return objectsIn(Array.isArray(block.elements) ? block.elements : []);
    default:
      return [];
  }
}

/* The elements themselves, not copies: `withIds` writes into its own copy through them. */
function objectsIn(values: readonly Json[]): JsonObject[] {
  return values.filter((value): value is JsonObject => isObject(value));
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The blocks of a view or message that already passed the Block Kit check. */
export function readBlocks(value: Json | undefined): JsonObject[] {
  const read = jsonObjects.safeParse(value ?? []);
  return read.success ? read.data : [];
}

/** The object under a key, or null. */
export function readObject(value: Json | undefined): JsonObject | null {
  const read = jsonObject.safeParse(value ?? null);
  return read.success ? read.data : null;
}
