import { z } from 'zod';
import { incidentIdSchema, millisSchema, userIdSchema } from '../ids.ts';
import { event } from './event-shape.ts';

const of = z.number().int();
const file = z.string().nullable();

/** The last event of the record that a file shows for certain; absent where that is what it was owed by. */
const asOf = z.number().int().optional();

/** What was posted of the record as files, and what else such a file shows. */
export const documentEvents = [
  event('postmortem_posted', { of, file: file.default(null), asOf }),
  /** Whoever caused it wants the postmortem as a file in a direct message. */
  event('copy_asked', {}),
  /** It was sent; `of`: what asked for it. */
  event('copy_sent', { of, user: userIdSchema, file, asOf }),
  /** The record of a duplicate, which is read with this one, was put right there by its event `of`, or has left. */
  event('duplicate_changed', {
    duplicate: incidentIdSchema,
    of,
    /** Since when the words stood there of a message that was deleted; absent where none was, UTC ms. */
    goneSince: millisSchema.optional(),
  }),
] as const;
