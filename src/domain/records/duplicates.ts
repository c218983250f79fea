import { fold } from '../evolve/evolve.ts';
import { correctionsIn } from '../evolve/evolve-entries.ts';
import type { Recorded } from '../incident/events/events.ts';
import { type DisplayName, type IncidentId, incidentName, type UserId } from '../incident/ids.ts';
import type { Incident, KeptRequestId } from '../incident/incident.ts';
import type { Link } from '../incident/link.ts';
import { peopleIn } from '../incident/people/people-in.ts';
import { peopleOfItems } from './items/item-words.ts';
import { standingRequestIds } from './standing-request-ids.ts';
import { type TimelineEntry, wholeTimeline } from './timeline.ts';

/** The records of an incident's duplicates, each from its first event on. They are read with the incident's own. */
export type DuplicateRecords = readonly (readonly Recorded[])[];

/** For an incident without duplicates, or whose duplicates aren't needed. */
export const noDuplicates: DuplicateRecords = [];

/** The timeline of an incident with its duplicates', oldest first, including hidden entries. */
export function wholeTimelineWithDuplicates(
  events: readonly Recorded[],
  duplicates: DuplicateRecords,
  name: DisplayName,
): TimelineEntry[] {
  const theirs = duplicates.flatMap((record) =>
    wholeTimeline(record, name).map((entry) => ({ ...entry, from: record[0]?.incident ?? null })),
  );
  return [...wholeTimeline(events, name), ...theirs].toSorted((a, b) => a.at - b.at);
}

/** The same without hidden entries, in words that say where an entry comes from. */
export const timelineWithDuplicates = (
  events: readonly Recorded[],
  duplicates: DuplicateRecords,
  name: DisplayName,
): TimelineEntry[] =>
  wholeTimelineWithDuplicates(events, duplicates, name)
    .filter(({ hidden }) => hidden.length === 0)
    .map((entry) => (entry.from ? { ...entry, text: `${incidentName(entry.from)}: ${entry.text}` } : entry));

/** A request_id with the incident in whose record it was first seen. */
export type SeenInIncident = KeptRequestId & { readonly incident: IncidentId };

/** The request_ids of an incident and its duplicates, each once, in the order they were first seen. */
export function requestIdsWithDuplicates(incident: Incident, duplicates: DuplicateRecords): SeenInIncident[] {
  if (duplicates.length === 0) return seenIn(incident);
  const all = [incident, ...folded(duplicates)].flatMap(seenIn).toSorted((a, b) => a.at - b.at);
  return all.filter(({ requestId }, i) => all.findIndex((other) => other.requestId === requestId) === i);
}

const seenIn = (incident: Incident): SeenInIncident[] =>
  standingRequestIds(incident).map((one) => ({ ...one, incident: incident.id }));

/** Everyone who took part, by the record of an incident and those of its duplicates as they read now. */
export const peopleWithDuplicates = (events: readonly Recorded[], duplicates: DuplicateRecords): UserId[] => [
  ...new Set([events, ...duplicates].flatMap(peopleShown)),
];

/** Leaves out whoever only wrote what isn't shown any more. */
function peopleShown(events: readonly Recorded[]): UserId[] {
  const corrections = correctionsIn(events);
  const isHidden = ({ seq, event: { type } }: Recorded): boolean =>
    (type === 'note_added' || type === 'message_captured') && (corrections.get(seq)?.hidden ?? []).length > 0;
  return events.flatMap((one) => (isHidden(one) ? [] : peopleIn(one)));
}

/** Everyone whom a document of an incident and its duplicates can name, owners of action items included. */
export const namedWithDuplicates = (incident: Incident, duplicates: DuplicateRecords): UserId[] => [
  ...new Set(
    [incident, ...folded(duplicates)].flatMap((one) => [...one.people.keys(), ...peopleOfItems(one)]),
  ),
];

/** The links of an incident and its duplicates, each URL once. */
export function linksWithDuplicates(incident: Incident, duplicates: DuplicateRecords): Link[] {
  const all = [incident, ...folded(duplicates)].flatMap(({ links }) => links.values());
  return all.filter(({ url }, i) => all.findIndex((other) => other.url === url) === i);
}

/** The records of the duplicates at a time (UTC ms), as they were then. */
export const duplicatesAsOf = (duplicates: DuplicateRecords, at: number): DuplicateRecords =>
  duplicates
    .map((record) => record.filter((recorded) => recorded.at <= at))
    .filter((record) => fold(record)?.cancellation?.kind === 'duplicate');

/** The duplicates as they stand by their records. */
export const folded = (duplicates: DuplicateRecords): Incident[] =>
  duplicates.flatMap((record) => fold(record) ?? []);
