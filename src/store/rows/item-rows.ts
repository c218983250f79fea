import { z } from 'zod';
import { incidentIdSchema } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { OpenItem } from '../found.ts';

const openRows = z.array(z.object({ incident: incidentIdSchema, item: z.number() }));

/** Reads rows of `incident, item`. */
export const readOpenItems = (rows: unknown): OpenItem[] => openRows.parse(rows);

/** What is kept of an incident's action items, one row each. */
export const itemColumns = ({ id, items }: Incident) =>
  [...items.values()].map(({ id: item, state, owner, due, since, unheld, addedAt }) => ({
    incident: id,
    item,
    open: state.kind === 'open' ? 1 : 0,
    owner: owner?.kind === 'person' ? owner.user : null,
    due: due?.kind === 'day' ? due.day : null,
    since,
    held: unheld ? 0 : 1,
    addedAt,
  }));
