import { fold } from '../evolve/evolve.ts';
import type { Recorded } from '../incident/events/events.ts';
import type { Millis } from '../incident/ids.ts';
import type { Incident } from '../incident/incident.ts';
import type { ResponseTarget } from '../incident/promises/response-target.ts';
import { countsAsDue, type UpdateDeadline } from '../incident/promises/update-deadline.ts';
import type { Severity } from '../incident/severity.ts';
import { extractRequestIds } from '../records/request-ids.ts';
import type { Script } from './script.ts';
import { scriptNamed, storyOf } from './scripts.ts';

/** How one drill went, as facts. Times are UTC ms; null for what never happened. */
export type DrillReview = {
  readonly script: Script;
  readonly startedAt: Millis;
  readonly declaredAt: Millis;
  /** When there was first a commander, and when there should have been one. */
  readonly commandAt: Millis | null;
  readonly respondBy: Millis;
  readonly respondTarget: ResponseTarget | null;
  /** The first diagnosis with the owner and kind of the truth. */
  readonly shownAt: Millis | null;
  /** The first update by a person to IDENTIFIED or MONITORING. Whether its words are right is for people to judge. */
  readonly named: { readonly at: Millis; readonly cause: string | null } | null;
  readonly promises: readonly UpdateDeadline[];
  /** The request_ids in the posted drill events, and how many of them the incident has collected. */
  readonly requestIds: { readonly shown: number; readonly kept: number };
  readonly severity: { readonly declared: Severity; readonly last: Severity };
};

/** The review of a drill, as of its last event; null for a real incident, or an unknown script. */
export function reviewDrill(events: readonly Recorded[]): DrillReview | null {
  const incident = fold(events);
  const script = incident?.drill ? scriptNamed(incident.drill.script) : null;
  const opened = events.find(({ event }) => event.type === 'opened')?.event;
  if (!incident?.drill || !script || opened?.type !== 'opened') return null;
  return {
    script,
    startedAt: incident.drill.startedAt,
    declaredAt: incident.openedAt,
    commandAt: incident.acknowledgedAt,
    respondBy: opened.respondBy,
    respondTarget: opened.respondTarget ?? null,
    shownAt: events.find((recorded) => showsTruth(recorded, script))?.at ?? null,
    named: firstNamed(events),
    promises: incident.milestones.deadlines.values().filter(countsAsDue),
    requestIds: collected(incident, script, incident.drill.partsTold),
    severity: { declared: opened.severity, last: incident.severity },
  };
}

/**
 * The review for the close with seq `of`; null if an earlier close had the same, so that closing again posts nothing
 * twice.
 */
export function reviewAtClose(events: readonly Recorded[], of: number): DrillReview | null {
  const upTo = (seq: number) => reviewDrill(events.filter((recorded) => recorded.seq <= seq));
  const earlier = events.findLast(({ seq, event }) => seq < of && event.type === 'closed');
  const now = upTo(of);
  return earlier && JSON.stringify(upTo(earlier.seq)) === JSON.stringify(now) ? null : now;
}

const showsTruth = ({ event }: Recorded, { truth }: Script): boolean =>
  event.type === 'diagnosed' && event.diagnosis.owner === truth.owner && event.diagnosis.kind === truth.kind;

function firstNamed(events: readonly Recorded[]): DrillReview['named'] {
  for (const { at, by, event } of events)
    if (by.kind === 'person' && event.type === 'update_posted' && event.status !== 'INVESTIGATING')
      return { at, cause: event.cause };
  return null;
}

function collected({ requestIds }: Incident, script: Script, shared: number): DrillReview['requestIds'] {
  const shown = storyOf(script)
    .slice(0, shared)
    .flatMap(({ says }) => extractRequestIds(says.text));
  return { shown: shown.length, kept: shown.filter((id) => requestIds.has(id)).length };
}
