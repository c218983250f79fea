import { z } from 'zod';
import {
  type IncidentEvent,
  isItemEvent,
  type Recorded,
  recordedSchema,
} from '../../domain/incident/events/events.ts';
import type { IncidentId } from '../../domain/incident/ids.ts';
import { InvalidEvent } from '../error-advice.ts';
import type { Unreadable } from '../found.ts';

const eventRow = z.object({
  incident: z.number(),
  seq: z.number(),
  at: z.number(),
  by: z.string(),
  body: z.string(),
});

/** The events up to the first one that can't be read, and why it can't. */
export type ReadEvents = { readonly recorded: readonly Recorded[]; readonly unreadable: Unreadable | null };

/** Reads an incident's rows of `incident, seq, at, by, body`, in their order. */
export function readEvents(id: IncidentId, rows: Iterable<unknown>): ReadEvents {
  const recorded: Recorded[] = [];
  for (const raw of rows) {
    const row = eventRow.parse(raw);
    const parsed = readEvent(row);
    if (typeof parsed === 'string')
      return { recorded, unreadable: { incident: id, seq: row.seq, why: parsed } };
    recorded.push(parsed);
  }
  return { recorded, unreadable: null };
}

/** Whether these events change what is kept of action items, one row each. */
export const changesItems = (recorded: readonly Recorded[]): boolean =>
  recorded.some(({ event }) => isOfItems(event));

const isOfItems = (event: IncidentEvent): boolean =>
  isItemEvent(event) ||
  event.type === 'closed' ||
  event.type === 'reopened' ||
  event.type === 'review_corrected';

/** An event as a row, `by` and `body` as JSON. Throws InvalidEvent for one that couldn't be read back. */
export function eventColumns(recorded: Recorded) {
  const { seq, at, by, event } = storable(recorded);
  return { seq, at, type: event.type, by: JSON.stringify(by), body: JSON.stringify(event) };
}

/** The event as it will be read back, by the schema that reads it. */
function storable(recorded: Recorded): Recorded {
  const parsed = recordedSchema.safeParse(recorded);
  if (parsed.success) return parsed.data;
  throw new InvalidEvent(
    recorded.event.type,
    parsed.error.issues.map(({ path }) => path.join('.')),
  );
}

/** The stored event, or why it can't be read. */
function readEvent({ incident, seq, at, by, body }: z.infer<typeof eventRow>): Recorded | string {
  try {
    const parsed = recordedSchema.safeParse({
      incident,
      seq,
      at,
      by: JSON.parse(by),
      event: JSON.parse(body),
    });
    return parsed.success ? parsed.data : z.prettifyError(parsed.error);
  } catch {
    return 'it is not JSON';
  }
}
