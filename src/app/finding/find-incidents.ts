import { saidIn } from '../../domain/find/said.ts';
import type { Wanted } from '../../domain/find/wanted.ts';
import { type WhyFound, whyFound } from '../../domain/find/why-found.ts';
import type { IncidentRow, Page, Store } from '../../store/store.ts';

type Reads = Pick<Store, 'find' | 'isIndexed' | 'incident' | 'events'>;

/** One incident that was found, and what in its record was looked for; null if that's plain from its row. */
export type Hit = { readonly row: IncidentRow; readonly why: WhyFound | null };

/**
 * A page of what was found, newest first; whether there are older ones, and whether all incidents could be searched (see
 * `Store.isIndexed`).
 */
export type Hits = { readonly hits: readonly Hit[]; readonly older: boolean; readonly complete: boolean };

/** Finds a page of incidents, and why each of them was found. */
export async function findIncidents(store: Reads, wanted: Wanted, page: Page): Promise<Hits> {
  const rows = await store.find(wanted, { ...page, limit: page.limit + 1 });
  const hits: Hit[] = [];
  for (const row of rows.slice(0, page.limit)) hits.push({ row, why: await whyOf(store, wanted, row) });
  const complete = !asksIndex(wanted) || (await store.isIndexed());
  return { hits, older: rows.length > page.limit, complete };
}

const asksIndex = ({ needles, owner, code }: Wanted): boolean =>
  needles.length > 0 || owner !== null || code !== null;

async function whyOf(store: Reads, wanted: Wanted, { id }: IncidentRow): Promise<WhyFound | null> {
  if (wanted.needles.length === 0 && wanted.code === null) return null;
  const found = await store.incident(id);
  return found.kind === 'found' ? whyFound(saidIn(found.incident, await store.events(id)), wanted) : null;
}
