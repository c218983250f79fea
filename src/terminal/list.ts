import { incidentName, type Millis } from '../domain/incident/ids.ts';
import { markedName } from '../domain/incident/incident.ts';
import { severities } from '../domain/incident/severity.ts';
import { isOpen } from '../domain/incident/status.ts';
import { moment } from '../domain/text/format-time.ts';
import { oneLine } from '../domain/text/text.ts';
import type { IncidentRow } from '../store/found.ts';
import type { Store } from '../store/store.ts';

/** How many ended incidents are listed. */
const overShown = 20;
/** How many incidents are read. */
const lookedAt = 1_000;

/** What is listed: open incidents, most severe first, and the latest ended ones, newest first. */
export type Listed = {
  readonly open: readonly IncidentRow[];
  readonly over: readonly IncidentRow[];
  readonly nameOf: (row: IncidentRow) => string | null;
};

/** Reads what is listed, with the names of the commanders. */
export async function listed(store: Store): Promise<Listed> {
  const open = await store.list({ open: true, limit: lookedAt, known: 'all' });
  const newest = await store.list({ open: false, limit: lookedAt, known: 'all' });
  const over = newest.filter(({ status }) => !isOpen(status)).slice(0, overShown);
  const names = await store.people([...open, ...over].flatMap(({ commander }) => commander ?? []));
  return {
    open: open.toSorted(
      (one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity),
    ),
    over,
    nameOf: ({ commander }) => commander && (names.get(commander) ?? commander),
  };
}

/** The list for a terminal; times at `now` (UTC ms) in `timeZone`. */
export function listText({ open, over, nameOf }: Listed, now: number, timeZone: string): string {
  if (open.length + over.length === 0)
    return 'There are no incidents yet. Declare one in Slack: /intercom-incident open';
  const at = (ms: number): string => moment(ms, now, timeZone);
  const late = (due: number): string =>
    due < now ? `update overdue since ${at(due)}` : `next update ${at(due)}`;
  const line = (row: IncidentRow, ...facts: (string | null)[]): string =>
    `  ${markedName(row)} [${row.severity}] ${row.status}${row.privateTo ? ' (private)' : ''}: ${oneLine(row.title)} · ${facts.filter(Boolean).join(' · ')}`;
  return [
    open.length > 0 ? `Open: ${open.length}` : 'No open incidents',
    ...open.map((row) =>
      line(
        row,
        nameOf(row) ? `commander ${nameOf(row)}` : 'no commander',
        row.nextUpdateAt && late(row.nextUpdateAt),
        `declared ${at(row.openedAt)}`,
      ),
    ),
    ...(over.length > 0 ? ['', 'Recently ended'] : []),
    ...over.map((row) =>
      line(
        row,
        `declared ${at(row.openedAt)}`,
        row.resolvedAt && `resolved ${at(row.resolvedAt)}`,
        row.closedAt && `closed ${at(row.closedAt)}`,
        row.cancelledAt && `cancelled ${at(row.cancelledAt)}`,
        row.duplicateOf && `duplicate of ${incidentName(row.duplicateOf)}`,
      ),
    ),
  ].join('\n');
}

/** The same for a program, open ones first; times are ISO 8601 in UTC, null if there is none. */
export function listJson({ open, over, nameOf }: Listed): string {
  const iso = (ms: Millis | null): string | null => (ms === null ? null : new Date(ms).toISOString());
  return JSON.stringify(
    [...open, ...over].map((row) => ({
      name: incidentName(row.id),
      title: row.title,
      severity: row.severity,
      status: row.status,
      open: isOpen(row.status),
      drill: row.drill,
      private: row.privateTo !== null,
      commander: row.commander,
      commanderName: nameOf(row),
      channel: row.channel,
      declared: iso(row.openedAt),
      resolved: iso(row.resolvedAt),
      closed: iso(row.closedAt),
      cancelled: iso(row.cancelledAt),
      duplicateOf: row.duplicateOf && incidentName(row.duplicateOf),
      nextUpdate: isOpen(row.status) ? iso(row.nextUpdateAt) : null,
    })),
    null,
    2,
  );
}
