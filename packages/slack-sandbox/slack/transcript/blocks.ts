import type { Json, JsonObject } from '../json.ts';
import { plainText } from '../people/forms/form-values.ts';
import { readBlocks, readObject } from '../views/elements.ts';
import type { Values } from '../views/views.ts';
import { controlText } from './controls.ts';
import { renderMrkdwn } from './mrkdwn.ts';
import type { TranscriptReader } from './reader.ts';
import { richTextLines } from './rich-text.ts';

/** Blocks as lines of text; `values` are what was entered into them, if known. */
export function blockLines(
  reader: TranscriptReader,
  blocks: readonly JsonObject[],
  values: Values = {},
): string[] {
  return blocks.flatMap((block) => linesOf(reader, block, values[String(block.block_id)] ?? {}));
}

function linesOf(reader: TranscriptReader, block: JsonObject, values: Record<string, JsonObject>): string[] {
  const control = (element: JsonObject): string =>
    controlText(reader, element, values[String(element.action_id)]);
  switch (block.type) {
    case 'header':
      return [`# ${plainText(block.text)}`];
    case 'divider':
      return ['────────'];
    case 'section':
      return section(reader, block, control);
    case 'context':
      return elements(block, (element) => text(reader, element) ?? control(element))
        .join(' · ')
        .split('\n');
    case 'actions':
    case 'context_actions':
      return [elements(block, control).join(' ')];
    case 'rich_text':
      return richTextLines(reader, block);
    case 'markdown':
      return String(block.text ?? '').split('\n');
    case 'image':
      return [`[image: ${String(block.alt_text ?? '')}]`];
    case 'input': {
      const element = readObject(block.element);
      const optional = block.optional === true ? ' (optional)' : '';
      return [`${plainText(block.label)}${optional}: ${element === null ? '' : control(element)}`];
    }
    case 'table':
      return table(reader, block);
    default:
      return [`[${String(block.type)}]`];
  }
}

function section(
  reader: TranscriptReader,
  block: JsonObject,
  control: (element: JsonObject) => string,
): string[] {
  const fields = readBlocks(block.fields).flatMap((field) => (text(reader, field) ?? '').split('\n'));
  const lines = [...(text(reader, block.text)?.split('\n') ?? []), ...fields];
  const accessory = readObject(block.accessory);
  if (accessory === null) return lines;
  return [...lines.slice(0, -1), `${lines.at(-1) ?? ''}  ${control(accessory)}`];
}

function text(reader: TranscriptReader, value: Json | undefined): string | null {
  const object = readObject(value);
  if (object?.type === 'mrkdwn') return renderMrkdwn(reader, String(object.text));
  return object?.type === 'plain_text' ? String(object.text) : null;
}

function elements(block: JsonObject, show: (element: JsonObject) => string): string[] {
  return readBlocks(block.elements).map(show);
}

function table(reader: TranscriptReader, block: JsonObject): string[] {
  const rows = Array.isArray(block.rows) ? block.rows : [];
  return rows.map((row) =>
    readBlocks(row)
      .map((cell) => cellText(reader, cell))
      .join(' | '),
  );
}

function cellText(reader: TranscriptReader, cell: JsonObject): string {
  return cell.type === 'rich_text' ? richTextLines(reader, cell).join(' ') : String(cell.text ?? '');
}
