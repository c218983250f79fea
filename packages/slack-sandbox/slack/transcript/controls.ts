import type { JsonObject } from '../json.ts';
import { optionsOf, plainText, shown } from '../people/forms/form-values.ts';
import { clockTime, dayOf } from '../text/dates.ts';
import { holdingOf, untouched } from '../views/elements.ts';
import type { TranscriptReader } from './reader.ts';

/** Something to click, choose, or fill in, on one line: `[Post update]`, `[Severity: P1 ▾]`, `[x] Done`. */
export function controlText(reader: TranscriptReader, element: JsonObject, value?: JsonObject): string {
  const type = String(element.type);
  switch (type) {
    case 'button':
    case 'workflow_button':
      return `[${plainText(element.text)}]`;
    case 'overflow':
      return `[… ${options(element).join(' | ')}]`;
    case 'image':
      return `[image: ${String(element.alt_text ?? '')}]`;
    case 'checkboxes':
    case 'radio_buttons': {
      const chosen = new Set(labels(reader, element, value));
      const [on, off] = type === 'checkboxes' ? ['[x]', '[ ]'] : ['(•)', '( )'];
      return options(element)
        .map((label) => `${chosen.has(label) ? on : off} ${label}`)
        .join('  ');
    }
    default:
      return field(reader, element, value);
  }
}

function field(reader: TranscriptReader, element: JsonObject, value: JsonObject | undefined): string {
  const type = String(element.type);
  if (holdingOf(type) === null) return `[${type}]`;
  const chosen = labels(reader, element, value);
  const text = chosen.length > 0 ? chosen.join(', ') : plainText(element.placeholder);
  return type.endsWith('_input') ? `[${text}]` : `[${text} ▾]`;
}

function labels(reader: TranscriptReader, element: JsonObject, value: JsonObject | undefined): string[] {
  const held = shown(reader.team, value ?? untouched(element) ?? { type: 'button' });
  if (held === null) return [];
  if (element.type === 'datetimepicker') return [momentText(reader, Number(held) * 1000)];
  return typeof held === 'string' ? [held] : held;
}

/** A time (ms UTC) as Slack's picker shows it, in the reader's zone. */
const momentText = (reader: TranscriptReader, at: number): string =>
  `${dayOf(reader, at)} ${clockTime(reader, at)}`;

function options(element: JsonObject): string[] {
  return optionsOf(element).map((option) => plainText(option.text));
}
