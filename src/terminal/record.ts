import { type RecordWithDuplicates, recordWithDuplicates } from '../app/duplicates.ts';
import { fold } from '../domain/evolve/evolve.ts';
import { type IncidentId, incidentName, parseIncidentName } from '../domain/incident/ids.ts';
import type { Incident } from '../domain/incident/incident.ts';
import { type Refusal, refuse } from '../domain/incident/refusal.ts';
import {
  type DuplicateRecords,
  requestIdsWithDuplicates,
  timelineWithDuplicates,
} from '../domain/records/duplicates.ts';
import { postmortem } from '../domain/records/postmortem.ts';
import { rememberedNames } from '../slack/api/display-names.ts';
import type { Store } from '../store/store.ts';

/** What the terminal prints about one incident, or why it can't. */
export type Printed = { readonly text: string } | Refusal;

/** The postmortem's markdown; a draft until the incident is closed. */
export const printPostmortem = (store: Store, name: string): Promise<Printed> =>
  ofIncident(
    store,
    name,
    async ({ events, duplicates }) =>
      postmortem(events, await rememberedNames(store, [events, ...duplicates].flat()), duplicates) ?? '',
  );

/**
 * The incident as JSON: its current state, its timeline in words including its duplicates', and every event as it's
 * stored.
 */
export const printExport = (store: Store, name: string): Promise<Printed> =>
  ofIncident(store, name, async ({ id, events, duplicates }) => {
    const naming = await rememberedNames(store, [events, ...duplicates].flat());
    const incident = fold(events);
    const iso = (ms: number | null | undefined): string | null => (ms ? new Date(ms).toISOString() : null);
    return JSON.stringify(
      {
        name: incidentName(id),
        title: incident?.title,
        severity: incident?.severity,
        status: incident?.status,
        impact: incident?.impact,
        cause: incident?.cause,
        action: incident?.action,
        commander: incident?.commander,
        channel: incident?.channel,
        started: iso(incident?.startedAt),
        acknowledged: iso(incident?.acknowledgedAt),
        resolved: iso(incident?.resolvedAt),
        closed: iso(incident?.closedAt),
        cancelled: incident?.cancellation && {
          ...incident.cancellation,
          at: iso(incident.cancellation.at),
        },
        fix: incident?.fix,
        review: incident?.review,
        duplicates: duplicates.flatMap(([first]) => (first ? incidentName(first.incident) : [])),
        requestIds: requestIds(incident, duplicates).map(
          ({ requestId, source, where, at, incident: of }) => ({
            requestId,
            source,
            where,
            firstSeen: iso(at),
            incident: incidentName(of),
          }),
        ),
        timeline: timelineWithDuplicates(events, duplicates, naming).map(({ at, text, link }) => ({
          at: iso(at),
          text,
          link,
        })),
        events,
      },
      null,
      2,
    );
  });

const requestIds = (incident: Incident | null, duplicates: DuplicateRecords) =>
  incident ? requestIdsWithDuplicates(incident, duplicates) : [];

async function ofIncident(
  store: Store,
  name: string,
  print: (record: { readonly id: IncidentId } & RecordWithDuplicates) => Promise<string>,
): Promise<Printed> {
  const id = parseIncidentName(name);
  if (!id) return refuse(`"${name}" isn't an incident. Use a name such as INC-1.`);
  const found = await store.incident(id);
  if (found.kind === 'missing') return refuse(`There's no incident ${incidentName(id)} in this database.`);
  if (found.kind === 'unreadable')
    return refuse(
      `This version can't read entry ${found.seq} of ${incidentName(id)} (${found.why}). The record is kept. Use the version that wrote it.`,
    );
  return { text: await print({ id, ...(await recordWithDuplicates(store, id)) }) };
}
