import { needlesIn } from '../../domain/find/terms.ts';
import { anything } from '../../domain/find/wanted.ts';
import type { IncidentId } from '../../domain/incident/ids.ts';
import { type About, looksAlike, subjectWords } from '../../domain/incident/look-alike.ts';
import type { IncidentRow, Known } from '../../store/found.ts';
import type { Store } from '../../store/store.ts';

/** A closed incident that looks alike, with what its review says caused and fixed it. */
export type Solved = {
  readonly row: IncidentRow;
  readonly rootCause: string | null;
  readonly fix: string | null;
};

/** How many incidents are compared, the newest that share a word, and how many are returned. */
const comparedMax = 50;
const solvedMax = 2;

/**
 * Finds the latest closed incidents that look like one that's being declared, and how they were solved; those without a word
 * about that are left out, and so are drills and duplicates. `without`: those that are shown already.
 */
export async function solvedBefore(
  store: Pick<Store, 'find' | 'incident'>,
  about: About,
  { known, without }: { readonly known: Known; readonly without: readonly IncidentId[] },
): Promise<readonly Solved[]> {
  const spellings = needlesIn(subjectWords(about.title).join(' ')).flatMap((one) => one.spellings);
  if (spellings.length === 0) return [];
  const wanted = { ...anything, needles: [{ spellings, begins: true }] };
  const rows = await store.find(wanted, { before: null, limit: comparedMax, known });
  const solved: Solved[] = [];
  for (const row of rows) {
    const isMeant =
      row.status === 'CLOSED' && !row.drill && row.duplicateOf === null && looksAlike(about, row);
    if (!isMeant || without.includes(row.id) || solved.length === solvedMax) continue;
    const found = await store.incident(row.id);
    if (found.kind !== 'found') continue;
    const { review, fix } = found.incident;
    const how = { rootCause: review?.rootCause ?? null, fix: fix ?? review?.fix ?? null };
    if (how.rootCause ?? how.fix) solved.push({ row, ...how });
  }
  return solved;
}
