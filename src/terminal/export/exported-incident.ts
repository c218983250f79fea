import { recordWithDuplicates } from '../../app/duplicates.ts';
import { fold } from '../../domain/evolve/evolve.ts';
import { type DisplayName, type IncidentId, incidentName, type UserId } from '../../domain/incident/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { namedIn } from '../../domain/incident/people/people-in.ts';
import {
  type DuplicateRecords,
  requestIdsWithDuplicates,
  timelineWithDuplicates,
} from '../../domain/records/duplicates.ts';
import { rememberedNames } from '../../slack/api/display-names.ts';
import type { Archive, StoredRow } from '../../store/archive/archive.ts';
import type { Exported } from './format.ts';
import { asJson } from './stored-event.ts';

type State = Omit<Exported, 'name' | 'timeline' | 'unreadable' | 'events'>;

/** An incident as a document has it, and what that was made from: `state` is null if this version can't read it. */
export type IncidentExport = {
  readonly incident: Exported;
  readonly state: Incident | null;
  /** Everyone whom its events name. */
  readonly named: readonly UserId[];
  readonly naming: DisplayName;
};

/**
 * Reads an incident for an export: its current state, its timeline in words including its duplicates', and every event as
 * it's stored. One that this version can't read comes with the rows that are kept of it.
 */
export async function exportIncident(archive: Archive, id: IncidentId): Promise<IncidentExport> {
  const stored = await archive.stored(id);
  const { events, duplicates } = await recordWithDuplicates(archive, id);
  const unread = stored[events.length];
  const rows = unread && (await archive.rows(id));
  const state = unread ? null : fold(events);
  const naming = await rememberedNames(archive, [events, ...duplicates].flat());
  const incident: Exported = {
    name: incidentName(id),
    ...(state ? stateOf(state, duplicates) : rowState(rows?.incident ?? {})),
    timeline: timelineWithDuplicates(events, duplicates, naming).map(({ at, text, link }) => ({
      at: time(at),
      text,
      link,
    })),
    ...(unread &&
      rows && {
        unreadable: {
          seq: unread.seq,
          rows: { ...rows, items: [...rows.items], channels: [...rows.channels] },
        },
      }),
    events: stored.map((one) => asJson(id, one)),
  };
  return { incident, state, named: events.flatMap(namedIn), naming };
}

const time = (ms: number): string => new Date(ms).toISOString();
const iso = (ms: number | null): string | null => (ms === null ? null : time(ms));

function stateOf(incident: Incident, duplicates: DuplicateRecords): State {
  const { title, severity, status, impact, cause, action, commander, channel, fix, review } = incident;
  const { cancellation, source } = incident;
  return {
    title,
    severity,
    status,
    drill: incident.drill !== null,
    private: incident.privateTo !== null,
    impact,
    cause,
    action,
    commander,
    roles: [...incident.roles].map(([role, { user }]) => ({ role, user })),
    channel,
    started: time(incident.startedAt),
    declared: time(incident.openedAt),
    acknowledged: iso(incident.acknowledgedAt),
    resolved: iso(incident.resolvedAt),
    closed: iso(incident.closedAt),
    cancelled: cancellation && { ...cancellation, at: time(cancellation.at) },
    fix,
    review,
    source,
    duplicates: duplicates.flatMap(([first]) => (first ? incidentName(first.incident) : [])),
    actionItems: [...incident.items.values()].map(({ id: item, text, owner, due, state, since }) => ({
      id: item,
      text,
      owner,
      due,
      state: state.kind,
      since: time(since),
    })),
    requestIds: requestIdsWithDuplicates(incident, duplicates).map(
      ({ requestId, source: seenBy, where, at, incident: of }) => ({
        requestId,
        source: seenBy,
        where,
        firstSeen: time(at),
        incident: incidentName(of),
      }),
    ),
  };
}

/** What lists show of an incident that this version can't read. */
function rowState(row: StoredRow): State {
  const at = (ms: StoredRow[string] | undefined): string | null => iso(typeof ms === 'number' ? ms : null);
  return {
    title: String(row.title ?? ''),
    severity: String(row.severity ?? ''),
    status: String(row.status ?? ''),
    drill: row.drill === 1,
    private: (row.private_to ?? null) !== null,
    impact: null,
    cause: null,
    action: null,
    commander: null,
    roles: [],
    channel: null,
    started: null,
    declared: at(row.opened_at),
    acknowledged: at(row.acknowledged_at),
    resolved: at(row.resolved_at),
    closed: at(row.closed_at),
    cancelled: null,
    fix: null,
    review: null,
    source: null,
    duplicates: [],
    actionItems: [],
    requestIds: [],
  };
}
