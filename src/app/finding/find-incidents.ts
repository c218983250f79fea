import { passagesIn } from '../../domain/find/passages.ts';
import type { Wanted } from '../../domain/find/wanted.ts';
import { type WhyFound, whyFound } from '../../domain/find/why-found.ts';
import type { IncidentRow, Page } from '../../store/found.ts';
import type { Store } from '../../store/store.ts';

type Reads = Pick<Store, 'find' | 'unindexed' | 'incident' | 'events'>;

/** One incident that was found, and what matched in its record; null if its row shows that. */
export type Hit = { readonly row: IncidentRow; readonly why: WhyFound | null };

/** What was searched: all incidents, all that this version can read, or those that are in the index so far. */
export type Searched = 'all' | 'readable' | 'indexed';

/** A page of results, newest first, and whether there are older ones. */
export type Hits = { readonly hits: readonly Hit[]; readonly older: boolean; readonly searched: Searched };

/** Finds a page of incidents, and why each of them was found. */
export async function findIncidents(store: Reads, wanted: Wanted, page: Page): Promise<Hits> {
  const rows = await store.find(wanted, { ...page, limit: page.limit + 1 });
  const hits: Hit[] = [];
  for (const row of rows.slice(0, page.limit)) hits.push({ row, why: await whyOf(store, wanted, row) });
  const searched = asksIndex(wanted) ? await searchedOf(store) : 'all';
  return { hits, older: rows.length > page.limit, searched };
}

/** Incidents that can't be read never get into the index; the others soon do. */
async function searchedOf(store: Reads): Promise<Searched> {
  const ids = await store.unindexed();
  for (const id of ids) if ((await store.incident(id)).kind !== 'unreadable') return 'indexed';
  return ids.length === 0 ? 'all' : 'readable';
}

const asksIndex = ({ needles, owner, code }: Wanted): boolean =>
  needles.length > 0 || owner !== null || code !== null;

async function whyOf(store: Reads, wanted: Wanted, { id }: IncidentRow): Promise<WhyFound | null> {
  if (wanted.needles.length === 0 && wanted.code === null) return null;
  const found = await store.incident(id);
  return found.kind === 'found' ? whyFound(passagesIn(found.incident, await store.events(id)), wanted) : null;
}
