import { z } from 'zod';
import { noCanvasSchema } from '../ending/canvas.ts';
import { canvasIdSchema, incidentIdSchema, millisSchema, userIdSchema } from '../ids.ts';
import { event } from './event-shape.ts';

const of = z.number().int();
const file = z.string().nullable();

/** The last event that a file is certain to show; absent if that is the event that queued it. */
const asOf = z.number().int().optional();

/** Files posted from the record, and what else such a file shows. */
export const documentEvents = [
  event('postmortem_posted', {
    of,
    file: file.default(null),
    asOf,
    /** Counted from 1, and what differs from the version before, by label and heading. Absent in a record that doesn't say. */
    version: z.number().int().optional(),
    changed: z.array(z.string()).optional(),
  }),
  /** The channel's canvas shows the postmortem, up to the event `asOf` for certain. */
  event('canvas_synced', { canvas: canvasIdSchema, asOf: z.number().int() }),
  /** The channel gets no canvas, or the bot leaves it alone from here on. */
  event('canvas_left_out', { why: noCanvasSchema }),
  /** The event's actor asks for the postmortem as a file in a direct message. */
  event('copy_asked', {}),
  /** It was sent; `of`: what asked for it. */
  event('copy_sent', { of, user: userIdSchema, file, asOf }),
  /** A duplicate's record, which is read with this one, was corrected by its event `of`, or is no longer included. */
  event('duplicate_changed', {
    duplicate: incidentIdSchema,
    of,
    /** Since when the words of a message that was deleted had been in it; absent if none was, UTC ms. */
    goneSince: millisSchema.optional(),
    /** Somebody hid an entry there; absent for other corrections. */
    hidden: z.literal(true).optional(),
  }),
] as const;
