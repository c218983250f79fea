import { z } from 'zod';
import { incidentIdSchema } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { isWanted } from '../../domain/incident/items/action-item.ts';
import type { OpenItem } from '../found.ts';

const openRows = z.array(z.object({ incident: incidentIdSchema, item: z.number() }));

/** Reads rows of `incident, item`. */
export const readOpenItems = (rows: unknown): OpenItem[] => openRows.parse(rows);

/** What is kept of an incident's action items, one row each; one that isn't wanted isn't open. */
export const itemColumns = (incident: Incident) =>
  [...incident.items.values()].map((item) => ({
    incident: incident.id,
    item: item.id,
    open: item.state.kind === 'open' && isWanted(incident, item) ? 1 : 0,
    owner: item.owner?.kind === 'person' ? item.owner.user : null,
    due: item.due?.kind === 'day' ? item.due.day : null,
    since: item.since,
    held: item.unheld ? 0 : 1,
    addedAt: item.addedAt,
  }));
