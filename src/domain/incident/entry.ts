import { type PlainText, plainText } from '../text/text.ts';
import type { AppendOnlyMap } from './append-only-map.ts';
import type { Hiding } from './events/entry-events.ts';
import { type IncidentEvent, type Recorded, updateFieldSchema } from './events/events.ts';
import type { Millis, UserId } from './ids.ts';

/** The number of the first alert, which the record holds in its first event: it came before that. */
export const firstAlertNumber = 0;

/** The course that an event belongs to: entries of one course keep their order. */
export type Course = 'status' | 'severity' | 'command' | 'title';

/**
 * A timeline entry as it was recorded. Its number is the seq of its event, so it's assigned once and no later version
 * can assign another.
 */
export type Entry = {
  readonly number: number;
  readonly type: EntryMaking['type'] | 'first_alert';
  /** Whose entry it is; null for the bot's. */
  readonly author: UserId | null;
  /** Whether it has a person's words, or room for them. */
  readonly hasWords: boolean;
  /** UTC ms. */
  readonly at: Millis;
  /** Where its message is; null if it isn't a message. */
  readonly link: string | null;
  /** The request_ids in its message; none for other entries. */
  readonly requestIds: readonly string[];
  /** When its message had last been edited in Slack at that time, UTC ms. */
  readonly editedAt: Millis | null;
};

/** The corrections of one entry: null for what is as it was recorded. */
export type Correction = {
  readonly text: { readonly value: PlainText; readonly by: 'person' | 'slack' } | null;
  /** The latest edit in Slack that it follows, UTC ms. */
  readonly editedAt: Millis | null;
  readonly when: Millis | null;
  /** Why it's hidden, each reason once; empty if it isn't. */
  readonly hidden: readonly Hiding[];
  /** Who hid it last, if that was a person. */
  readonly hiddenBy: UserId | null;
};

/** By the number of the entry. */
export type Corrections = ReadonlyMap<number, Correction>;

/** All entries of an incident, and their corrections. */
export type Entries = {
  readonly recorded: AppendOnlyMap<number, Entry>;
  readonly corrections: Corrections;
};

/** Before any correction. */
export const uncorrected: Correction = { text: null, editedAt: null, when: null, hidden: [], hiddenBy: null };

/** When an entry happened, as far as is known now. UTC ms. */
export const entryTime = ({ corrections }: Entries, { number, at }: Entry): Millis =>
  corrections.get(number)?.when ?? at;

/** Events that matter only to the bot, and corrections of entries: no line of the timeline. */
const silent = {
  channel_ready: true,
  headline_posted: true,
  announced: true,
  change_left_out: true,
  comms_lead_missing: true,
  caught_up: true,
  oncall_needed: true,
  diagnosis_posted: true,
  checks_posted: true,
  notice_posted: true,
  details_posted: true,
  reminder_posted: true,
  message_marked: true,
  entry_edited: true,
  entry_hidden: true,
  entry_restored: true,
  action_item_edited: true,
  action_item_done: true,
  action_item_reopened: true,
  action_item_dropped: true,
  request_id_seen: true,
  postmortem_posted: true,
  canvas_synced: true,
  canvas_left_out: true,
  copy_asked: true,
  copy_sent: true,
  duplicate_changed: true,
  original_made_private: true,
  story_told: true,
  setback: true,
  setback_over: true,
} as const satisfies Partial<Record<IncidentEvent['type'], true>>;

/** An event that is a timeline entry. */
export type EntryMaking = Exclude<IncidentEvent, { type: keyof typeof silent }>;

/** Whether an event is an entry; diagnoses and checks are if they say something new. */
export function isEntry(event: IncidentEvent): event is EntryMaking {
  if (event.type === 'diagnosed') return event.changed || event.calmed !== undefined;
  if (event.type === 'checked') return event.calmed !== undefined;
  // The close tells of those in its form.
  if (event.type === 'action_item_added') return !event.atClose;
  return !(event.type in silent);
}

/**
 * A person's words in an event, which can be reworded. Null if there is room for words and nobody wrote any;
 * undefined if there is no room.
 */
export function wordsIn(event: IncidentEvent): PlainText | null | undefined {
  switch (event.type) {
    case 'note_added':
    case 'message_captured':
      return event.text;
    case 'opened':
    case 'declaration_corrected':
      return event.title;
    case 'title_changed':
      return event.to;
    case 'link_added':
      return event.title;
    case 'update_posted':
      return factsOf(event);
    case 'severity_changed':
    case 'reopened':
    case 'cancelled':
    case 'cancellation_corrected':
      return event.why;
    case 'resolved':
    case 'resolution_corrected':
    case 'closed':
    case 'review_corrected':
      return event.fix;
    default:
      return undefined;
  }
}

/** Whether an entry says nothing without its words: they can be changed, not taken out. */
export const needsWords = (type: Entry['type']): boolean =>
  type === 'note_added' ||
  type === 'message_captured' ||
  type === 'opened' ||
  type === 'declaration_corrected' ||
  type === 'title_changed';

/** `Impact: … Cause: …`: for an update, what it changed; if it doesn't say what that is, everything. */
function factsOf(event: Extract<IncidentEvent, { type: 'update_posted' }>): PlainText | null {
  const changes = updateFieldSchema.options.flatMap((field) => {
    if (field === 'status' || (event.changed && !event.changed.includes(field))) return [];
    return event[field] ? [`${labels[field]}: ${event[field]}`] : [];
  });
  return changes.length > 0 ? plainText(changes.join('. ')) : null;
}
const labels = { impact: 'Impact', cause: 'Cause', action: 'Action' } as const;

/**
 * When people learned what a note says: when it was written, however early it's dated. Null for everything else, which is
 * known when it happens: another time is a correction. UTC ms.
 */
export const learnedAt = ({ at, event }: Pick<Recorded, 'at' | 'event'>): Millis | null =>
  event.type === 'note_added' ? at : null;

/** When an event happened, which for notes and marked messages is before it was recorded. UTC ms. */
export function happenedAt({ at, event }: Pick<Recorded, 'at' | 'event'>): Millis {
  if (event.type === 'note_added') return event.when;
  if (event.type === 'message_captured') return Math.floor(Number(event.ts) * 1000) as Millis;
  return at;
}
