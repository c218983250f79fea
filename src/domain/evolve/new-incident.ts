import { noChanges } from '../incident/changes.ts';
import type { EventOf, Recorded } from '../incident/events.ts';
import type { Incident } from '../incident/incident.ts';
import { AppendOnlyMap } from './append-only-map.ts';

/** An incident as it is declared. */
export function newIncident({ incident, seq, at, by }: Recorded, event: EventOf<'opened'>): Incident {
  const { title, severity, impact, commander } = event;
  const startedAt = event.firstAlert?.at ?? at;
  return {
    id: incident,
    seq,
    recordedAt: at,
    title,
    severity,
    status: 'INVESTIGATING',
    impact,
    cause: null,
    action: null,
    turned: null,
    changes: noChanges,
    commander,
    roles: new Map(),
    lostCommander: null,
    startedAt,
    openedAt: at,
    openedBy: by,
    acknowledgedAt: event.commander ? at : null,
    resolvedAt: null,
    degraded: new AppendOnlyMap(),
    degradedSince: startedAt,
    closedAt: null,
    nextUpdateAt: event.nextUpdateAt,
    remindAt: event.nextUpdateAt,
    respondBy: event.respondBy,
    respondTarget: event.respondTarget ?? null,
    calledOutAt: null,
    channel: null,
    headline: null,
    announcement: null,
    reminder: null,
    notices: new Map(),
    diagnoses: new Map(),
    checks: [],
    stretches: [],
    flapping: null,
    checksCard: null,
    nextCheckAt: null,
    healthy: null,
    sawProblem: false,
    recovery: null,
    marked: new AppendOnlyMap(),
    captured: new AppendOnlyMap(),
    requestIds: new AppendOnlyMap(),
    fix: null,
    postmortems: new AppendOnlyMap(),
    people: new AppendOnlyMap(),
    drill: event.drill ? { ...event.drill, told: 0 } : null,
    closeSeq: null,
    correctionSeq: null,
    review: null,
  };
}
