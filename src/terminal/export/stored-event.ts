import type { IncidentId } from '../../domain/incident/ids.ts';
import { parseJson } from '../../domain/text/parse-json.ts';
import type { StoredEvent } from '../../store/archive/archive.ts';
import type { Exported } from './format.ts';

type Fields = Record<string, unknown>;

/** A stored event as a document has it: its JSON, or the stored text where that is no JSON. */
export function asJson(
  incident: IncidentId,
  { seq, at, type, by, body }: StoredEvent,
): Exported['events'][number] {
  const event = fieldsOf(body);
  const saysType = typeof event !== 'string' && event.type === type;
  return { incident, seq, at, by: fieldsOf(by), event, ...(saysType ? {} : { type }) };
}

/** The same event as it was stored; null if nothing says its type. */
export function asStored({ seq, at, by, event, type }: Exported['events'][number]): StoredEvent | null {
  const storedType = type ?? (typeof event === 'string' ? undefined : event.type);
  return typeof storedType === 'string'
    ? { seq, at, type: storedType, by: textOf(by), body: textOf(event) }
    : null;
}

function fieldsOf(stored: string): Fields | string {
  const json = parseJson(stored);
  return isFields(json) ? json : stored;
}

const textOf = (fields: Fields | string): string =>
  typeof fields === 'string' ? fields : JSON.stringify(fields);

const isFields = (json: unknown): json is Fields =>
  typeof json === 'object' && json !== null && !Array.isArray(json);
