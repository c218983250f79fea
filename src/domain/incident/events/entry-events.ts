import { z } from 'zod';
import { plainTextSchema } from '../../text/text.ts';
import { messageTsSchema, millisSchema, userIdSchema } from '../ids.ts';
import { event } from './event-shape.ts';

const text = plainTextSchema;

/** How a message in the incident channel was marked for the timeline. */
export const markSchema = z.enum(['shortcut', 'pin', 'reaction']);
export type Mark = z.infer<typeof markSchema>;

/** Why an entry is hidden: a person hid it, its message was deleted in Slack, or it lost its last mark. */
export const hidingSchema = z.enum(['person', 'deleted', 'unmarked']);
export type Hiding = z.infer<typeof hidingSchema>;

/** Messages added to the timeline, and corrections of its entries. */
export const entryEvents = [
  event('message_marked', { ts: messageTsSchema, via: markSchema }),
  event('message_captured', {
    ts: messageTsSchema,
    author: userIdSchema.nullable(),
    text,
    link: z.string().nullable(),
    /** When its author had last edited it at that time; absent if never, or in a record that doesn't say. */
    editedAt: millisSchema.optional(),
  }),
  /** What entry `of` of the timeline says from then on; absent fields stay. The earlier text stays on record. */
  event('entry_edited', {
    of: z.number().int(),
    text: text.optional(),
    when: millisSchema.optional(),
    /** When its message was edited in Slack, which this follows; absent if a person corrected the entry. */
    editedAt: millisSchema.optional(),
  }),
  event('entry_hidden', { of: z.number().int(), hiding: hidingSchema, why: text.nullable() }),
  event('entry_restored', {
    of: z.number().int(),
    /** Its message was marked again; absent if a person restored it. */
    markedAgain: z.literal(true).optional(),
  }),
] as const;
