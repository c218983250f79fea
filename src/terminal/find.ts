import { findIncidents, type Hit, type Searched } from '../app/finding/find-incidents.ts';
import { readQuery } from '../domain/find/read-query.ts';
import { incidentName, parseIncidentName } from '../domain/incident/ids.ts';
import { markedName } from '../domain/incident/incident.ts';
import { isRefusal, type Refusal, refuse } from '../domain/incident/refusal.ts';
import { moment } from '../domain/text/format-time.ts';
import { oneLine } from '../domain/text/text.ts';
import type { Store } from '../store/store.ts';

/** How many incidents are printed at once. */
const atOnce = 50;

type Asked = {
  readonly typed: string;
  /** Whether words can be looked for, or only filters count. */
  readonly takesWords: boolean;
  /** The incident before which the page begins, as it was typed; absent for the newest. */
  readonly before?: string;
  readonly json?: boolean;
};

/** Finds incidents in the terminal, newest first; times at `now` (UTC ms) in `timeZone`. */
export async function printFound(
  store: Store,
  { typed, takesWords, before, json = false }: Asked,
  now: number,
  timeZone: string,
): Promise<{ readonly text: string } | Refusal> {
  const wanted = readQuery(typed, { takesWords }, now, timeZone);
  if (isRefusal(wanted)) return wanted;
  const start = before === undefined ? null : parseIncidentName(before);
  if (before !== undefined && !start)
    return refuse(`"${before}" isn't an incident. Use a name such as INC-1.`);
  const { hits, older, searched } = await findIncidents(store, wanted, {
    before: start,
    limit: atOnce,
    known: 'all',
  });
  if (json) return { text: JSON.stringify(hits.map(hitJson), null, 2) };
  const last = hits.at(-1);
  const lines = [
    ...hits.map((hit) => hitLine(hit, now, timeZone)),
    ...(hits.length > 0 ? [] : ['Nothing found.']),
    ...(older && last ? [`For older ones, add --before ${incidentName(last.row.id)}.`] : []),
    ...unsearched[searched],
  ];
  return { text: lines.join('\n') };
}

/** What may be missing from the results. */
const unsearched: Readonly<Record<Searched, readonly string[]>> = {
  all: [],
  readable: ["Incidents that this version can't read aren't searched. `list` shows them."],
  indexed: ['The search index is still being filled, so older incidents can be missing.'],
};

function hitLine({ row, why }: Hit, now: number, timeZone: string): string {
  const reason = why ? `\n    ${why.where}: ${why.text}` : '';
  return `  ${markedName(row)} [${row.severity}] ${row.status}${row.privateTo ? ' (private)' : ''}: ${oneLine(row.title)} · declared ${moment(row.openedAt, now, timeZone)}${reason}`;
}

const hitJson = ({ row, why }: Hit) => ({
  name: incidentName(row.id),
  title: row.title,
  severity: row.severity,
  status: row.status,
  drill: row.drill,
  private: row.privateTo !== null,
  channel: row.channel,
  declared: new Date(row.openedAt).toISOString(),
  why,
});
