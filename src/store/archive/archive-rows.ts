import { z } from 'zod';
import type { Reminded, StoredEvent, StoredRow, StoredRows } from './archive.ts';

const storedEvents = z.array(
  z.object({
    seq: z.number(),
    at: z.number(),
    type: z.string(),
    by: z.string(),
    body: z.string(),
  }),
);
const anyRows = z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()])));
const remindedRows = z.array(z.object({ receiver: z.string(), day: z.string() }));
const channelRows = z.array(z.object({ channel: z.string() }));

/** An incident's events as they're stored. */
export const readStored = (rows: unknown): StoredEvent[] => storedEvents.parse(rows);

/** A whole number that isn't safe may be another one in the database, which it was rounded from. */
const exactNumber = z.number().refine((value) => !Number.isInteger(value) || Number.isSafeInteger(value));
const exactRows = z.array(z.record(z.string(), z.union([z.string(), exactNumber, z.null()])));

/** Rows of any table, exactly as they're stored. Throws ZodError for a value of another kind, and for a whole number beyond 2^53. */
export const readRows = (rows: unknown): StoredRow[] => exactRows.parse(rows);

/** On which days who was reminded. */
export const readReminded = (rows: unknown): Reminded[] => remindedRows.parse(rows);

/** Columns that concern this database alone: what its index of words has, and which cached events are outdated. */
export const ownColumns: readonly string[] = ['searched', 'unsearched', 'rewritten'];

/** What is kept of an incident beside its events, in rows of its tables. */
export const readKept = (incident: unknown, items: unknown, channels: unknown): StoredRows => ({
  incident: Object.fromEntries(
    Object.entries(anyRows.parse(incident)[0] ?? {}).filter(([column]) => !ownColumns.includes(column)),
  ),
  items: anyRows.parse(items),
  channels: channelRows.parse(channels).map(({ channel }) => channel),
});
