import { z } from 'zod';
import { millisSchema } from '../../domain/incident/ids.ts';
import { severitySchema } from '../../domain/incident/severity.ts';
import type { StoreStats } from '../store.ts';

const outboxRow = z.object({
  due: z.number(),
  oldestDueAt: millisSchema.nullable(),
  dead: z.number(),
  reminders: z.number(),
});
const openRows = z.array(z.object({ severity: z.string(), open: z.number(), overdue: z.number() }));

/** The numbers that metrics expose, from one row about the outbox, and one for each severity of open incidents. */
export function readStatsRows(outbox: unknown, bySeverity: unknown): StoreStats {
  const rows = openRows.parse(bySeverity);
  return {
    ...outboxRow.parse(outbox),
    overdue: rows.reduce((sum, { overdue }) => sum + overdue, 0),
    // Another version's severity is no label here, but its incident counts as overdue.
    open: Object.fromEntries(
      rows.flatMap(({ severity, open }) => {
        const known = severitySchema.safeParse(severity).data;
        return known ? [[known, open]] : [];
      }),
    ),
  };
}
