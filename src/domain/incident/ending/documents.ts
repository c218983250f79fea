import { isEntry } from '../entry.ts';
import {
  type EventOf,
  type IncidentEvent,
  isEntryEvent,
  isItemEvent,
  type Recorded,
} from '../events/events.ts';
import type { Millis, UserId } from '../ids.ts';
import { peopleIn } from '../people/people-in.ts';

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

/** Whether somebody hid an entry, here or in a duplicate's record: the latest file must not show it any more. */
export const isHiding = (event: IncidentEvent): boolean =>
  event.type === 'entry_hidden'
    ? event.hiding === 'person'
    : event.type === 'duplicate_changed' && event.hidden === true;

/** Whether an event changes what a posted postmortem says, here or in a duplicate's record; its own review is none of it. */
export const changesPostmortem = (event: IncidentEvent): boolean =>
  isEntryEvent(event) ||
  (isItemEvent(event) && event.about === undefined) ||
  event.type === 'review_corrected' ||
  event.type === 'start_corrected' ||
  event.type === 'time_corrected' ||
  event.type === 'message_captured' ||
  event.type === 'duplicate_changed' ||
  event.type === 'original_made_private';

/** Whether an event can change what a postmortem would say, posted or not, finished or a draft. */
export const changesDocument = ({ by, event }: Pick<Recorded, 'by' | 'event'>): boolean =>
  isEntry(event) ||
  changesPostmortem(event) ||
  event.type === 'request_id_seen' ||
  // Whoever did anything took part.
  peopleIn({ by, event }).length > 0;

/** How long a changed postmortem waits for further changes, so that all of them bring one file, ms. */
const gatherMs = 600_000;

/** A file that is owed: since the change `of`, at `dueAt` (UTC ms) at the latest, with all changes until then. */
export type Gathering = { readonly of: number; readonly dueAt: Millis };

/** The file that will show a change: the one that is owed already, if that still waits, or another one. */
export function gathering(
  { pending, shownTo }: Publication,
  { seq, at }: { readonly seq: number; readonly at: Millis },
): Gathering {
  const waits = pending !== null && at < pending.dueAt && pending.dueAt - at <= gatherMs;
  if (waits && pending.of > (shownTo ?? 0)) return pending;
  return { of: seq, dueAt: waits ? pending.dueAt : ((at + gatherMs) as Millis) };
}

/**
 * The first postmortem of a close, whose message points to the latest one. `seq`: the event that says so; the message was
 * sent between `from` and `to` (UTC ms); `version` and `changed`: see `postmortem_posted`.
 */
export type Carrier = {
  readonly seq: number;
  readonly file: string;
  readonly from: Millis;
  readonly to: Millis;
  readonly version: number;
  readonly changed: readonly string[];
};

/** What was posted of a postmortem. */
export type Publication = {
  /** By the seq of the close. */
  readonly carriers: ReadonlyMap<number, Carrier>;
  /** How many files were posted, each with a version of its own. */
  readonly versions: number;
  /** The last event that the latest file is certain to show; null before the first. */
  readonly shownTo: number | null;
  /** The file with the changes since, which may have been posted by now; null for none yet. */
  readonly pending: Gathering | null;
};

/** The carrier that an event tells of; null where there is none. */
export const carrierPosted = (
  { publication }: { readonly publication: Publication },
  of: number,
): Carrier | null => [...publication.carriers.values()].find(({ seq }) => seq === of) ?? null;

/** Before the first close. */
export const unpublished: Publication = { carriers: new Map(), versions: 0, shownTo: null, pending: null };

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
