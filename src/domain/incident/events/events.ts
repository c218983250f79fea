import { z } from 'zod';
import { drillRunSchema } from '../../drill/run.ts';
import { plainTextSchema } from '../../text/text.ts';
import type { Diagnosis } from '../../triage/diagnosis.ts';
import { cancelReasonSchema } from '../ending/cancellation.ts';
import { reviewShape } from '../ending/review.ts';
import {
  channelIdSchema,
  incidentIdSchema,
  type Millis,
  messageTsSchema,
  millisSchema,
  userIdSchema,
} from '../ids.ts';
import { actorSchema } from '../people/actor.ts';
import { targetSchema } from '../promises/response-target.ts';
import { setbackEndSchema, setbackSchema } from '../setback.ts';
import { severitySchema } from '../severity.ts';
import { workingStatusSchema } from '../status.ts';
import { checkEvents } from './check-events.ts';
import { documentEvents } from './document-events.ts';
import { entryEvents } from './entry-events.ts';
import { event } from './event-shape.ts';
import { itemEvents } from './item-events.ts';
import { oncallEvents } from './oncall-events.ts';
import { roleEvents } from './role-events.ts';

const text = plainTextSchema;

/** The times that are corrected by an event of their own. */
export const correctedTimeSchema = z.enum(['detected', 'acknowledged', 'mitigated']);

/** Where one of Intercom's request_ids was first seen. */
export const requestIdSourceSchema = z.enum(['triage', 'explain', 'message']);

/** The message that an incident was declared from, wherever it is; `thread`: the parent it replies to. */
export const sourceSchema = z.object({
  channel: channelIdSchema,
  ts: messageTsSchema,
  thread: messageTsSchema.optional(),
});
export type SourceMessage = z.infer<typeof sourceSchema>;

/** The facts that an update can change. */
export const updateFieldSchema = z.enum(['status', 'impact', 'cause', 'action']);
export type UpdateField = z.infer<typeof updateFieldSchema>;

/** The headline's lines that people write: the impact, the cause, and the action. */
export const headlineLines = ['impact', 'cause', 'action'] as const;
export type HeadlineLine = (typeof headlineLines)[number];

/** When people are reminded again of a missed deadline; absent if that stays as it was. */
const remindAt = millisSchema.optional();

/** The response target that `respondBy` comes from; absent in a record that doesn't say. */
const respondTarget = targetSchema.optional();

/**
 * Everything that can happen to an incident. Events are stored as they are and never rewritten: add new types, or
 * nullable fields with a default, but never change what an old one means.
 */
export const eventSchema = z.discriminatedUnion('type', [
  event('opened', {
    title: text,
    severity: severitySchema,
    impact: text.nullable(),
    commander: userIdSchema.nullable(),
    nextUpdateAt: millisSchema,
    respondBy: millisSchema,
    respondTarget,
    /** What monitoring saw first, and when; null for an incident that a person noticed. */
    firstAlert: z.object({ at: millisSchema, text }).nullable().default(null),
    /** The channel that it was declared to live in; absent if it gets one of its own. */
    adopted: z.object({ channel: channelIdSchema, name: z.string() }).optional(),
    /** Absent if it wasn't declared from a message. */
    source: sourceSchema.optional(),
    /** When it really began, according to whoever declared it; absent if nobody said. */
    startedAt: millisSchema.optional(),
    /** Only the members of its channel may know of it; absent where everybody may. */
    visibility: z.literal('members').optional(),
    /** Absent for a real incident. */
    drill: drillRunSchema.optional(),
  }),
  event('channel_ready', { channel: channelIdSchema, name: z.string() }),
  /**
   * From here on only the members of its channel may know of it. `moved`: it has left the channel that it had, and gets a
   * private one; `converted`: people have made the one that it lives in private.
   */
  event('made_private', { how: z.enum(['moved', 'converted']) }),
  event('headline_posted', { channel: channelIdSchema, ts: messageTsSchema }),
  event('announced', { channel: channelIdSchema, ts: messageTsSchema }),
  /** A declaration, corrected in the same form: what is true from then on. */
  event('declaration_corrected', {
    title: text,
    severity: severitySchema,
    impact: text.nullable(),
    commander: userIdSchema.nullable(),
    nextUpdateAt: millisSchema,
    respondBy: millisSchema,
    respondTarget,
    remindAt,
  }),
  event('update_posted', {
    /** What the person changed; the rest was already there. Absent in a record that doesn't say: everything. */
    changed: z.array(updateFieldSchema).optional(),
    status: workingStatusSchema,
    impact: text.nullable(),
    cause: text.nullable(),
    action: text.nullable(),
    nextUpdateAt: millisSchema,
    /** The deadline that it missed. Absent if it's on time, or in a record that doesn't say. */
    missed: millisSchema.optional(),
  }),
  event('title_changed', { from: text, to: text }),
  /** When it began, corrected. */
  event('start_corrected', { from: millisSchema, to: millisSchema }),
  /** Another time that figures count from, corrected; `from` is null if it wasn't known. */
  event('time_corrected', { time: correctedTimeSchema, from: millisSchema.nullable(), to: millisSchema }),
  /** `title` is null if nobody gave one. */
  event('link_added', { url: z.string(), title: text.nullable() }),
  event('note_added', { text, when: millisSchema }),
  event('severity_changed', {
    from: severitySchema,
    to: severitySchema,
    why: text.nullable(),
    nextUpdateAt: millisSchema,
    respondBy: millisSchema,
    respondTarget,
    remindAt,
  }),
  ...roleEvents,
  ...oncallEvents,
  ...checkEvents,
  /** A notice of a state, identified by the seq of the event that it answers, was posted in a channel. */
  event('notice_posted', {
    of: z.number().int(),
    ts: messageTsSchema,
    /** Absent if that is the incident's. */
    channel: channelIdSchema.optional(),
  }),
  /** A change wasn't posted as a line of its own, because a later one of its kind was due by then. */
  event('change_left_out', { of: z.number().int() }),
  event('reminded', {
    due: millisSchema,
    /** When it comes again if nobody answers. Absent in a record that reminds once. */
    nextAt: millisSchema.optional(),
  }),
  event('reminder_posted', { of: z.number().int(), ts: messageTsSchema }),
  /** Moves the reminder, not the deadline. */
  event('snoozed', { until: millisSchema }),
  event('response_overdue', { due: millisSchema }),
  ...entryEvents,
  ...itemEvents,
  event('request_id_seen', {
    requestId: z.string(),
    source: requestIdSourceSchema,
    where: z.string().nullable(),
    /** When it was first seen; absent if that is when it was recorded. */
    seenAt: millisSchema.optional(),
  }),
  event('resolved', { fix: text.nullable() }),
  event('resolution_corrected', { fix: text.nullable() }),
  event('closed', reviewShape),
  event('review_corrected', reviewShape),
  /** It was no incident. */
  event('cancelled', { reason: cancelReasonSchema, why: text.nullable() }),
  /** It was the same as another one, which continues. */
  event('duplicate_marked', { original: incidentIdSchema }),
  /** An incident that it is or was a duplicate of became private; `of`: the first entry that may name it. */
  event('original_made_private', { original: incidentIdSchema, of: z.number().int() }),
  event('cancellation_corrected', { reason: cancelReasonSchema, why: text.nullable() }),
  ...documentEvents,
  event('reopened', {
    why: text.nullable(),
    nextUpdateAt: millisSchema,
    /** Absent if a reopening set no new time for a commander. */
    respondBy: millisSchema.optional(),
    respondTarget,
  }),
  /** A drill event was posted in its channel, counted from 0. */
  event('story_told', { part: z.number().int().nonnegative() }),
  event('setback', setbackSchema.shape),
  /** A failed effect, by its key, was done by a later attempt, or is no longer needed. */
  event('setback_over', { key: z.string(), how: setbackEndSchema }),
]);
export type IncidentEvent = z.infer<typeof eventSchema>;

/** One event of one type. */
export type EventOf<Type extends IncidentEvent['type']> = Extract<IncidentEvent, { type: Type }>;

/** Events that correct a timeline entry, and aren't entries themselves. */
export type EntryEvent = EventOf<'entry_edited' | 'entry_hidden' | 'entry_restored'>;

/** Whether an event is one of those. */
export const isEntryEvent = (event: IncidentEvent): event is EntryEvent =>
  event.type === 'entry_edited' || event.type === 'entry_hidden' || event.type === 'entry_restored';

/** What becomes of an action item. */
export type ItemEvent = EventOf<
  | 'action_item_added'
  | 'action_item_edited'
  | 'action_item_done'
  | 'action_item_reopened'
  | 'action_item_dropped'
>;

/** Tells those events from all others. */
export const isItemEvent = (event: IncidentEvent): event is ItemEvent =>
  event.type.startsWith('action_item_');

/** Every diagnosis of a record, oldest first, with its time (UTC ms). */
export const diagnosesIn = (events: readonly Recorded[]): { at: Millis; diagnosis: Diagnosis }[] =>
  events.flatMap(({ at, event }) => (event.type === 'diagnosed' ? [{ at, diagnosis: event.diagnosis }] : []));

/** An event with its place in the incident's record: `seq` counts from 1, `at` is UTC ms. */
export const recordedSchema = z.object({
  incident: incidentIdSchema,
  seq: z.number().int().positive(),
  at: millisSchema,
  by: actorSchema,
  event: eventSchema,
});
export type Recorded<E extends IncidentEvent = IncidentEvent> = Omit<
  z.infer<typeof recordedSchema>,
  'event'
> & { event: E };
