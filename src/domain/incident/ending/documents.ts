import {
  type EventOf,
  type IncidentEvent,
  isEntryEvent,
  isItemEvent,
  type Recorded,
} from '../events/events.ts';
import type { Millis, UserId } from '../ids.ts';

/**
 * A file posted from a record: the seq and the time (UTC ms) of the event that says so, and the last event that it's
 * certain to show; it may show later ones too.
 */
type Posted = { readonly seq: number; readonly at: Millis; readonly asOf: number };

/** The latest copy of the postmortem that someone got; `of`: what asked for it. */
export type Copy = Posted & { readonly of: number };

/** By recipient. */
export type Copies = ReadonlyMap<UserId, Copy>;

type Deletion = EventOf<'entry_hidden' | 'duplicate_changed' | 'original_made_private'>;

/**
 * Whether words must be removed wherever they were posted: their message was deleted in Slack, or they tell of an incident
 * that is private now.
 */
export const isDeletion = (event: IncidentEvent): event is Deletion =>
  event.type === 'original_made_private' ||
  (event.type === 'entry_hidden'
    ? event.hiding === 'deleted'
    : event.type === 'duplicate_changed' && event.goneSince !== undefined);

/** Whether a correction of entries, or a change of the action items in it, here or in a duplicate's record, changes posted files. */
export const correctsFiles = (event: IncidentEvent): boolean =>
  isEntryEvent(event) ||
  (isItemEvent(event) && event.about === undefined) ||
  event.type === 'duplicate_changed' ||
  event.type === 'original_made_private';

/** Whether a file may show what an event deleted. */
export function showedThen({ seq, event }: Pick<Recorded, 'seq' | 'event'>, posted: Posted): boolean {
  if (posted.asOf >= seq || !isDeletion(event)) return false;
  return event.type === 'duplicate_changed' ? posted.at >= (event.goneSince ?? 0) : posted.seq > event.of;
}

/** The IDs of all files on record. */
export const filesOn = (events: readonly Recorded[]): ReadonlySet<string> =>
  new Set(filesIn(events).map(({ file }) => file));

/** The IDs of the files that show what an event deleted. */
export const filesShowing = (events: readonly Recorded[], deletion: Recorded): string[] =>
  filesIn(events).flatMap((posted) => (showedThen(deletion, posted) ? [posted.file] : []));

const filesIn = (events: readonly Recorded[]): (Posted & { readonly file: string })[] =>
  events.flatMap(({ seq, at, event }) => {
    if (event.type !== 'postmortem_posted' && event.type !== 'copy_sent') return [];
    return event.file ? [{ file: event.file, asOf: event.asOf ?? event.of, seq, at }] : [];
  });
