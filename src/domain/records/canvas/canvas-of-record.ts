import { fold } from '../../evolve/evolve.ts';
import { changesDocument } from '../../incident/ending/documents.ts';
import type { Recorded } from '../../incident/events/events.ts';
import type { CanvasId, DisplayName } from '../../incident/ids.ts';
import { type DuplicateRecords, duplicatesAsOf } from '../duplicates.ts';
import { postmortemContent } from '../postmortem-content.ts';
import { type CanvasSection, canvasDocument, canvasMarkdown } from './canvas-document.ts';

/** A record with what its postmortem shows of others. `former`: of incidents that were its duplicates once. */
export type CanvasRecord = {
  readonly events: readonly Recorded[];
  readonly duplicates: DuplicateRecords;
  readonly former: DuplicateRecords;
  readonly name: DisplayName;
};

/** What a canvas is to show of a record. */
export function canvasOf({ events, duplicates, name }: CanvasRecord): CanvasSection[] {
  const incident = fold(events);
  return incident ? canvasDocument(postmortemContent(incident, events, name, duplicates), incident.id) : [];
}

/**
 * What a canvas was `last` made to show, as far as the record says, and `all` sections that it may show by now: a sync that
 * failed, or whose answer was lost, may have begun to write whatever the record has been made to say since.
 */
export type WrittenBefore = {
  readonly last: readonly CanvasSection[];
  readonly all: readonly CanvasSection[];
};

/** How many later states are looked at: more changes have hardly been begun without one of them being completed. */
const laterMax = 20;

/** What a canvas may show of a record, each section once. */
export function writtenBefore(record: CanvasRecord, canvas: CanvasId): WrittenBefore {
  const { events } = record;
  const synced = events.flatMap(({ event }) =>
    event.type === 'canvas_synced' && event.canvas === canvas ? [event.asOf] : [],
  );
  const from = synced.at(-1) ?? events.findIndex(({ event }) => event.type === 'closed') + 1;
  const later = events.flatMap((one, i) => (i >= from && changesDocument(one) ? [i + 1] : []));
  const last = canvasAsOf(record, from);
  const all = [last, ...later.slice(-laterMax).map((end) => canvasAsOf(record, end))].flat();
  return { last, all: [...new Map(all.map((section) => [canvasMarkdown(section), section])).values()] };
}

/** What a canvas was to show when the record had so many events. */
function canvasAsOf(record: CanvasRecord, end: number): CanvasSection[] {
  const { duplicates, former } = record;
  const events = record.events.slice(0, end);
  const then = duplicatesAsOf([...duplicates, ...former], events.at(-1)?.at ?? 0);
  return canvasOf({ ...record, events, duplicates: then });
}
