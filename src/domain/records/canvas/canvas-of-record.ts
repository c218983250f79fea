import { fold } from '../../evolve/evolve.ts';
import type { Recorded } from '../../incident/events/events.ts';
import { type DuplicateRecords, duplicatesAsOf } from '../duplicates.ts';
import { postmortemContent } from '../postmortem-content.ts';
import type { DisplayName } from '../timeline.ts';
import { type CanvasSection, canvasDocument } from './canvas-document.ts';

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

/** What the canvas was last made to show, as far as the record says; null if it never was. */
export function canvasBefore(record: CanvasRecord): CanvasSection[] | null {
  const { events, duplicates, former } = record;
  const last = events.findLast(({ event }) => event.type === 'canvas_synced');
  if (last?.event.type !== 'canvas_synced') return null;
  const shown = events.slice(0, last.event.asOf);
  const then = duplicatesAsOf([...duplicates, ...former], shown.at(-1)?.at ?? 0);
  return canvasOf({ ...record, events: shown, duplicates: then });
}
