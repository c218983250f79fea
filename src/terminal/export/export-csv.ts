import { measuredTimes } from '../../domain/figures/figures.ts';
import { type Tally, tallyOf } from '../../domain/figures/tally.ts';
import { timesTaken } from '../../domain/figures/times-taken.ts';
import { originalOf } from '../../domain/incident/ending/cancellation.ts';
import { type IncidentId, incidentName } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { isWanted } from '../../domain/incident/items/action-item.ts';
import { wholeMinutes } from '../../domain/text/duration.ts';
import { byteOrderMark, type Cell, csvLine, sheetTime } from './csv.ts';
import type { IncidentExport } from './exported-incident.ts';

/** What follows from the whole record, and what figures count of it; nothing if this version can't read it. */
const counted =
  (of: (state: Incident, tally: Tally) => Cell) =>
  ({ state }: IncidentExport): Cell =>
    state && of(state, tallyOf(state));

/** What each column says of an incident, as figures count it; times are UTC, durations whole minutes. */
const columns: Readonly<Record<string, (row: IncidentExport) => Cell>> = {
  incident: ({ incident }) => incident.name,
  title: ({ incident }) => incident.title,
  severity: ({ incident }) => incident.severity,
  status: ({ incident }) => incident.status,
  counts_as: ({ state }) => (state ? tallyOf(state).kind : 'unreadable'),
  problem_of: counted((_, { owner }) => owner),
  private: ({ incident }) => (incident.private ? 'yes' : 'no'),
  noticed_by: counted((_, { noticedBy }) => (noticedBy === 'watch' ? 'monitoring' : 'person')),
  commander: ({ state, naming }) => (state?.commander ? naming(state.commander) : null),
  channel: ({ incident }) => incident.channel?.name ?? null,
  duplicate_of: counted((state) => named(originalOf(state))),
  started: ({ incident }) => time(incident.started),
  detected: counted((_, { detectedAt }) => sheetTime(detectedAt)),
  declared: ({ incident }) => time(incident.declared),
  acknowledged: ({ incident }) => time(incident.acknowledged),
  mitigated: counted((_, { mitigatedAt }) => (mitigatedAt === null ? null : sheetTime(mitigatedAt))),
  resolved: ({ incident }) => time(incident.resolved),
  closed: ({ incident }) => time(incident.closed),
  cancelled: ({ incident }) => time(incident.cancelled?.at ?? null),
  ...Object.fromEntries(
    measuredTimes.map((measured) => [
      `minutes_to_${measured}`,
      counted((_, tally) => minutes(timesTaken(tally)[measured])),
    ]),
  ),
  updates_due: counted((_, { due }) => due),
  updates_kept: counted((_, { kept }) => kept),
  request_ids: counted((_, { requestIds }) => requestIds),
  conversations_affected: counted(({ review }) => review?.conversationsAffected ?? null),
  users_affected: counted(({ review }) => review?.usersAffected ?? null),
  action_items: counted(({ items }) => items.size),
  action_items_open: counted(
    (incident) =>
      [...incident.items.values()].filter((item) => item.state.kind === 'open' && isWanted(incident, item))
        .length,
  ),
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

const named = (id: IncidentId | null): string | null => id && incidentName(id);

const time = (iso: string | null): string | null => (iso === null ? null : sheetTime(Date.parse(iso)));

const minutes = (ms: number | null): number | null => (ms === null ? null : wholeMinutes(ms));
