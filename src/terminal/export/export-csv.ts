import { latestProblem } from '../../domain/incident/diagnoses.ts';
import { originalOf } from '../../domain/incident/ending/cancellation.ts';
import { type IncidentId, incidentName } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { openItems } from '../../domain/incident/items/action-item.ts';
import { degradedMs, degradedPeriods } from '../../domain/records/degraded-periods.ts';
import { wholeMinutes } from '../../domain/text/duration.ts';
import { byteOrderMark, type Cell, csvLine } from './csv.ts';
import type { IncidentExport } from './exported-incident.ts';

/** A number that follows from the whole record; nothing if this version can't read it. */
const counted =
  (of: (state: Incident) => number | string | null) =>
  ({ state }: IncidentExport): Cell =>
    state && of(state);

/** What each column says of an incident; times are UTC, durations whole minutes. */
const columns: Readonly<Record<string, (row: IncidentExport) => Cell>> = {
  incident: ({ incident }) => incident.name,
  title: ({ incident }) => incident.title,
  severity: ({ incident }) => incident.severity,
  status: ({ incident }) => incident.status,
  counts_as: kindOf,
  problem_of: counted((state) => latestProblem(state)?.diagnosis.owner ?? 'unknown'),
  private: ({ incident }) => (incident.private ? 'yes' : 'no'),
  noticed_by: counted(({ noticedBy }) => (noticedBy === 'watch' ? 'monitoring' : 'person')),
  commander: ({ state, naming }) => (state?.commander ? naming(state.commander) : null),
  channel: ({ incident }) => incident.channel?.name ?? null,
  duplicate_of: counted((state) => named(originalOf(state))),
  started: ({ incident }) => time(incident.started),
  declared: ({ incident }) => time(incident.declared),
  acknowledged: ({ incident }) => time(incident.acknowledged),
  resolved: ({ incident }) => time(incident.resolved),
  closed: ({ incident }) => time(incident.closed),
  cancelled: ({ incident }) => time(incident.cancelled?.at ?? null),
  minutes_to_detect: counted(({ startedAt, openedAt }) =>
    startedAt < openedAt ? wholeMinutes(openedAt - startedAt) : null,
  ),
  minutes_to_acknowledge: counted(({ openedAt, acknowledgedAt }) => minutes(openedAt, acknowledgedAt)),
  minutes_to_resolve: counted((state) => {
    const ms = degradedMs(degradedPeriods(state));
    return ms === null ? null : wholeMinutes(ms);
  }),
  request_ids: counted(({ requestIds }) => requestIds.values().length),
  conversations_affected: counted(({ review }) => review?.conversationsAffected ?? null),
  users_affected: counted(({ review }) => review?.usersAffected ?? null),
  action_items: counted(({ items }) => items.size),
  action_items_open: counted((state) => openItems(state).length),
  root_cause: counted(({ review }) => review?.rootCause ?? null),
  fix: counted(({ fix }) => fix),
};

/** One row an incident, below the names of the columns. */
export async function* asCsv(
  all: AsyncIterable<IncidentExport> | Iterable<IncidentExport>,
): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(Object.keys(columns));
  for await (const one of all) yield csvLine(Object.values(columns).map((cell) => cell(one)));
}

/** Figures count real incidents only. */
function kindOf({ state }: IncidentExport): string {
  if (state === null) return 'unreadable';
  if (state.drill) return 'drill';
  if (state.cancellation === null) return 'real';
  return state.cancellation.kind === 'duplicate' ? 'duplicate' : state.cancellation.reason;
}

const named = (id: IncidentId | null): string | null => id && incidentName(id);

/** `2026-11-21 14:00:05`, which sheets read as a time. */
const time = (iso: string | null): string | null => iso?.slice(0, 19).replace('T', ' ') ?? null;

const minutes = (from: number, to: number | null): number | null =>
  to === null ? null : wholeMinutes(to - from);
