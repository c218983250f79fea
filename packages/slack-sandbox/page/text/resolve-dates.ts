import type { Json, JsonObject } from '../../slack/json.ts';
import { formatDate, type Reader } from '../../slack/text/dates.ts';

/** The elements with each linked date as a link with the reader's text, because the library drops its address. */
export function resolveDates(reader: Reader, elements: readonly JsonObject[]): JsonObject[] {
  return elements.map((element) => {
    const linked = dateLink(reader, element);
    if (linked !== null) return linked;
    const inner = element.elements;
    return Array.isArray(inner)
      ? { ...element, elements: inner.map((one) => resolved(reader, one)) }
      : element;
  });
}

function resolved(reader: Reader, value: Json): Json {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (resolveDates(reader, [value])[0] ?? value) : value;
}

function dateLink(reader: Reader, { type, timestamp, format, url, style }: JsonObject): JsonObject | null {
  if (type !== 'date' || typeof url !== 'string' || typeof timestamp !== 'number') return null;
  const text = formatDate(reader, timestamp * 1000, String(format));
  return { type: 'link', url, text, style: style ?? {} };
}
