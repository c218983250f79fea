import type { Json, JsonObject } from '../../slack/json.ts';
import { isObject, stringOf } from '../read.ts';
import { plainElements } from '../text/mrkdwn.ts';

/** A table with its plain cells as rich text, because the library would interpret mrkdwn in them. */
export function plainCells(table: JsonObject): JsonObject {
  const rows = Array.isArray(table.rows) ? table.rows : [];
  return { ...table, rows: rows.map((row) => (Array.isArray(row) ? row.map(cell) : row)) };
}

function cell(value: Json): Json {
  if (!isObject(value) || value.type === 'rich_text') return value;
  return { type: 'rich_text', elements: plainElements(stringOf(value.text)) };
}
