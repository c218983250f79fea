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
import { oncallEvents } from './oncall-events.ts';
import { roleEvents } from './role-events.ts';

const text = plainTextSchema;

/** Where a request_id of Intercom's was first seen. */
export const requestIdSourceSchema = z.enum(['triage', 'explain', 'message']);

/** The message that an incident was declared from, wherever it stands; `thread`: the one that it is a reply in. */
export const sourceSchema = z.object({
  channel: channelIdSchema,
  ts: messageTsSchema,
  thread: messageTsSchema.optional(),
});
export type SourceMessage = z.infer<typeof sourceSchema>;

/** The facts that an update can change. */
export const updateFieldSchema = z.enum(['status', 'impact', 'cause', 'action']);
export type UpdateField = z.infer<typeof updateFieldSchema>;

/** The lines of the headline that people write: what is felt, why, and what is done about it. */
export const headlineLines = ['impact', 'cause', 'action'] as const;
export type HeadlineLine = (typeof headlineLines)[number];

/** When people are reminded again of a promise that is missed; absent where that stays as it was. */
const remindAt = millisSchema.optional();

/** The response target that `respondBy` comes from; absent in a record that does not say. */
const respondTarget = targetSchema.optional();

/**
 * Everything that can become true of an incident. Events are stored as they are and never rewritten: add
 * new types, or nullable fields with a default, never change what an old one means.
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
    /** What the watch saw first, and when; null for an incident that a person noticed. */
    firstAlert: z.object({ at: millisSchema, text }).nullable().default(null),
    /** The channel that it was declared to live in; absent where it gets one of its own. */
    adopted: z.object({ channel: channelIdSchema, name: z.string() }).optional(),
    /** Absent where it was not declared from a message. */
    source: sourceSchema.optional(),
    /** When it really began, as whoever declared it said; absent where nobody did. */
    startedAt: millisSchema.optional(),
    /** Only the members of its channel may know of it; absent where everybody may. */
    visibility: z.literal('members').optional(),
    /** Absent for an incident that is real. */
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
  /** What somebody declared, put right in the same form: what holds from then on. */
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
    /** What the person said otherwise than it stood; the rest stood there. Absent in a record that does not say: all. */
    changed: z.array(updateFieldSchema).optional(),
    status: workingStatusSchema,
    impact: text.nullable(),
    cause: text.nullable(),
    action: text.nullable(),
    nextUpdateAt: millisSchema,
    /** The promise that it comes too late for. Absent when it comes in time, or in a record that does not say. */
    missed: millisSchema.optional(),
  }),
  event('title_changed', { from: text, to: text }),
  /** When it began, put right. */
  event('start_corrected', { from: millisSchema, to: millisSchema }),
  /** `title` is null where nobody gave one. */
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
  /** What people are told of a state, by the seq of the event that it answers, stands in a channel. */
  event('notice_posted', {
    of: z.number().int(),
    ts: messageTsSchema,
    /** Absent where that is the incident's. */
    channel: channelIdSchema.optional(),
  }),
  /** A change was not told in a line of its own, for a later one of its kind was to be told by then. */
  event('change_left_out', { of: z.number().int() }),
  event('reminded', {
    due: millisSchema,
    /** When it comes again while nobody answers. Absent in a record that reminds once. */
    nextAt: millisSchema.optional(),
  }),
  event('reminder_posted', { of: z.number().int(), ts: messageTsSchema }),
  /** Moves the reminder, not the promise. */
  event('snoozed', { until: millisSchema }),
  event('response_overdue', { due: millisSchema }),
  ...entryEvents,
  event('request_id_seen', {
    requestId: z.string(),
    source: requestIdSourceSchema,
    where: z.string().nullable(),
    /** When it was first seen; absent where that is when it was recorded. */
    seenAt: millisSchema.optional(),
  }),
  event('resolved', { fix: text.nullable() }),
  event('resolution_corrected', { fix: text.nullable() }),
  event('closed', reviewShape),
  event('review_corrected', reviewShape),
  /** It was no incident. */
  event('cancelled', { reason: cancelReasonSchema, why: text.nullable() }),
  /** It was the same as another one, which goes on. */
  event('duplicate_marked', { original: incidentIdSchema }),
  event('cancellation_corrected', { reason: cancelReasonSchema, why: text.nullable() }),
  ...documentEvents,
  event('reopened', {
    why: text.nullable(),
    nextUpdateAt: millisSchema,
    /** Absent where a reopening gave nobody a new time to take command. */
    respondBy: millisSchema.optional(),
    respondTarget,
  }),
  /** A part of a drill's story was told in its channel, counted from 0. */
  event('story_told', { part: z.number().int().nonnegative() }),
  event('setback', setbackSchema.shape),
  /** What could not be done, by its key, was done by a later try, or is not needed any more. */
  event('setback_over', { key: z.string(), how: setbackEndSchema }),
]);
export type IncidentEvent = z.infer<typeof eventSchema>;

/** One event of one type. */
export type EventOf<Type extends IncidentEvent['type']> = Extract<IncidentEvent, { type: Type }>;

/** What puts an entry of the timeline right, and is none itself. */
export type EntryEvent = EventOf<'entry_edited' | 'entry_hidden' | 'entry_restored'>;

/** Tells those events from all others. */
export const isEntryEvent = (event: IncidentEvent): event is EntryEvent =>
  event.type === 'entry_edited' || event.type === 'entry_hidden' || event.type === 'entry_restored';

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
