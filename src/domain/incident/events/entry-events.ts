import { z } from 'zod';
import { plainTextSchema } from '../../text/text.ts';
import { messageTsSchema, millisSchema, userIdSchema } from '../ids.ts';
import { event } from './event-shape.ts';

const text = plainTextSchema;

/** How a message of the incident channel was marked for the timeline. */
export const markSchema = z.enum(['shortcut', 'pin', 'reaction']);
export type Mark = z.infer<typeof markSchema>;

/** Why an entry is not shown: a person hid it, its message was deleted in Slack, or has lost its last mark. */
export const hidingSchema = z.enum(['person', 'deleted', 'unmarked']);
export type Hiding = z.infer<typeof hidingSchema>;

/** Messages taken into the timeline, and how its entries are put right. */
export const entryEvents = [
  event('message_marked', { ts: messageTsSchema, via: markSchema }),
  event('message_captured', {
    ts: messageTsSchema,
    author: userIdSchema.nullable(),
    text,
    link: z.string().nullable(),
    /** When its author had last edited it by then; absent where they had not, or in a record that does not say. */
    editedAt: millisSchema.optional(),
  }),
  /** What entry `of` of the timeline says otherwise from then on; what is absent stays. What stood there stays on record. */
  event('entry_edited', {
    of: z.number().int(),
    text: text.optional(),
    when: millisSchema.optional(),
    /** When its message was edited in Slack, which this follows; absent where a person corrected the entry. */
    editedAt: millisSchema.optional(),
  }),
  event('entry_hidden', { of: z.number().int(), hiding: hidingSchema, why: text.nullable() }),
  event('entry_restored', {
    of: z.number().int(),
    /** Its message was marked again; absent where a person restored it. */
    markedAgain: z.literal(true).optional(),
  }),
] as const;
